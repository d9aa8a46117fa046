import type { Product } from '../shop/cart.ts'

export type Ware = Product & {
  text: string
  contents: string
  /** The id of a film about it on YouTube. */
  film?: string
}

/** What the shop sells. A drawing of each lies in `public/bilder/<slug>.svg`. */
export const products: readonly Ware[] = [
  {
    slug: 'vantar',
    name: 'Lovikkavantar, stickkit',
    price: 349,
    text: 'Allt du behöver för ett par tjocka vantar: garn, mönster och märkband. Ett bra första projekt, för de ruggas när de är klara och då syns inga misstag.',
    contents: '200 g ullgarn, mönster på svenska, märkband',
    film: 'vantar-pa-en-helg',
  },
  {
    slug: 'vaxtfargat',
    name: 'Växtfärgat, fem nystan',
    price: 495,
    text: 'Fem små nystan som vi har färgat i gården med björklöv, krapp och lavar. Inga två färgbad blir lika, så beställ så att det räcker.',
    contents: '5 × 50 g svensk ull, tvåtrådigt',
  },
  {
    slug: 'rundstickor',
    name: 'Rundstickor i björk',
    price: 129,
    text: 'Lätta stickor med mjuk vajer, svarvade i Dalsland och vaxade för hand. De blir bara bättre av att användas.',
    contents: '4,5 mm, 80 cm vajer',
  },
  {
    slug: 'kurs',
    name: 'Kurs: din första tröja',
    price: 690,
    text: 'Tre torsdagskvällar i butiken, där du stickar en tröja uppifrån och ned. Te och bullar ingår, och vi är som mest åtta.',
    contents: '3 × 2 timmar i Åmål, garn till tröjan',
  },
]
