import type { MineTexts } from './texts.ts'

export const et: MineTexts = {
  title: 'Minu vastused',
  unavailable: 'Seda ei saa praegu näidata.',
  about:
    'Iga vastuse kohta on nõusolekute logis kviitung. Kui selle salvestate, saate näidata, mida vastasite, ilma et keegi peaks meid usaldama.',
  none: 'Siin ei ole kviitungeid. Keeldumine ei jäta brauserisse kviitungit.',
  'accept-all': 'Lubasite kõik',
  'reject-all': 'Keelasite kõik',
  choose: 'Tegite oma valiku',
  withdraw: 'Võtsite nõusoleku tagasi',
  once: 'Lubasite sisu üks kord näidata',
  'grant-purpose': 'Nõustusite vormis',
  'refuse-purpose': 'Keeldusite vormis',
  'withdraw-purpose': 'Võtsite vormis antud nõusoleku tagasi',
  takeBack: 'Võta tagasi',
  save: 'Salvesta kviitung',
  link: 'Kviitungi leht',
  banner: 'Mida teilt küsiti',
  linkAbout:
    'Kviitungi lehel saate mis tahes brauseris nõusoleku tagasi võtta ning oma andmed alla laadida või kustutada. Ärge jagage selle aadressi.',
  stays: 'Jäta kviitungid sellesse brauserisse alles ka siis, kui võtan nõusoleku tagasi',
}
