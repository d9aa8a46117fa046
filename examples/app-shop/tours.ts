/** What the shop says, in both of its languages; the same for the app in React and the one in Vue. */
export const words = {
  sv: {
    title: 'Fjällspår',
    tours: 'Turer',
    about: 'Om kakor',
    film: 'Film',
    price: 'kr',
    cookies: 'Kakor',
    anew: 'Rita om',
    counted: 'Besöket räknas',
    notCounted: 'Besöket räknas inte',
    other: 'English',
  },
  en: {
    title: 'Mountain Trails',
    tours: 'Tours',
    about: 'About cookies',
    film: 'Film',
    price: 'SEK',
    cookies: 'Cookies',
    anew: 'Draw anew',
    counted: 'The visit is counted',
    notCounted: 'The visit is not counted',
    other: 'Svenska',
  },
} as const

export type Language = keyof typeof words

export type Tour = { slug: string; name: Record<Language, string>; price: number; film: string }

export const tours: readonly Tour[] = [
  { slug: 'kebnekaise', name: { sv: 'Kebnekaise på tre dagar', en: 'Kebnekaise in three days' }, price: 4900, film: 'toppen' },
  { slug: 'sarek', name: { sv: 'Genom Sarek', en: 'Across Sarek' }, price: 8200, film: 'deltat' },
]

export const findTour = (path: string): Tour | undefined => tours.find(({ slug }) => path === `/tur/${slug}`)

/** Where a film is. Frames that an app makes need no mark to be held; with it, it is plain to whoever reads the code. */
export const addressOf = (film: string): string => `http://www.youtube.localhost:4871/embed/${film}`
