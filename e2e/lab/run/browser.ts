import assert from 'node:assert/strict'
import { type Browser, chromium, type Page } from 'playwright'
import { has } from '../../../.ci/packages.mjs'
import { type LabConsole, openConsole } from '../console'
import type { World } from './scenario'

/** What a browser needs on a machine without a display and as root; no request of its own leaves the machine. */
const FLAGS =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'

/**
 * Agent and console on router a as in production, and a browser in front of it. Everything ends with `use`. Errors that the pages
 * write to the browser's console fail the scenario.
 */
export async function withBrowser(
  world: World,
  { javaScript }: { javaScript: boolean },
  use: (page: Page, console: LabConsole) => Promise<void>,
): Promise<void> {
  if (!has('chromium')) world.skip('chromium is not installed')
  const console = await openConsole(world.lab, 0)
  assert.ok(console)
  let browser: Browser | undefined
  try {
    await Promise.race([console.answering, console.up.done])
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS.split(' ') })
    const context = await browser.newContext({ javaScriptEnabled: javaScript, locale: 'en-GB', baseURL: console.url })
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    const complaints: string[] = []
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    try {
      await use(page, console)
    } catch (error) {
      world.note(`${page.url()}\n${await page.locator('body').ariaSnapshot().catch(String)}`)
      throw error
    }
    assert.deepEqual(complaints, [])
  } finally {
    await browser?.close()
    await console.close()
    world.note(console.up.output())
  }
}
