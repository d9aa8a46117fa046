import type { Facts } from './facts.ts'

/** The first file that somebody opens, in English and Swedish. */
export const makeReadme = ({ origin, size, signedAt }: Facts): string => `KAKBURK CONSENT LOG ${origin}
${size} entries, signed ${signedAt}

IN ENGLISH

This folder is the consent log of a website: which visitor's browser said yes or no to what, when, and to which words. It has what
it takes to check that no line was altered, left out, added or moved, without trusting whoever sent it.

To read it    open report.en.html (a summary) or log.csv (every entry) in any program.
To check it   install Node.js 20.19 or later (nodejs.org), open a terminal in this folder and run

                  node verify.mjs

              It needs no network. It ends with WHOLE, or names each file and line that is wrong.
For next time keep the file checkpoint.txt. With the next bundle, "node verify.mjs --since checkpoint.txt" shows that nothing
              of before was changed since.
Whose key     "node verify.mjs --key KEY" checks that the site's own key signed this; the site publishes it.
To trust less verify.mjs came with the bundle. The same file is in Kakburk's public source, and docs/log-format.md there tells
              how to write your own.

This folder holds personal data as long as they are kept (personal.jsonl, log.csv): keep it as such, and delete it in time.

PÅ SVENSKA

Den här mappen är en webbplats samtyckeslogg: vilken besökares webbläsare som sa ja eller nej till vad, när, och till vilka ord.
Här finns allt som behövs för att kontrollera att ingen rad har ändrats, utelämnats, lagts till eller flyttats, utan att lita på
avsändaren.

Läsa          öppna report.sv.html (en sammanfattning) eller log.csv (varje post) i valfritt program.
Kontrollera   installera Node.js 20.19 eller senare (nodejs.org), öppna en terminal i mappen och kör

                  node verify.mjs

              Inget nätverk behövs. Sist står WHOLE (hel), eller varje fil och rad som är fel.
Nästa gång    spara filen checkpoint.txt. Med nästa paket visar "node verify.mjs --since checkpoint.txt" att inget av det
              tidigare har ändrats sedan dess.
Vems nyckel   "node verify.mjs --key NYCKEL" kontrollerar att webbplatsens egen nyckel har signerat; webbplatsen publicerar den.
Lita mindre   verify.mjs följde med paketet. Samma fil finns i Kakburks öppna källkod, och docs/log-format.md där beskriver hur
              man skriver en egen.

Mappen innehåller personuppgifter så länge de sparas (personal.jsonl, log.csv): förvara den därefter, och radera den i tid.
`
