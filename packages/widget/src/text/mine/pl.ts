import type { MineTexts } from './texts.ts'

export const pl: MineTexts = {
  title: 'Moje odpowiedzi',
  unavailable: 'W tej chwili nie można tego wyświetlić.',
  about:
    'Każda odpowiedź ma potwierdzenie z rejestru zgód. Jeśli je zapiszesz, możesz pokazać, co zostało wybrane, a nikt nie musi wierzyć nam na słowo.',
  none: 'Nie ma tu potwierdzeń. Odmowa nie pozostawia potwierdzenia w przeglądarce.',
  'accept-all': 'Zaakceptowano wszystkie',
  'reject-all': 'Odrzucono wszystkie',
  choose: 'Dokonano własnego wyboru',
  withdraw: 'Wycofano zgodę',
  once: 'Wyświetlono treść jeden raz',
  'grant-purpose': 'Wyrażono zgodę w formularzu',
  'refuse-purpose': 'Odmówiono zgody w formularzu',
  'withdraw-purpose': 'Wycofano zgodę wyrażoną w formularzu',
  takeBack: 'Wycofaj',
  save: 'Zapisz potwierdzenie',
  link: 'Strona potwierdzenia',
  banner: 'Zadane pytanie',
  linkAbout:
    'Na stronie potwierdzenia możesz z dowolnej przeglądarki wycofać zgodę oraz pobrać lub usunąć swoje dane. Nie udostępniaj jej adresu.',
  stays: 'Zachowaj potwierdzenia w tej przeglądarce, nawet jeśli wycofam zgodę',
}
