import { test as base, expect, type Locator, type Page } from '@playwright/test'
import { LAB_DIR, LAB_MISSING } from './boot'
import { RouterA } from './router'
import { session } from './session'

type Fixtures = {
  /** skips the test, with the reason, where no guest can be booted */
  guest: undefined
  /** a page with a session */
  page: Page
  /** a page of somebody who is not logged in */
  stranger: Page
  /** errors of the browser's console that belong to what a test does; any other fails it */
  expectedErrors: RegExp[]
}
type WorkerFixtures = { router: RouterA }

/** Tests against the console on router a of the guest. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  guest: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
    async ({}, use, info) => {
      info.skip(process.env[LAB_DIR] === undefined, process.env[LAB_MISSING])
      await use(undefined)
    },
    { auto: true },
  ],
  router: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use) => {
      const router = await RouterA.join(process.env[LAB_DIR] ?? '')
      await router.fresh()
      await use(router)
      await router.close()
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  expectedErrors: [[], { option: true }],
  baseURL: ({ router }, use) => use(router.url),
  page: async ({ page, context, router, expectedErrors }, use) => {
    const { cookies } = await session(router)
    await context.addCookies([...cookies].map(([name, value]) => ({ name, value, url: router.url })))
    await watched(page, expectedErrors, use)
  },
  stranger: async ({ browser, router, expectedErrors }, use) => {
    const context = await browser.newContext({ baseURL: router.url })
    await watched(await context.newPage(), expectedErrors, use)
    await context.close()
  },
})
export { expect }

/** What a page says at once: the framework's own announcer of routes is an alert, too, and not meant. */
export const alertOf = (page: Page): Locator => page.locator('main').getByRole('alert')

async function watched(page: Page, expected: readonly RegExp[], use: (page: Page) => Promise<void>): Promise<void> {
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await use(page)
  expect(complaints.filter((text) => !expected.some((one) => one.test(text)))).toEqual([])
}
