import { test as base, expect, type Page } from '@playwright/test'
import { Client } from '../../../app/_server/testing/client'
import { LAB_DIR, LAB_MISSING } from './boot'
import { PASSWORD, RouterA, USER } from './router'

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
    await context.addCookies(await session(router))
    await watched(page, expectedErrors, use)
  },
  stranger: async ({ browser, router, expectedErrors }, use) => {
    const context = await browser.newContext({ baseURL: router.url })
    await watched(await context.newPage(), expectedErrors, use)
    await context.close()
  },
})
export { expect }

async function watched(page: Page, expected: readonly RegExp[], use: (page: Page) => Promise<void>): Promise<void> {
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await use(page)
  expect(complaints.filter((text) => !expected.some((one) => one.test(text)))).toEqual([])
}

type Cookie = { name: string; value: string; url: string }
let kept: { url: string; client: Client } | undefined

/** The cookies of a session that goes on: the one of the test before, or a new one. */
async function session(router: RouterA): Promise<Cookie[]> {
  if (kept?.url !== router.url || (await kept.client.get('/api/v1/config')).status !== 200)
    kept = { url: router.url, client: await logIn(router) }
  return [...kept.client.cookies].map(([name, value]) => ({ name, value, url: router.url }))
}

async function logIn(router: RouterA): Promise<Client> {
  const client = new Client(Number(new URL(router.url).port))
  const unclaimed = (await client.get('/login')).headers.location === '/claim'
  const form = unclaimed
    ? await client.form('/claim', 'code', 'repeat')
    : await client.form('/login', 'user', 'password')
  const values: Record<string, string> = { user: USER, password: PASSWORD }
  if (unclaimed) Object.assign(values, { code: router.claimCode(), repeat: PASSWORD })
  const answer = await client.submit(form, values)
  expect(answer.status).toBe(303)
  return client
}
