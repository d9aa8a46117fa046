import type { MineTexts } from './texts.ts'

export const fi: MineTexts = {
  title: 'Omat vastaukset',
  unavailable: 'Tätä ei voi näyttää juuri nyt.',
  about:
    'Saat jokaisesta vastauksesta kuitin suostumuslokista. Kun tallennat sen, voit osoittaa, mitä vastasit, eikä kenenkään tarvitse luottaa meidän sanaamme.',
  none: 'Täällä ei ole kuitteja. Kieltävä vastaus ei jätä selaimeen kuittia.',
  'accept-all': 'Hyväksyit kaikki',
  'reject-all': 'Hylkäsit kaikki',
  choose: 'Teit oman valinnan',
  withdraw: 'Peruutit suostumuksesi',
  once: 'Näytit sisällön kerran',
  'grant-purpose': 'Suostuit lomakkeella',
  'refuse-purpose': 'Kieltäydyit lomakkeella',
  'withdraw-purpose': 'Peruutit lomakkeella antamasi suostumuksen',
  takeBack: 'Peruuta suostumus',
  save: 'Tallenna kuitti',
  link: 'Kuitin sivu',
  banner: 'Mitä sinulta kysyttiin',
  linkAbout:
    'Kuitin sivulla voit millä tahansa selaimella peruuttaa suostumuksesi sekä ladata tai poistaa tietosi. Älä jaa sivun osoitetta.',
  stays: 'Säilytä kuitit tässä selaimessa, vaikka peruutan suostumukseni',
}
