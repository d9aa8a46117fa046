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
  'grant-purpose': 'Þú sagðir já á eyðublaði',
  'refuse-purpose': 'Þú sagðir nei á eyðublaði',
  'withdraw-purpose': 'Þú afturkallaðir samþykki sem þú gafst á eyðublaði',
  takeBack: 'Afturkalla',
  save: 'Vista kvittunina',
  link: 'Síða kvittunarinnar',
  banner: 'Spurningin sem þú fékkst',
  linkAbout:
    'Á síðu kvittunarinnar getur þú, í hvaða vafra sem er, afturkallað samþykkið og sótt gögnin þín eða eytt þeim. Ekki deila slóðinni.',
  stays: 'Geyma kvittanirnar áfram í þessum vafra þótt ég afturkalli samþykki mitt',
}
