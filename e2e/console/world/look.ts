import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** Where the pictures go; git does not keep them. */
const FOLDER = 'screenshots'
/** Pictures of the documents: the first window of the page, small enough to keep (keep-pictures.ts). */
const KEPT = new Set(['control', 'control-dark', 'control-zh', 'control-phone', 'review', 'virtual', 'monitors'])
const DESK = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }

/** What axe finds, one line each. */
async function findings(page: Page, rules?: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page })
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze()
  return violations.flatMap((v) => v.nodes.map((node) => `${v.id} at ${node.target.join(' ')}: ${node.failureSummary}`))
}

/** The whole page in one window, so that what sticks to the window's edges stands at the page's. */
export async function picture(page: Page, name: string): Promise<void> {
  if (KEPT.has(name)) await page.screenshot({ path: `${FOLDER}/kept/${name}.png` })
  const before = page.viewportSize() ?? DESK
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ width: before.width, height: Math.max(before.height, height) })
  await page.screenshot({ path: `${FOLDER}/${name}.png` })
  await page.setViewportSize(before)
}

/** Looks at a page as it stands, light and dark: axe finds nothing, and each leaves a picture `NAME[-dark].png`. */
export async function look(page: Page, name: string): Promise<void> {
  expect(await findings(page)).toEqual([])
  await picture(page, name)
  await page.emulateMedia({ colorScheme: 'dark' })
  // Structure and names are the same; only the colours are others.
  expect(await findings(page, ['color-contrast'])).toEqual([])
  await picture(page, `${name}-dark`)
  await page.emulateMedia({ colorScheme: 'light' })
}

/** The same, and on a phone. */
export async function lookEverywhere(page: Page, name: string): Promise<void> {
  await look(page, name)
  await lookOnPhone(page, name, ['color-contrast', 'target-size', 'scrollable-region-focusable'])
}

/** The page on a phone: nothing sticks out of it, axe finds nothing by these rules, a picture `NAME-phone.png`. */
export async function lookOnPhone(page: Page, name: string, rules: string[]): Promise<void> {
  await page.setViewportSize(PHONE)
  if (rules.length > 0) expect(await findings(page, rules)).toEqual([])
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(width, `${name} is wider than the phone`).toBeLessThanOrEqual(PHONE.width)
  await picture(page, `${name}-phone`)
  await page.setViewportSize(DESK)
}

/** The same page in Chinese: its picture, and what axe says of the language of its parts. */
export async function lookInChinese(page: Page, name: string, open: () => Promise<void>): Promise<void> {
  const { origin } = new URL(page.url())
  await page.context().addCookies([{ name: 'lang', value: 'zh', url: origin }])
  await open()
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await picture(page, `${name}-zh`)
  await page.context().addCookies([{ name: 'lang', value: 'en', url: origin }])
}
