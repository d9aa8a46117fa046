import type { MineTexts } from './texts.ts'

export const lt: MineTexts = {
  title: 'Mano atsakymai',
  unavailable: 'Šiuo metu to parodyti negalima.',
  about: 'Kiekvienas atsakymas turi kvitą iš žurnalo. Išsaugoję jį galėsite parodyti, ką atsakėte, ir niekam nereikės tikėti mūsų žodžiu.',
  none: 'Čia kvitų nėra. Atsisakymas nepalieka kvito naršyklėje.',
  'accept-all': 'Priėmėte visus',
  'reject-all': 'Atmetėte visus',
  choose: 'Pasirinkote patys',
  withdraw: 'Atšaukėte savo sutikimą',
  once: 'Vieną kartą leidote rodyti turinį',
  'grant-purpose': 'Sutikote formoje',
  'refuse-purpose': 'Nesutikote formoje',
  'withdraw-purpose': 'Atšaukėte formoje duotą sutikimą',
  takeBack: 'Atšaukti',
  save: 'Išsaugoti kvitą',
  link: 'Kvito puslapis',
  banner: 'Ko jūsų klausė',
  linkAbout:
    'Kvito puslapyje iš bet kurios naršyklės galite atšaukti sutikimą ir atsisiųsti arba ištrinti savo duomenis. Nesidalykite jo adresu.',
  stays: 'Palikti kvitus čia, kai atšaukiu sutikimą',
}
