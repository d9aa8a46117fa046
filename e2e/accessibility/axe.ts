import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type axe from 'axe-core'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * What axe-core finds wrong with a page and the empty frames that we write into, a line for each element: by all of its rules, its best
 * practices too. What it cannot decide is no finding.
 */
export const violationsOn = async (page: Page): Promise<string[]> => {
  for (const frame of page.frames()) {
    const isOurs = frame === page.mainFrame() || frame.url() === 'about:blank'
    if (isOurs && (await frame.evaluate('typeof axe')) === 'undefined') await frame.evaluate(source)
  }
  return page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, { pingWaitTime: 50 })
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`))
  })
}
