import type { MineTexts } from './texts.ts'

export const is: MineTexts = {
  title: 'Svörin mín',
  unavailable: 'Ekki er hægt að sýna þetta núna.',
  about:
    'Hverju svari fylgir kvittun úr samþykkisskránni. Vistaðu hana og þá getur þú sýnt hverju þú svaraðir án þess að nokkur þurfi að treysta okkur.',
  none: 'Hér eru engar kvittanir. Höfnun skilur enga kvittun eftir í vafranum.',
  'accept-all': 'Þú samþykktir allar',
  'reject-all': 'Þú hafnaðir öllum',
  choose: 'Þú valdir hvað mætti nota',
  withdraw: 'Þú afturkallaðir samþykki þitt',
  once: 'Þú leyfðir að sýna efni einu sinni',
  'grant-purpose': 'Þú sagðir já í eyðublaði',
  'refuse-purpose': 'Þú sagðir nei í eyðublaði',
  'withdraw-purpose': 'Þú afturkallaðir já þitt úr eyðublaði',
  takeBack: 'Afturkalla',
  save: 'Vista kvittunina',
  link: 'Síða kvittunarinnar',
  banner: 'Spurningin sem þú fékkst',
  linkAbout:
    'Á síðu kvittunarinnar getur þú afturkallað samþykkið, sótt gögnin þín eða eytt þeim úr hvaða vafra sem er. Ekki deila slóðinni.',
  stays: 'Láta kvittanirnar vera hér áfram þegar ég afturkalla samþykki mitt',
}
