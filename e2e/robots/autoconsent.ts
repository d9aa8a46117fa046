import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AutoConsentCMPRule, BackgroundMessage, Config, ContentScriptMessage } from '@duckduckgo/autoconsent'
import type { Page } from 'playwright-core'

const find = createRequire(import.meta.url).resolve
const script = readFileSync(find('@duckduckgo/autoconsent').replace(/[^/]+$/, 'autoconsent.playwright.js'), 'utf8')

/** Every rule that the package brings, for banners of others. */
export const publishedRules: readonly AutoConsentCMPRule[] = JSON.parse(
  readFileSync(find('@duckduckgo/autoconsent/rules/rules.json'), 'utf8'),
).autoconsent

/** What the robot says while it works, oldest first. */
export type Robot = { said: ContentScriptMessage[]; tell(message: BackgroundMessage): Promise<void> }

/**
 * Puts DuckDuckGo's robot into a page as their browser does: from the start of every document, in a world of its own, with its guessing on.
 * It begins when the page is opened.
 */
export const addAutoconsent = async (
  page: Page,
  autoAction: Config['autoAction'],
  rules: readonly AutoConsentCMPRule[],
): Promise<Robot> => {
  const protocol = await page.context().newCDPSession(page)
  const said: ContentScriptMessage[] = []
  let context: number | undefined
  const tell = async (message: BackgroundMessage) => {
    const expression = `autoconsentReceiveMessage(${JSON.stringify(message)})`
    await protocol.send('Runtime.evaluate', { expression, awaitPromise: true, ...(context !== undefined && { contextId: context }) })
  }
  const config = { enabled: true, autoAction, disabledCmps: [], enablePrehide: false, detectRetries: 6, heuristicMode: 'tier2' } as const
  protocol.on('Runtime.bindingCalled', ({ payload, executionContextId }) => {
    const message = JSON.parse(payload) as ContentScriptMessage
    said.push(message)
    if (message.type !== 'init') return
    context = executionContextId
    void tell({ type: 'initResp', config: { ...config } as unknown as Config, rules: { autoconsent: [...rules] } })
  })
  await protocol.send('Runtime.enable')
  await protocol.send('Runtime.addBinding', { name: 'toRobot', executionContextName: 'robot' })
  await protocol.send('Page.enable')
  await protocol.send('Page.addScriptToEvaluateOnNewDocument', {
    worldName: 'robot',
    source: `if (top === self) { globalThis.autoconsentSendMessage = async (message) => toRobot(JSON.stringify(message)); ${script} }`,
  })
  return { said, tell }
}
