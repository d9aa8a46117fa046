import type { MineTexts } from './texts.ts'

export const sv: MineTexts = {
  title: 'Mina val hittills',
  unavailable: 'Går inte att visa just nu.',
  about: 'Varje val har ett kvitto från samtyckesloggen. Spara kvittot, så kan du visa vad du svarade utan att någon behöver lita på oss.',
  none: 'Här finns inga kvitton. Ett nej lämnar inget kvitto efter sig i webbläsaren.',
  'accept-all': 'Du godkände alla',
  'reject-all': 'Du nekade alla',
  choose: 'Du valde själv',
  withdraw: 'Du tog tillbaka ditt samtycke',
  once: 'Du valde att visa en gång',
  'grant-purpose': 'Du sa ja i ett formulär',
  'refuse-purpose': 'Du sa nej i ett formulär',
  'withdraw-purpose': 'Du tog tillbaka ett ja som du gett i ett formulär',
  takeBack: 'Ta tillbaka',
  save: 'Spara kvittot',
  link: 'Kvittots sida',
  banner: 'Frågan du fick',
  linkAbout:
    'På kvittots sida kan du, i vilken webbläsare som helst, ta tillbaka ditt samtycke och hämta eller radera dina uppgifter. Dela inte adressen med någon.',
  stays: 'Behåll kvittona i den här webbläsaren även om jag tar tillbaka mitt samtycke',
}
