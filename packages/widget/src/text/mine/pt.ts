import type { MineTexts } from './texts.ts'

export const pt: MineTexts = {
  title: 'As minhas respostas',
  unavailable: 'De momento, não é possível mostrar isto.',
  about:
    'Cada resposta tem um comprovativo do registo de consentimentos. Guarde-o e poderá mostrar o que respondeu sem que ninguém tenha de acreditar em nós.',
  none: 'Não há aqui comprovativos. Uma recusa não deixa nenhum comprovativo no navegador.',
  'accept-all': 'Aceitou todos',
  'reject-all': 'Rejeitou todos',
  choose: 'Fez a sua própria escolha',
  withdraw: 'Retirou o seu consentimento',
  once: 'Pediu para mostrar um conteúdo uma vez',
  'grant-purpose': 'Disse que sim num formulário',
  'refuse-purpose': 'Disse que não num formulário',
  'withdraw-purpose': 'Retirou o sim que deu num formulário',
  takeBack: 'Retirar',
  save: 'Guardar o comprovativo',
  link: 'Página do comprovativo',
  banner: 'O que lhe foi perguntado',
  linkAbout:
    'Na página do comprovativo pode retirar o seu consentimento e descarregar ou apagar os seus dados a partir de qualquer navegador. Não partilhe o endereço.',
  stays: 'Manter os comprovativos neste navegador mesmo que eu retire o meu consentimento',
}
