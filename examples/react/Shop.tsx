import { kakburk } from '@kakburk/widget'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { onMove, readPath, takeLink } from '../app-shop/route.ts'
import { addressOf, findTour, type Language, type Tour, tours, words } from '../app-shop/tours.ts'
import { usePageViews } from './usePageViews.ts'

/** The whole shop. The banner is none of its business: it stands beside the app, and follows `<html lang>`. */
export const Shop = () => {
  const path = useSyncExternalStore(onMove, readPath)
  const [language, setLanguage] = useState<Language>('sv')
  const [drawn, setDrawn] = useState(1)
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const counted = usePageViews(path)
  const said = words[language]
  const tour = findTour(path)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: the links in it are what is clicked, by keys too
    <div key={drawn} onClick={takeLink}>
      <header>
        <strong>{said.title}</strong>
        <a href="/">{said.tours}</a>
        <a href="/om">{said.about}</a>
        <button type="button" id="language" onClick={() => setLanguage(language === 'sv' ? 'en' : 'sv')}>
          {said.other}
        </button>
      </header>
      <main>
        {tour ? <Page tour={tour} language={language} /> : path === '/om' ? <About language={language} /> : <List language={language} />}
      </main>
      <footer>
        <span id="counted">{counted ? said.counted : said.notCounted}</span>
        <button type="button" id="anew" onClick={() => setDrawn(drawn + 1)}>
          {said.anew}
        </button>
        <button type="button" id="cookies" onClick={() => kakburk.open()}>
          {said.cookies}
        </button>
      </footer>
    </div>
  )
}

const List = ({ language }: { language: Language }) => (
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
const Page = ({ tour: { name, film }, language }: { tour: Tour; language: Language }) => (
  <>
    <h1>{name[language]}</h1>
    <iframe
      key={film}
      data-consent="youtube"
      data-src={addressOf(film)}
      title={`${words[language].film}: ${name[language]}`}
      width="720"
      height="405"
      allowFullScreen
    />
  </>
)

/** Everything that the policy declares, put there by the gate. */
const About = ({ language }: { language: Language }) => (
  <>
    <h1>{words[language].about}</h1>
    <div data-kakburk-declaration="" />
  </>
)
