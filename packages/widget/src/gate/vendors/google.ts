import type { GoogleConsentType } from '@kakburk/shared'
import { createQueue } from './queue.ts'
import type { CreateTeller } from './teller.ts'

/** How long Google's tags wait for the update that follows the defaults, in milliseconds. */
const patience = 500

/** A global of this name and of an id stops the tag of that id. */
const flag = 'ga-disable-'

/**
 * Consent Mode v2: everything denied before any tag runs, then one update after each choice and on each later page. Click
 * identifiers are left out of what is sent while advertising is denied, and are carried in no link.
 *
 * Tag managers get one event after every change, `{ event: 'kakburk_consent', kakburk: { analytics: true, … } }`, with a yes or no
 * for each category and service; on later pages the same without the event, before any tag. All names each time, because a tag
 * manager merges objects, and would keep a yes that is merely left out.
 */
export const create: CreateTeller<Readonly<Record<GoogleConsentType, readonly string[]>>> = (types, isGranted, names) => {
  const page = window as unknown as Record<string, unknown>
  const say = createQueue('dataLayer')
  /** Google's tags know a command by its being an `arguments` object; an array is another thing to them. */
  const command: (...parts: unknown[]) => void = function () {
    // biome-ignore lint/complexity/noArguments: see above
    say(arguments)
  }
  /** A type is granted when everything that it follows is; what follows nothing needs no consent. */
  const stateBy = (granted: (name: string) => boolean) =>
    Object.fromEntries(Object.entries(types).map(([type, followed]) => [type, followed.every(granted) ? 'granted' : 'denied']))
  const answer = (event?: object) => {
    command('consent', 'update', stateBy(isGranted))
    say({ ...event, kakburk: Object.fromEntries(names.map((name) => [name, isGranted(name)])) })
  }

  return {
    first(decided) {
      page.dataLayer ??= []
      command('consent', 'default', { ...stateBy(() => false), wait_for_update: patience })
      command('set', 'ads_data_redaction', true)
      if (decided) answer()
    },
    change: () => answer({ event: 'kakburk_consent' }),
    /** Stops tags that are running, which would otherwise report once more, without cookies, when the page closes. */
    silence() {
      for (const said of page.dataLayer as (ArrayLike<unknown> | undefined)[]) page[flag + said?.[1]] = true
      for (const id in page.google_tag_manager as object) page[flag + id] = true
    },
  }
}
