import type { MineTexts } from './texts.ts'

export const de: MineTexts = {
  title: 'Meine Antworten',
  unavailable: 'Das kann gerade nicht angezeigt werden.',
  about:
    'Zu jeder Antwort gibt es einen Beleg aus dem Einwilligungsprotokoll. Wenn Sie ihn speichern, können Sie zeigen, was Sie geantwortet haben, ohne dass uns jemand glauben muss.',
  none: 'Hier gibt es keine Belege. Ein Nein hinterlässt keinen Beleg im Browser.',
  'accept-all': 'Sie haben alle akzeptiert',
  'reject-all': 'Sie haben alle abgelehnt',
  choose: 'Sie haben selbst ausgewählt',
  withdraw: 'Sie haben Ihre Einwilligung widerrufen',
  once: 'Sie haben einen Inhalt einmal anzeigen lassen',
  'grant-purpose': 'Sie haben in einem Formular eingewilligt',
  'refuse-purpose': 'Sie haben in einem Formular abgelehnt',
  'withdraw-purpose': 'Sie haben Ihre Einwilligung aus einem Formular widerrufen',
  takeBack: 'Widerrufen',
  save: 'Beleg speichern',
  link: 'Seite des Belegs',
  banner: 'Was Sie gefragt wurden',
  linkAbout:
    'Auf der Seite des Belegs können Sie mit jedem Browser Ihre Einwilligung widerrufen und Ihre Daten herunterladen oder löschen. Geben Sie die Adresse nicht weiter.',
  stays: 'Belege in diesem Browser behalten, auch wenn ich meine Einwilligung widerrufe',
}
