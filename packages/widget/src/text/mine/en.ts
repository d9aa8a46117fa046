import type { MineTexts } from './texts.ts'

export const en: MineTexts = {
  title: 'My choices so far',
  unavailable: 'This cannot be shown right now.',
  about: 'Each choice has a receipt from the consent log. Save it, and you can show what you answered without anyone having to trust us.',
  none: 'There are no receipts here. A no leaves no receipt behind in the browser.',
  'accept-all': 'You accepted all',
  'reject-all': 'You rejected all',
  choose: 'You made your own choice',
  withdraw: 'You withdrew your consent',
  once: 'You chose to show once',
  'grant-purpose': 'You said yes in a form',
  'refuse-purpose': 'You said no in a form',
  'withdraw-purpose': 'You withdrew the yes you gave in a form',
  takeBack: 'Withdraw',
  save: 'Save the receipt',
  link: 'The receipt’s page',
  banner: 'What you were asked',
  linkAbout:
    'On the receipt’s page you can, from any browser, withdraw your consent and download or erase your data. Do not share its address with anyone.',
  stays: 'Keep the receipts in this browser even if I withdraw my consent',
}
