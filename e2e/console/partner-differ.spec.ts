import type { SshRouter } from '../lab/netns/sshd'
import { lookEverywhere, lookInChinese } from './world/look'
import { broughtIn, PAIR_SITE } from './world/partner'
import { become } from './world/session'
import { expect, test } from './world/test'

// What may come between two routers that were in sync, and the ways back.

test.describe.configure({ mode: 'serial' })
// A command over SSH starts a program in the guest: seconds, each time.
const LIMIT_MS = 300_000
const COMMAND = { timeout: 60_000 }
test.setTimeout(LIMIT_MS)

const HERE = '/redundancy/partner'
let b: SshRouter

test.beforeAll(async ({ router }) => {
  test.setTimeout(LIMIT_MS)
  await router.fresh()
  await become(router, PAIR_SITE)
  b = await broughtIn(router)
})
// Its sshd goes with the next fresh router: the console's connection keeps it from ending.
test.afterAll(async ({ router }) => {
  test.setTimeout(LIMIT_MS)
  await b.killAgent()
  await router.fresh()
})

test('changed there: refused, side by side, merged, and synced again', async ({ page, router }) => {
  const mine = (await router.file()).replace('weight = 1', 'weight = 2').replace('scheduler = wrr', 'scheduler = rr')
  await b.put((await b.read()).replace('weight = 1', 'weight = 3').replace('timeout = 2', 'timeout = 4'))
  await router.edit(mine)
  await page.goto(HERE)
  const strip = page.getByRole('region', { name: 'Saved, running and kernel' })
  // The console asks by itself every five seconds.
  await expect(async () => {
    await page.reload()
    await expect(strip).toContainText('changed there', { timeout: 1_000 })
  }).toPass({ timeout: 60_000 })
  await strip.getByRole('link', { name: 'Both side by side' }).click()
  await expect(page.getByRole('row', { name: 'virtual.web.server.node1.weight 2 3' })).toBeVisible(COMMAND)
  await lookEverywhere(page, 'partner-compare')
  await lookInChinese(page, 'partner-compare', async () => void (await page.goto(`${HERE}/compare`)))
  await page.goto(`${HERE}/compare`)
  await page.getByRole('link', { name: 'Merge' }).click()
  const weight = page.getByRole('row', { name: 'virtual.web.server.node1.weight' })
  await page.getByRole('button', { name: 'Save the merge' }).last().click()
  await expect(page.getByRole('alert').getByText('1 part is not decided yet.')).toBeVisible(COMMAND)
  await lookEverywhere(page, 'partner-merge')
  await weight.getByRole('radio').nth(1).check()
  await page.getByRole('button', { name: 'Save the merge' }).last().click()
  await expect(page.getByRole('status').getByText(/^Merged and saved as r/)).toBeVisible(COMMAND)
  expect(await router.file()).toBe(mine.replace('weight = 2', 'weight = 3').replace('timeout = 2', 'timeout = 4'))
  await page.locator('main').getByRole('button', { name: 'Sync to backup' }).click()
  await expect(page.getByRole('status').getByText('In sync')).toBeVisible(COMMAND)
  expect(await b.read()).toBe(await router.file())
})

test('an apply here syncs by itself, where that was chosen', async ({ page, router }) => {
  await page.goto(HERE)
  await page.getByLabel('sync by itself').check()
  await page.getByRole('button', { name: 'Save the settings' }).last().click()
  await expect(page.getByRole('status').getByText('Saved.')).toBeVisible(COMMAND)
  await become(router, PAIR_SITE)
  await expect.poll(() => b.read(), { timeout: 60_000 }).toBe(await router.file())
  await page.goto(HERE)
  await page.getByLabel('sync by itself').uncheck()
  await page.getByRole('button', { name: 'Save the settings' }).last().click()
  await expect(page.getByRole('status').getByText('Saved.')).toBeVisible(COMMAND)
})
