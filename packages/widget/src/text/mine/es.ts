import type { MineTexts } from './texts.ts'

export const es: MineTexts = {
  title: 'Mis respuestas',
  unavailable: 'No se puede mostrar en este momento.',
  about:
    'Cada respuesta tiene un justificante del registro de consentimientos. Guárdalo y podrás demostrar lo que respondiste sin que nadie tenga que fiarse de nosotros.',
  none: 'Aquí no hay justificantes. Si dices que no, no queda ninguno en el navegador.',
  'accept-all': 'Aceptaste todas',
  'reject-all': 'Rechazaste todas',
  choose: 'Hiciste tu propia elección',
  withdraw: 'Retiraste tu consentimiento',
  once: 'Mostraste un contenido una vez',
  'grant-purpose': 'Dijiste que sí en un formulario',
  'refuse-purpose': 'Dijiste que no en un formulario',
  'withdraw-purpose': 'Retiraste el sí que diste en un formulario',
  takeBack: 'Retirar',
  save: 'Guardar el justificante',
  link: 'Página del justificante',
  banner: 'Lo que se te preguntó',
  linkAbout:
    'En la página del justificante puedes retirar tu consentimiento y descargar o borrar tus datos desde cualquier navegador. No compartas su dirección.',
  stays: 'Conservar los justificantes en este navegador aunque retire mi consentimiento',
}
