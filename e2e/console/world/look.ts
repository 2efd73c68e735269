import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** Where the pictures go; git does not keep them. */
const FOLDER = 'screenshots'
const DESK = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }

/** What axe finds, one line each. */
async function findings(page: Page, rules?: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page })
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze()
  return violations.flatMap((v) => v.nodes.map((node) => `${v.id} at ${node.target.join(' ')}: ${node.failureSummary}`))
}

/** The whole page in one window, so that what sticks to the window's edges stands at the page's. */
async function picture(page: Page, name: string): Promise<void> {
  const before = page.viewportSize() ?? DESK
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ width: before.width, height: Math.max(before.height, height) })
  await page.screenshot({ path: `${FOLDER}/${name}.png` })
  await page.setViewportSize(before)
}

/**
 * Looks at a page as it stands: light, dark and on a phone; axe searches each and leaves a picture `NAME[-dark|-phone].png`.
 * On the phone nothing may stick out of the page.
 */
export async function look(page: Page, name: string): Promise<void> {
  const shoot = (suffix: string) => picture(page, `${name}${suffix}`)
  expect(await findings(page)).toEqual([])
  await shoot('')
  await page.emulateMedia({ colorScheme: 'dark' })
  // Structure and names are the same; only the colours are others.
  expect(await findings(page, ['color-contrast'])).toEqual([])
  await shoot('-dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(PHONE)
  expect(await findings(page, ['color-contrast', 'target-size', 'scrollable-region-focusable'])).toEqual([])
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(width, `${name} is wider than the phone`).toBeLessThanOrEqual(PHONE.width)
  await shoot('-phone')
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
