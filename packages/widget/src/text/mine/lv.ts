import type { MineTexts } from './texts.ts'

export const lv: MineTexts = {
  title: 'Manas atbildes',
  unavailable: 'Pašlaik to nevar parādīt.',
  about:
    'Katrai atbildei ir kvīts no piekrišanu žurnāla. Ja to saglabāsiet, varēsiet parādīt, ko atbildējāt, un nevienam nebūs jātic mums uz vārda.',
  none: 'Šeit nav kvīšu. Atteikums neatstāj pārlūkā kvīti.',
  'accept-all': 'Jūs pieņēmāt visas',
  'reject-all': 'Jūs noraidījāt visas',
  choose: 'Jūs izdarījāt savu izvēli',
  withdraw: 'Jūs atsaucāt piekrišanu',
  once: 'Jūs vienreiz atļāvāt rādīt saturu',
  'grant-purpose': 'Jūs piekritāt veidlapā',
  'refuse-purpose': 'Jūs atteicāties veidlapā',
  'withdraw-purpose': 'Jūs atsaucāt veidlapā doto piekrišanu',
  takeBack: 'Atsaukt',
  save: 'Saglabāt kvīti',
  link: 'Kvīts lapa',
  banner: 'Ko jums jautāja',
  linkAbout:
    'Kvīts lapā jūs no jebkura pārlūka varat atsaukt piekrišanu un lejupielādēt vai dzēst savus datus. Nevienam neizpaudiet tās adresi.',
  stays: 'Atstāt kvītis šajā pārlūkā arī tad, ja atsaucu piekrišanu',
}
