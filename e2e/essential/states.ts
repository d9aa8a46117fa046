import type { Page as Tab } from 'playwright-core'

/** What a visitor may have answered, and how the page says it. */
export const states = {
  undecided: { wish: undefined, grants: {} },
  refused: { wish: {}, grants: { analytics: false, marketing: false } },
  partly: { wish: { analytics: true }, grants: { analytics: true, marketing: false } },
  all: { wish: { analytics: true, marketing: true }, grants: { analytics: true, marketing: true } },
} as const satisfies Record<string, { wish: Record<string, boolean> | undefined; grants: Record<string, boolean> }>

export type State = keyof typeof states

/**
 * Answers on a page of the site, and stays until the answer is kept and delivered; a page may load anew for it. The receipts that the
 * browser keeps then are taken away, so that the page finds the storage that it would find without us.
 */
export const decide = async (tab: Tab, address: string, state: State): Promise<void> => {
  await tab.goto(address)
  const { wish } = states[state]
  if (!wish) return
  await tab.evaluate((wish) => (Object.keys(wish).length ? window.kakburk?.set(wish) : window.kakburk?.rejectAll()), wish)
  await tab.waitForFunction(() => window.kakburk?.get().decided && !Object.keys(localStorage).some((name) => name.startsWith('kakburk-')))
  // A reload that is on its way comes within a second.
  await tab.waitForTimeout(1_200)
  await tab.evaluate(() => localStorage.clear())
  await tab.goto(address)
}
