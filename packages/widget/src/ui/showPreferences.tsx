import { type Grants, grantsAnything } from '@kakburk/shared'
import { effect } from '@preact/signals'
import { render } from 'preact'
import { createChoice } from '../consent/choice.ts'
import type { Delivered } from '../site.ts'
import type { Host } from './host.ts'
import { Preferences } from './Preferences.tsx'
import type { Screen } from './screen.ts'
import type { MineScreen } from './showMine.ts'

type Mine = { showMine(place: Element, screen: MineScreen, delivered: Delivered): Promise<void>; screen: MineScreen }

/** What the preferences of one site show in one language; joined to its file when the policy is compiled. */
export type PreferencesScreen = { screen: Screen; css: string }

/**
 * Opens the second layer as a modal dialog. `decidedAt` is in seconds since 1970, undefined before a decision; `decide` takes
 * a wish, and `delivered` is where the visitor's own receipts are. Closing without an answer changes nothing. Who comes for one
 * service or category, which `sought` names, comes to its switch.
 */
export const showPreferences = (
  host: Host,
  { screen, css }: PreferencesScreen,
  grants: Readonly<Grants>,
  decidedAt: number | undefined,
  decide: (wish: Record<string, boolean>) => void,
  delivered: Delivered,
  sought?: string,
): void => {
  if (host.root.querySelector('dialog')) return
  if (!styled.has(host)) host.style(css)
  styled.add(host)
  const place = document.createElement('div')
  host.root.append(place)
  const opener = host.root.activeElement ?? document.activeElement
  const close = () => dialog?.close()
  const decideAnd = (wish: Record<string, boolean>) => {
    close()
    decide(wish)
  }
  const everything = (answer: boolean) => Object.fromEntries(screen.categories.map(({ id }) => [id, answer]))
  const choice = createChoice(screen.categories, grants)
  const stop = effect(() =>
    render(
      <Preferences
        screen={screen}
        choice={choice}
        granted={grantsAnything(grants)}
        {...(decidedAt !== undefined && { decidedAt: inWords(decidedAt, screen.language) })}
        onMine={(place) =>
          delivered
            .load<Mine>(screen.mine.file)
            .then((mine) => mine.showMine(place, mine.screen, delivered))
            .catch(() => {
              place.textContent = screen.mine.unavailable
            })
        }
        onSave={decideAnd}
        onAll={() => decideAnd(everything(true))}
        onNone={() => decideAnd(everything(false))}
        onClose={() => {
          stop()
          place.remove()
          // The banner that it was opened from may be gone.
          const goOn = opener?.isConnected && opener !== document.body ? opener : host.root.querySelector('.control')
          ;(goOn as HTMLElement | null)?.focus()
        }}
      />,
      place,
    ),
  )
  const dialog = place.querySelector('dialog')
  dialog?.showModal()
  const found = dialog?.querySelector<HTMLElement>(`[data-service="${sought}"],[data-category="${sought}"]`)
  const part = found?.closest('.service,.category')
  part?.closest('details')?.setAttribute('open', '')
  part?.scrollIntoView()
  found?.focus({ preventScroll: true })
}

const styled = new WeakSet<Host>()

const inWords = (seconds: number, language: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' }).format(seconds * 1000)
