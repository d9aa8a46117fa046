import type { Product } from '../shop/cart.ts'

export type Window = Product & { text: string; size: string; glass: string; delivery: string }

/** What the shop sells. A drawing of each lies in `public/bilder/<slug>.svg`. */
export const products: readonly Window[] = [
  {
    slug: 'sidohangt-fonster',
    name: 'Alva, sidohängt fönster',
    price: 4290,
    text: 'Öppnas inåt som ett vanligt fönster och kan ställas på glänt i överkant. Karm av fur, målad två gånger i vår egen verkstad.',
    size: '120 × 120 cm',
    glass: '3-glas, U-värde 0,9',
    delivery: 'Hos dig om fyra veckor',
  },
  {
    slug: 'vridfonster',
    name: 'Birk, vridfönster',
    price: 5150,
    text: 'Bågen vrids runt så att du kan putsa utsidan inifrån. Barnspärr och vädringsläge ingår, och beslagen är av rostfritt stål.',
    size: '100 × 130 cm',
    glass: '3-glas, U-värde 0,8',
    delivery: 'Hos dig om fem veckor',
  },
  {
    slug: 'fast-fonster',
    name: 'Klara, fast fönster',
    price: 3190,
    text: 'En ruta utan post och spröjs, för den som bara vill ha utsikten. Smal karm som släpper in så mycket ljus som möjligt.',
    size: '90 × 150 cm',
    glass: '3-glas, U-värde 0,7',
    delivery: 'Hos dig om tre veckor',
  },
  {
    slug: 'fonsterdorr',
    name: 'Disa, fönsterdörr',
    price: 9450,
    text: 'Dörr med glas hela vägen ned, till altan eller balkong. Låg tröskel, trepunktslås och tätning runt om.',
    size: '90 × 210 cm',
    glass: '3-glas, härdat, U-värde 0,9',
    delivery: 'Hos dig om sex veckor',
  },
]
