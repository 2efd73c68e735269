import type { Locator, Page } from '@playwright/test'
import { PASSWORD, type RouterA, USER } from './world/router'
import { become } from './world/session'
import { BUSY_SITE } from './world/site'
import { alertOf, expect, test } from './world/test'

test.beforeEach(({ router }) => become(router, BUSY_SITE))

async function logIn(page: Page): Promise<void> {
  await page.getByLabel('User name').fill(USER)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Log in' }).click()
}

test('sign-out really ends: a kept copy of the cookies opens nothing', async ({ page, browser, router }) => {
  await page.goto('/')
  const cookies = await page.context().cookies()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByText('You have signed out')).toBeVisible()
  const thief = await browser.newContext({ baseURL: router.url })
  await thief.addCookies(cookies)
  expect((await thief.request.get('/api/v1/config')).status()).toBe(401)
  const other = await thief.newPage()
  await other.goto('/virtual-servers')
  await expect(other.getByRole('button', { name: 'Log in' })).toBeVisible()
  await thief.close()
  await page.goBack()
  await expect(page.getByRole('button', { name: 'Log in' })).toBeVisible()
})

/** Something typed that nobody has sent, and no session any more; the button that would send it. */
async function typedTooLate(page: Page, router: RouterA) {
  await page.goto('/virtual-servers/web')
  await page.getByLabel('Re-entry Time').fill('77')
  await page.getByLabel('Scheduling', { exact: true }).selectOption('lblcr')
  await router.endSessions()
  const accept = page.getByRole('button', { name: 'Accept' }).last()
  await accept.click()
  return accept
}

async function sentAfterAll(page: Page, router: RouterA, accept: Locator): Promise<void> {
  await accept.click()
  await expect(page.getByRole('status').getByText(/^Saved as r/)).toBeVisible()
  const saved = await router.file()
  expect([saved.includes('reentry = 77'), saved.includes('scheduler = lblcr')]).toEqual([true, true])
}

test('a session that ends during an edit loses nothing', async ({ page, context, router }) => {
  const accept = await typedTooLate(page, router)
  await expect(alertOf(page)).toContainText('Your session has ended')
  expect(await router.file()).toBe(BUSY_SITE.text)
  const tab = await context.newPage()
  await tab.goto('/login')
  await logIn(tab)
  await expect(tab.getByRole('heading', { name: 'Control / Monitoring' })).toBeVisible()
  await tab.close()
  // The form is of the old session: the first answer brings a new token, the second is taken.
  await accept.click()
  await expect(alertOf(page)).toContainText('send it again')
  await sentAfterAll(page, router, accept)
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })
  test('a session that ends during an edit: after the log-in everything typed is back', async ({ page, router }) => {
    const accept = await typedTooLate(page, router)
    await logIn(page)
    await expect(alertOf(page)).toContainText('What you typed is back')
    await expect(page.getByLabel('Re-entry Time')).toHaveValue('77')
    expect(await router.file()).toBe(BUSY_SITE.text)
    await sentAfterAll(page, router, accept)
  })
})
