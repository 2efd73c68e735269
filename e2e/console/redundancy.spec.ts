import type { Page } from '@playwright/test'
import type { Product } from '../lab/run/product'
import { addressOf } from '../lab/topology'
import { look, lookEverywhere, lookInChinese, picture } from './world/look'
import { becomes, heldBy, LIVE_PAIR, ready, settled, startPartner } from './world/pair'
import { become } from './world/session'
import { site, WEB } from './world/site'
import { alertOf, expect, test } from './world/test'

// The pair lives on REDUNDANCY and CONTROL/MONITORING: both routers of the guest, real heartbeats, hand-overs by the buttons.

test.describe.configure({ mode: 'serial' })
test.setTimeout(180_000)

const B = addressOf('b', 'pub')
let partner: Product | undefined

const now = (page: Page) => page.getByRole('region', { name: 'The pair now' })
const dialog = (page: Page) => page.getByRole('dialog')
const done = (page: Page, words: string) => expect(page.getByRole('status').getByText(words).first()).toBeVisible()

test.beforeAll(({ router }) => become(router, { text: site(WEB), up: 3 }))
test.afterAll(async () => partner?.killAgent())

test('a router alone says so, and why it cannot hand over', async ({ page }) => {
  await page.goto('/redundancy')
  await expect(now(page)).toContainText('no partner: serves alone')
  await expect(now(page).getByRole('button', { name: 'Hand over' })).toHaveAttribute('aria-disabled', 'true')
  await expect(now(page)).toContainText('There is no partner: enable the backup on REDUNDANCY first.')
  await look(page, 'redundancy-alone')
})

test('both routers, both channels, and that nothing is in the way', async ({ page, router }) => {
  await become(router, LIVE_PAIR)
  partner = await startPartner(router)
  await page.goto('/redundancy')
  await expect(now(page)).toContainText('Partner · backup')
  await expect(now(page)).toContainText(B)
  // Heartbeats of before the partner was there count as lost for a while.
  for (const channel of ['public', 'private'])
    await expect(now(page).getByRole('row', { name: new RegExp(`^${channel} heard .* s ago`) })).toBeVisible({
      timeout: 60_000,
    })
  await expect(now(page)).toContainText('the same as here')
  await expect(now(page)).toContainText('3 of 3 in service')
  await expect(page.getByRole('region', { name: 'Ready for a hand-over' }).getByText('yes')).toHaveCount(6)
  await lookEverywhere(page, 'redundancy-pair')
  await lookInChinese(page, 'redundancy-pair', async () => void (await page.goto('/redundancy')))
  await page.goto('/')
  const bar = page.getByRole('region', { name: 'The pair', exact: true })
  await expect(bar).toContainText('public channel')
  await expect(page.getByRole('img', { name: 'The path of a connection' })).toContainText(B)
  await lookEverywhere(page, 'control-pair')
  await lookInChinese(page, 'control-pair', async () => void (await page.goto('/')))
})

test('a hand-over asks first; cancelled it does nothing, confirmed the partner serves', async ({ page, router }) => {
  await page.goto('/redundancy')
  await page.getByRole('link', { name: 'Hand over' }).click()
  await expect(dialog(page)).toContainText(`stand up on ${B}`)
  await expect(dialog(page)).toContainText('Established connections go on')
  await look(page, 'redundancy-dialog')
  await dialog(page).getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog(page)).toHaveCount(0)
  await heldBy(router, 'a')
  await page.getByRole('link', { name: 'Hand over' }).click()
  await dialog(page).getByRole('button', { name: 'Hand over' }).click()
  await done(page, 'Handed over')
  await heldBy(router, 'b')
  await expect(now(page)).toContainText('standby')
  await expect(page.getByRole('region', { name: 'Changes of role' })).toContainText('takes the virtual addresses down')
  await page.goto('/')
  await expect(page.locator('main header')).toContainText('is standby since')
  await expect(page.locator('main header')).toContainText(`the active one is ${B}`)
  await picture(page, 'control-standby')
})

test('the standby takes the service back, from CONTROL/MONITORING', async ({ page, router }) => {
  await settled(router)
  await page.goto('/')
  await page.getByRole('link', { name: 'Take over' }).click()
  await dialog(page).getByRole('button', { name: 'Take over' }).click()
  await done(page, 'Taken over')
  await heldBy(router, 'a')
  expect(new URL(page.url()).pathname).toBe('/')
})

test('a rehearsal goes there and back, and its number is kept', async ({ page, router }) => {
  await ready(router)
  await page.context().addCookies([{ name: 'interval', value: '2', url: router.url }])
  await page.goto('/redundancy')
  await page.getByRole('link', { name: 'Rehearse' }).click()
  await expect(dialog(page)).toContainText('comes back the same way')
  await dialog(page).getByRole('button', { name: 'Rehearse' }).click()
  await done(page, 'The rehearsal was started')
  const card = page.getByRole('region', { name: 'Rehearsal' })
  await expect(card).toContainText('there and back', { timeout: 90_000 })
  await heldBy(router, 'a')
  await picture(page, 'redundancy-rehearsal')
})

test('what is typed outlives the page’s renewing, and a save of somebody else meanwhile is seen', async ({
  page,
  router,
}) => {
  await page.context().addCookies([{ name: 'interval', value: '2', url: router.url }])
  await page.goto('/redundancy')
  const field = page.getByLabel('Assume dead after')
  await field.fill('9')
  const saved = (await router.file()).replace('deadtime = 6', 'deadtime = 7')
  await router.edit(saved)
  const shown = now(page)
    .getByText(/^As of/)
    .first()
  const first = await shown.innerText()
  await expect.poll(() => shown.innerText(), { timeout: 20_000 }).not.toBe(first)
  await expect(field).toHaveValue('9')
  await page.getByRole('button', { name: 'Accept' }).last().click()
  await expect(alertOf(page).first()).toBeVisible()
  expect(await router.file()).toBe(saved)
  await router.edit(LIVE_PAIR.text)
})

test('a saved change of the heartbeat says what an apply of it would do', async ({ page, router }) => {
  await page.goto('/redundancy')
  await page.getByLabel('Heartbeat runs on port').fill('540')
  await page.getByRole('button', { name: 'Accept' }).last().click()
  await expect(page.getByText('changes from 539 to 540').first()).toBeVisible()
  for (const path of ['/global', '/review']) {
    await page.goto(path)
    await expect(page.getByText('changes from 539 to 540').first()).toBeVisible()
  }
  await page.goto('/redundancy')
  await page.getByRole('button', { name: 'Disable' }).click()
  await expect(page.getByText('applied on this router alone, this causes a take-over')).toBeVisible()
  const [, saved] = /Saved as (r\d+)/.exec(await page.getByRole('status').getByText('Saved as').innerText()) ?? []
  await expect(page.getByRole('region', { name: 'Saved, running and kernel' })).toContainText(`${saved} ·`)
  await picture(page, 'redundancy-cuts')
  await router.edit(LIVE_PAIR.text)
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })
  test('stop hands over first, start stands by, by plain pages', async ({ page, router }) => {
    await ready(router)
    await page.goto('/redundancy')
    await page.getByRole('link', { name: 'Stop' }).click()
    await expect(page.getByText(`It hands over to ${B} first.`)).toBeVisible()
    await page.getByRole('button', { name: 'Stop' }).click()
    await done(page, 'Pulse was stopped')
    await heldBy(router, 'b')
    await expect(now(page)).toContainText('stopped')
    await page.getByRole('link', { name: 'Start' }).click()
    await page.getByRole('button', { name: 'Start' }).click()
    await done(page, 'Pulse was started')
    await becomes(router, 'standby')
    // What the address of a page asks for that cannot be done is said, not offered.
    await page.goto('/redundancy/ask/handover')
    await expect(page.getByText('This router is not the active one.')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Hand over' })).toHaveCount(0)
    await settled(router)
    await page.goto('/redundancy/ask/take')
    await page.getByRole('button', { name: 'Take over' }).click()
    await done(page, 'Taken over')
    await becomes(router, 'active')
  })
})

test('where the role comes from: problems at their fields, saved with the agent', async ({ page }) => {
  await page.goto('/redundancy')
  await now(page).getByRole('link', { name: 'Change' }).click()
  await page.getByLabel('Virtual router ID, private').fill('51')
  await page.getByLabel('Priority').fill('300')
  await page.getByRole('button', { name: 'Accept' }).last().click()
  await expect(page.getByText('The two channels need two IDs.').last()).toBeVisible()
  await expect(page.getByText('“300” is not a whole number from 1 to 254.').last()).toBeVisible()
  await page.getByLabel('Virtual router ID, private').fill('61')
  await page.getByLabel('Priority').fill('')
  await page.getByRole('button', { name: 'Accept' }).last().click()
  await done(page, 'Saved; it counts from now on')
  await expect(page.getByLabel('Virtual router ID, private')).toHaveValue('61')
})

test('a partner that dies is not heard, and a hand-over says why not', async ({ page }) => {
  await partner?.killAgent()
  await page.goto('/redundancy')
  await expect(async () => {
    await page.reload()
    await expect(now(page)).toContainText('not heard', { timeout: 500 })
  }).toPass({ timeout: 40_000 })
  await expect(now(page).getByRole('row', { name: /^private silent/ })).toBeVisible()
  await expect(now(page)).toContainText('no heartbeat of it is heard')
  await expect(page.getByText('No heartbeat of the partner’s for the dead time.').first()).toBeVisible()
  await look(page, 'redundancy-silent')
  await page.goto('/')
  await expect(page.locator('main header')).toContainText(`The partner ${B} is not heard.`)
  await picture(page, 'control-silent')
})
