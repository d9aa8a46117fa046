import type { MineTexts } from './texts.ts'

export const it: MineTexts = {
  title: 'Le mie risposte',
  unavailable: 'Al momento non è possibile mostrarle.',
  about:
    'Ogni risposta ha una ricevuta tratta dal registro dei consensi. Salvala: potrai dimostrare che cosa hai risposto senza che nessuno debba crederci sulla parola.',
  none: 'Qui non ci sono ricevute. Un no non lascia alcuna ricevuta nel browser.',
  'accept-all': 'Hai accettato tutti',
  'reject-all': 'Hai rifiutato tutti',
  choose: 'Hai fatto la tua scelta',
  withdraw: 'Hai revocato il consenso',
  once: 'Hai fatto mostrare un contenuto una volta',
  'grant-purpose': 'Hai detto di sì in un modulo',
  'refuse-purpose': 'Hai detto di no in un modulo',
  'withdraw-purpose': 'Hai revocato il sì dato in un modulo',
  takeBack: 'Revoca',
  save: 'Salva la ricevuta',
  link: 'Pagina della ricevuta',
  banner: 'Che cosa ti è stato chiesto',
  linkAbout:
    'Dalla pagina della ricevuta puoi revocare il consenso e scaricare o cancellare i tuoi dati con qualsiasi browser. Non condividerne l’indirizzo.',
  stays: 'Conserva le ricevute in questo browser anche se revoco il consenso',
}
