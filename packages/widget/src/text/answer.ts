import type { Language } from '@kakburk/shared'

type AnswerTexts = { name: string; answer: string; receipts: string; forms: string }

/** What we say of what we keep ourselves, and of each part of it. It is ours and stands in no policy: what was asked is not changed by it. */
export const answerTexts: Record<Language, AnswerTexts> = {
  sv: {
    name: 'Ditt svar om kakor',
    answer: 'Minns vad du svarade så att du inte blir tillfrågad igen.',
    receipts: 'Sparar kvittona på ditt samtycke.',
    forms: 'När sidan laddas om får du tillbaka det du hade skrivit.',
  },
  fi: {
    name: 'Vastauksesi evästeistä',
    answer: 'Muistaa vastauksesi, jotta sinulta ei kysytä uudelleen.',
    receipts: 'Säilyttää kuitit suostumuksestasi.',
    forms: 'Kun sivu ladataan uudelleen, kirjoittamasi tekstit palautetaan.',
  },
  nb: {
    name: 'Svaret ditt om informasjonskapsler',
    answer: 'Husker hva du svarte, så du ikke blir spurt på nytt.',
    receipts: 'Tar vare på kvitteringene for samtykket ditt.',
    forms: 'Når siden lastes på nytt, får du tilbake det du hadde skrevet.',
  },
  da: {
    name: 'Dit svar om cookies',
    answer: 'Husker, hvad du svarede, så du ikke bliver spurgt igen.',
    receipts: 'Gemmer kvitteringerne for dit samtykke.',
    forms: 'Når siden indlæses igen, får du det tilbage, du havde skrevet.',
  },
  et: {
    name: 'Teie vastus küpsiste kohta',
    answer: 'Jätab meelde, mida vastasite, et teilt uuesti ei küsitaks.',
    receipts: 'Hoiab alles teie nõusoleku kviitungid.',
    forms: 'Kui leht uuesti laaditakse, taastatakse see, mida olite kirjutanud.',
  },
  en: {
    name: 'Your answer about cookies',
    answer: 'Remembers what you answered, so that you are not asked again.',
    receipts: 'Keeps the receipts of your consent.',
    forms: 'When the page is loaded again, what you had written is put back.',
  },
  de: {
    name: 'Ihre Antwort zu Cookies',
    answer: 'Merkt sich Ihre Antwort, damit Sie nicht erneut gefragt werden.',
    receipts: 'Bewahrt die Belege Ihrer Einwilligung auf.',
    forms: 'Wird die Seite neu geladen, bleibt erhalten, was Sie geschrieben haben.',
  },
  fr: {
    name: 'Votre réponse sur les cookies',
    answer: 'Retient votre réponse pour ne pas vous reposer la question.',
    receipts: 'Conserve les reçus de votre consentement.',
    forms: 'Lorsque la page est rechargée, ce que vous aviez saisi est rétabli.',
  },
  es: {
    name: 'Tu respuesta sobre las cookies',
    answer: 'Recuerda lo que respondiste para no volver a preguntarte.',
    receipts: 'Guarda los justificantes de tu consentimiento.',
    forms: 'Si la página se vuelve a cargar, se recupera lo que habías escrito.',
  },
  it: {
    name: 'La tua risposta sui cookie',
    answer: 'Ricorda la tua risposta, così non te la chiediamo di nuovo.',
    receipts: 'Conserva le ricevute del tuo consenso.',
    forms: 'Se la pagina viene ricaricata, ciò che avevi scritto viene ripristinato.',
  },
  pl: {
    name: 'Twoja odpowiedź w sprawie plików cookie',
    answer: 'Zapamiętuje Twoją odpowiedź, aby nie pytać ponownie.',
    receipts: 'Przechowuje potwierdzenia Twojej zgody.',
    forms: 'Po ponownym wczytaniu strony przywraca to, co zostało wpisane.',
  },
  nl: {
    name: 'Je antwoord over cookies',
    answer: 'Onthoudt wat je hebt geantwoord, zodat we het niet opnieuw vragen.',
    receipts: 'Bewaart de bewijzen van je toestemming.',
    forms: 'Als de pagina opnieuw wordt geladen, krijg je terug wat je had ingevuld.',
  },
  pt: {
    name: 'A sua resposta sobre cookies',
    answer: 'Memoriza a sua resposta, para não voltarmos a perguntar.',
    receipts: 'Guarda os comprovativos do seu consentimento.',
    forms: 'Se a página for recarregada, repõe o que tinha escrito.',
  },
  lv: {
    name: 'Jūsu atbilde par sīkdatnēm',
    answer: 'Atceras jūsu atbildi, lai jums nejautātu vēlreiz.',
    receipts: 'Glabā jūsu piekrišanas kvītis.',
    forms: 'Kad lapu ielādē no jauna, atjauno tajā ierakstīto.',
  },
  lt: {
    name: 'Jūsų atsakymas dėl slapukų',
    answer: 'Įsimena jūsų atsakymą, kad nereikėtų klausti dar kartą.',
    receipts: 'Saugo jūsų sutikimo kvitus.',
    forms: 'Iš naujo įkėlus puslapį, atkuria tai, ką buvote įrašę.',
  },
  is: {
    name: 'Svar þitt um vafrakökur',
    answer: 'Man svarið þitt svo að ekki þurfi að spyrja aftur.',
    receipts: 'Geymir kvittanir fyrir samþykki þínu.',
    forms: 'Þegar síðan er sótt aftur endurheimtist það sem þú hafðir skrifað.',
  },
  ar: {
    name: 'إجابتك عن ملفات تعريف الارتباط',
    answer: 'يحفظ إجابتك حتى لا يُطرح السؤال عليك من جديد.',
    receipts: 'يحتفظ بإيصالات موافقتك.',
    forms: 'عند إعادة تحميل الصفحة يستعيد ما كنت قد كتبته.',
  },
  he: {
    name: 'התשובה שלך לגבי עוגיות',
    answer: 'זוכר את התשובה שלך כדי שלא נשאל שוב.',
    receipts: 'שומר את קבלות ההסכמה שלך.',
    forms: 'כשהעמוד נטען מחדש, מה שנכתב בו משוחזר.',
  },
}
