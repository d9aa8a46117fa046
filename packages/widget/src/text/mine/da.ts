import type { MineTexts } from './texts.ts'

export const da: MineTexts = {
  title: 'Mine svar',
  unavailable: 'Det kan ikke vises lige nu.',
  about: 'Hvert svar har en kvittering fra samtykkeloggen. Gem den, så kan du vise, hvad du svarede, uden at nogen behøver at stole på os.',
  none: 'Her er ingen kvitteringer. Et nej efterlader ingen kvittering i browseren.',
  'accept-all': 'Du accepterede alle',
  'reject-all': 'Du afviste alle',
  choose: 'Du valgte selv',
  withdraw: 'Du trak dit samtykke tilbage',
  once: 'Du viste noget én gang',
  'grant-purpose': 'Du sagde ja i en formular',
  'refuse-purpose': 'Du sagde nej i en formular',
  'withdraw-purpose': 'Du trak det ja tilbage, du gav i en formular',
  takeBack: 'Træk tilbage',
  save: 'Gem kvitteringen',
  link: 'Kvitteringens side',
  banner: 'Det, du blev spurgt om',
  linkAbout:
    'På kvitteringens side kan du i enhver browser trække dit samtykke tilbage og hente eller slette dine oplysninger. Del ikke adressen med nogen.',
  stays: 'Behold kvitteringerne i denne browser, selv om jeg trækker mit samtykke tilbage',
}
