import type { MineTexts } from './texts.ts'

export const nl: MineTexts = {
  title: 'Mijn antwoorden',
  unavailable: 'Dit kan nu even niet worden getoond.',
  about:
    'Bij elk antwoord hoort een bewijs uit het toestemmingslogboek. Als je het opslaat, kun je laten zien wat je hebt geantwoord, zonder dat iemand ons op ons woord hoeft te geloven.',
  none: 'Hier staan geen bewijzen. Een weigering laat geen bewijs achter in de browser.',
  'accept-all': 'Je hebt alles geaccepteerd',
  'reject-all': 'Je hebt alles geweigerd',
  choose: 'Je hebt zelf gekozen',
  withdraw: 'Je hebt je toestemming ingetrokken',
  once: 'Je hebt iets één keer laten tonen',
  'grant-purpose': 'Je hebt ja gezegd in een formulier',
  'refuse-purpose': 'Je hebt nee gezegd in een formulier',
  'withdraw-purpose': 'Je hebt je toestemming uit een formulier ingetrokken',
  takeBack: 'Intrekken',
  save: 'Bewijs opslaan',
  link: 'Pagina van het bewijs',
  banner: 'Wat je is gevraagd',
  linkAbout:
    'Op de pagina van het bewijs kun je vanuit elke browser je toestemming intrekken en je gegevens downloaden of wissen. Deel het adres niet.',
  stays: 'Bewaar de bewijzen in deze browser, ook als ik mijn toestemming intrek',
}
