import type { Language } from '@kakburk/shared'

/** What we say of what we keep ourselves. It is ours and stands in no policy: what was asked is not changed by it. */
export const answerTexts: Record<Language, { name: string; purpose: string }> = {
  sv: {
    name: 'Ditt svar om kakor',
    purpose:
      'Minns vad du svarade så att du inte blir tillfrågad igen, och sparar kvittona på ditt samtycke. När sidan laddas om får du tillbaka det du hade skrivit.',
  },
  fi: {
    name: 'Vastauksesi evästeistä',
    purpose:
      'Muistaa vastauksesi, jotta sinulta ei kysytä uudelleen, ja säilyttää kuitit suostumuksestasi. Kun sivu ladataan uudelleen, kirjoittamasi tekstit palautetaan.',
  },
  nb: {
    name: 'Svaret ditt om informasjonskapsler',
    purpose:
      'Husker hva du svarte, så du ikke blir spurt på nytt, og tar vare på kvitteringene for samtykket ditt. Når siden lastes på nytt, får du tilbake det du hadde skrevet.',
  },
  da: {
    name: 'Dit svar om cookies',
    purpose:
      'Husker, hvad du svarede, så du ikke bliver spurgt igen, og gemmer kvitteringerne for dit samtykke. Når siden indlæses igen, får du det tilbage, du havde skrevet.',
  },
  et: {
    name: 'Teie vastus küpsiste kohta',
    purpose:
      'Jätab meelde, mida vastasite, et teilt uuesti ei küsitaks, ja hoiab alles teie nõusoleku kviitungid. Kui leht uuesti laaditakse, taastatakse see, mida olite kirjutanud.',
  },
  en: {
    name: 'Your answer about cookies',
    purpose:
      'Remembers what you answered, so that you are not asked again, and keeps the receipts of your consent. When the page is loaded again, what you had written is put back.',
  },
  de: {
    name: 'Ihre Antwort zu Cookies',
    purpose:
      'Merkt sich Ihre Antwort, damit Sie nicht erneut gefragt werden, und bewahrt die Belege Ihrer Einwilligung auf. Wird die Seite neu geladen, bleibt erhalten, was Sie geschrieben haben.',
  },
  fr: {
    name: 'Votre réponse sur les cookies',
    purpose:
      'Retient votre réponse pour ne pas vous reposer la question et conserve les reçus de votre consentement. Lorsque la page est rechargée, ce que vous aviez saisi est rétabli.',
  },
  es: {
    name: 'Tu respuesta sobre las cookies',
    purpose:
      'Recuerda lo que respondiste para no volver a preguntarte y guarda los justificantes de tu consentimiento. Si la página se vuelve a cargar, se recupera lo que habías escrito.',
  },
  it: {
    name: 'La tua risposta sui cookie',
    purpose:
      'Ricorda la tua risposta, così non te la chiediamo di nuovo, e conserva le ricevute del tuo consenso. Se la pagina viene ricaricata, ciò che avevi scritto viene ripristinato.',
  },
  pl: {
    name: 'Twoja odpowiedź w sprawie plików cookie',
    purpose:
      'Zapamiętuje Twoją odpowiedź, aby nie pytać ponownie, i przechowuje potwierdzenia Twojej zgody. Po ponownym wczytaniu strony przywraca to, co zostało wpisane.',
  },
  nl: {
    name: 'Je antwoord over cookies',
    purpose:
      'Onthoudt wat je hebt geantwoord, zodat we het niet opnieuw vragen, en bewaart de bewijzen van je toestemming. Als de pagina opnieuw wordt geladen, krijg je terug wat je had ingevuld.',
  },
  pt: {
    name: 'A sua resposta sobre cookies',
    purpose:
      'Memoriza a sua resposta, para não voltarmos a perguntar, e guarda os comprovativos do seu consentimento. Se a página for recarregada, repõe o que tinha escrito.',
  },
  lv: {
    name: 'Jūsu atbilde par sīkdatnēm',
    purpose:
      'Atceras jūsu atbildi, lai jums nejautātu vēlreiz, un glabā jūsu piekrišanas kvītis. Kad lapu ielādē no jauna, atjauno tajā ierakstīto.',
  },
  lt: {
    name: 'Jūsų atsakymas dėl slapukų',
    purpose:
      'Įsimena jūsų atsakymą, kad nereikėtų klausti dar kartą, ir saugo jūsų sutikimo kvitus. Iš naujo įkėlus puslapį, atkuria tai, ką buvote įrašę.',
  },
  is: {
    name: 'Svar þitt um vafrakökur',
    purpose:
      'Man svarið þitt svo að ekki þurfi að spyrja aftur og geymir kvittanir fyrir samþykki þínu. Þegar síðan er hlaðin aftur endurheimtist það sem þú hafðir skrifað.',
  },
  ar: {
    name: 'إجابتك عن ملفات تعريف الارتباط',
    purpose: 'يحفظ إجابتك حتى لا يُطرح السؤال عليك من جديد، ويحتفظ بإيصالات موافقتك. وعند إعادة تحميل الصفحة يستعيد ما كنت قد كتبته.',
  },
  he: {
    name: 'התשובה שלך לגבי עוגיות',
    purpose: 'זוכר את התשובה שלך כדי שלא נשאל שוב, ושומר את קבלות ההסכמה שלך. כשהעמוד נטען מחדש, מה שנכתב בו משוחזר.',
  },
}
