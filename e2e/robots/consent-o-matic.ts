import type { Page } from 'playwright-core'

type Choice = { selector: string; displayFilter?: boolean }
type Place = { parent?: Choice; target: Choice }
type Matcher = Place & { type: 'css' }
type Click = Place & { type: 'click' }
type Consent = { type: string; matcher: Matcher; toggleAction: Click }
type Action = Click | (Place & { type: 'waitcss' }) | { type: 'list'; actions: Action[] } | { type: 'consent'; consents: Consent[] }

/** A rule of Consent-O-Matic, as far as ours goes: https://github.com/cavi-au/Consent-O-Matic#basic-structure. */
export type Rule = {
  detectors: { presentMatcher: Matcher[]; showingMatcher: Matcher[] }[]
  methods: { name: string; action: Action }[]
}

/**
 * Does in a page what a rule tells Consent-O-Matic to do, for a visitor who has said yes to these purposes. The extension is in no
 * registry, so its actions are done here by their description: an element is sought in the open shadow root of its parent, where that has one.
 * False when the rule finds no banner within the 2.5 seconds that the extension waits.
 */
export const runRule = (page: Page, rule: Rule, wishes: Record<string, boolean>): Promise<boolean> =>
  page.evaluate(
    async ([{ detectors, methods }, wishes]) => {
      const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))
      const seek = (choice: { selector: string; displayFilter?: boolean }, inside: Document | Element) =>
        [...((inside as Element).shadowRoot ?? inside).querySelectorAll<HTMLElement>(choice.selector)].find(
          (element) => choice.displayFilter === undefined || choice.displayFilter === (element.offsetHeight !== 0),
        )
      const find = ({ parent, target }: Place) => {
        const inside = parent ? seek(parent, document) : document
        return inside && seek(target, inside)
      }
      const eventually = async (holds: () => boolean) => {
        for (let tries = 0; tries < 10 && !holds(); tries++) await pause(250)
        return holds()
      }
      const run = async (action: Action): Promise<void> => {
        if (action.type === 'click') find(action)?.click()
        else if (action.type === 'waitcss') await eventually(() => find(action) !== undefined)
        else if (action.type === 'list') for (const inner of action.actions) await run(inner)
        else if (action.type === 'consent') {
          for (const { type, matcher, toggleAction } of action.consents) {
            if ((find(matcher) !== undefined) !== (wishes[type] === true)) await run(toggleAction)
          }
        } else throw new TypeError(`an action that this test does not know: ${JSON.stringify(action)}`)
        await pause(0)
      }
      const matches = (matchers: Matcher[]) => matchers.every((matcher) => find(matcher) !== undefined)
      const detector = detectors.find(({ presentMatcher }) => matches(presentMatcher))
      if (!detector || !(await eventually(() => matches(detector.showingMatcher)))) return false
      for (const name of ['HIDE_CMP', 'OPEN_OPTIONS', 'HIDE_CMP', 'DO_CONSENT', 'SAVE_CONSENT']) {
        for (const method of methods) if (method.name === name) await run(method.action)
      }
      return true
    },
    [rule, wishes] as const,
  )
