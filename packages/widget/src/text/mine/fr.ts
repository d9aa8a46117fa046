import type { MineTexts } from './texts.ts'

export const fr: MineTexts = {
  title: 'Mes réponses',
  unavailable: 'Impossible de l’afficher pour le moment.',
  about:
    'Chaque réponse a un reçu tiré du registre des consentements. Enregistrez-le : vous pourrez montrer ce que vous avez répondu sans que personne ait à nous croire sur parole.',
  none: 'Il n’y a aucun reçu ici. Un refus ne laisse aucun reçu dans le navigateur.',
  'accept-all': 'Vous avez tout accepté',
  'reject-all': 'Vous avez tout refusé',
  choose: 'Vous avez fait votre propre choix',
  withdraw: 'Vous avez retiré votre consentement',
  once: 'Vous avez affiché un contenu une fois',
  'grant-purpose': 'Vous avez dit oui dans un formulaire',
  'refuse-purpose': 'Vous avez dit non dans un formulaire',
  'withdraw-purpose': 'Vous avez retiré le oui donné dans un formulaire',
  takeBack: 'Retirer',
  save: 'Enregistrer le reçu',
  link: 'Page du reçu',
  banner: 'La question posée',
  linkAbout:
    'Sur la page du reçu, vous pouvez retirer votre consentement et télécharger ou effacer vos données depuis n’importe quel navigateur. Ne partagez pas son adresse.',
  stays: 'Garder les reçus dans ce navigateur même si je retire mon consentement',
}
