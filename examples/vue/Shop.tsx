import { kakburk } from '@kakburk/widget'
import { defineComponent, onUnmounted, ref, watchEffect } from 'vue'
import { onMove, readPath, takeLink } from '../app-shop/route.ts'
import { addressOf, findTour, type Language, type Tour, tours, words } from '../app-shop/tours.ts'
import { usePageViews } from './usePageViews.ts'

/** The whole shop. The banner is none of its business: it stands beside the app, and follows `<html lang>`. */
export const Shop = defineComponent(() => {
  const path = ref(readPath())
  onUnmounted(
    onMove(() => {
      path.value = readPath()
    }),
  )
  const language = ref<Language>('sv')
  const drawn = ref(1)
  watchEffect(() => {
    document.documentElement.lang = language.value
  })
  const counted = usePageViews(path)
  return () => {
    const said = words[language.value]
    const tour = findTour(path.value)
    return (
      // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: the links in it are what is clicked, by keys too
      <div key={drawn.value} onClick={takeLink}>
        <header>
          <strong>{said.title}</strong>
          <a href="/">{said.tours}</a>
          <a href="/om">{said.about}</a>
          <button type="button" id="language" onClick={() => (language.value = language.value === 'sv' ? 'en' : 'sv')}>
            {said.other}
          </button>
        </header>
        <main>{tour ? pageOf(tour, language.value) : path.value === '/om' ? about(language.value) : list(language.value)}</main>
        <footer>
          <span id="counted">{counted.value ? said.counted : said.notCounted}</span>
          <button type="button" id="anew" onClick={() => drawn.value++}>
            {said.anew}
          </button>
          <button type="button" id="cookies" onClick={() => kakburk.open()}>
            {said.cookies}
          </button>
        </footer>
      </div>
    )
  }
})

const list = (language: Language) => (
  <>
    <h1>{words[language].tours}</h1>
    <ul>
      {tours.map(({ slug, name, price }) => (
        <li key={slug}>
          <a href={`/tur/${slug}`}>{name[language]}</a>, {price} {words[language].price}
        </li>
      ))}
    </ul>
  </>
)

/** A tour with its film, which waits for a yes. The key makes of another film another frame. */
const pageOf = ({ name, film }: Tour, language: Language) => (
  <>
    <h1>{name[language]}</h1>
    <iframe
      key={film}
      data-consent="youtube"
      data-src={addressOf(film)}
      title={`${words[language].film}: ${name[language]}`}
      width="720"
      height="405"
      allowfullscreen
    />
  </>
)

/** Everything that the policy declares, put there by the gate. */
const about = (language: Language) => (
  <>
    <h1>{words[language].about}</h1>
    <div data-kakburk-declaration="" />
  </>
)
