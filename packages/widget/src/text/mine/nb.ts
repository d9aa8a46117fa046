import type { MineTexts } from './texts.ts'

export const nb: MineTexts = {
  title: 'Svarene mine',
  unavailable: 'Dette kan ikke vises akkurat nå.',
  about: 'Hvert svar har en kvittering fra samtykkeloggen. Lagre den, så kan du vise hva du svarte uten at noen trenger å stole på oss.',
  none: 'Her er det ingen kvitteringer. Et nei etterlater ingen kvittering i nettleseren.',
  'accept-all': 'Du godtok alle',
  'reject-all': 'Du avviste alle',
  choose: 'Du valgte selv',
  withdraw: 'Du trakk tilbake samtykket ditt',
  once: 'Du viste noe én gang',
  'grant-purpose': 'Du sa ja i et skjema',
  'refuse-purpose': 'Du sa nei i et skjema',
  'withdraw-purpose': 'Du trakk tilbake et ja du ga i et skjema',
  takeBack: 'Trekk tilbake',
  save: 'Lagre kvitteringen',
  link: 'Kvitteringssiden',
  banner: 'Det du ble spurt om',
  linkAbout:
    'På kvitteringssiden kan du, i en hvilken som helst nettleser, trekke tilbake samtykket og laste ned eller slette opplysningene dine. Ikke del adressen med noen.',
  stays: 'Behold kvitteringene i denne nettleseren selv om jeg trekker tilbake samtykket',
}
