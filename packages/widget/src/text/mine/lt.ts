import type { MineTexts } from './texts.ts'

export const lt: MineTexts = {
  title: 'Mano atsakymai',
  unavailable: 'Šiuo metu to parodyti negalima.',
  about:
    'Kiekvienam atsakymui sutikimų žurnale yra kvitas. Išsaugoję jį galėsite parodyti, ką atsakėte, ir niekam nereikės tikėti mūsų žodžiu.',
  none: 'Čia kvitų nėra. Atsisakymas nepalieka kvito naršyklėje.',
  'accept-all': 'Priėmėte visus',
  'reject-all': 'Atmetėte visus',
  choose: 'Pasirinkote savo nuožiūra',
  withdraw: 'Atšaukėte savo sutikimą',
  once: 'Vieną kartą leidote rodyti turinį',
  'grant-purpose': 'Sutikote formoje',
  'refuse-purpose': 'Nesutikote formoje',
  'withdraw-purpose': 'Atšaukėte formoje duotą sutikimą',
  takeBack: 'Atšaukti sutikimą',
  save: 'Išsaugoti kvitą',
  link: 'Kvito puslapis',
  banner: 'Ko jūsų klausė',
  linkAbout:
    'Kvito puslapyje iš bet kurios naršyklės galite atšaukti sutikimą ir atsisiųsti arba ištrinti savo duomenis. Nesidalykite jo adresu.',
  stays: 'Palikti kvitus šioje naršyklėje, net jei atšauksiu sutikimą',
}
