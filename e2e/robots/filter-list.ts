import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchWith, type Visitor, visitorIn } from '../browser.ts'

/**
 * A visitor whose browser hides what a list names, as the blockers do it: by an extension, in a style sheet of the user's, whose
 * `!important` goes before that of every page.
 */
export const aVisitorWithList = async (selector: string): Promise<Visitor> => {
  const folder = mkdtempSync(join(tmpdir(), 'kakburk-list-'))
  const manifest = {
    manifest_version: 3,
    name: 'list',
    version: '1',
    permissions: ['scripting', 'tabs'],
    host_permissions: ['<all_urls>'],
    background: { service_worker: 'list.js' },
  }
  const css = `${selector}{display:none!important}`
  const insert = `chrome.scripting.insertCSS({ target: { tabId }, css: ${JSON.stringify(css)}, origin: 'USER' })`
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest))
  writeFileSync(join(folder, 'list.js'), `chrome.tabs.onUpdated.addListener((tabId, { status }) => { if (status) ${insert} })`)
  const context = await launchWith(folder)
  context.on('close', () => rmSync(folder, { recursive: true }))
  if (context.serviceWorkers().length === 0) await context.waitForEvent('serviceworker')
  return visitorIn(context)
}
