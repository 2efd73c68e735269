import type { SshRouter } from '../lab/netns/sshd'
import { look, lookEverywhere, lookInChinese } from './world/look'
import { installShown, newBackup, PAIR_SITE, stepOf } from './world/partner'
import { become } from './world/session'
import { expect, test } from './world/test'
import { W3m } from './world/w3m'

// A backup is brought in over real OpenSSH, from the first key up to "in sync": by Chromium and by w3m.

test.describe.configure({ mode: 'serial' })
// A command over SSH starts a program in the guest: seconds, each time.
const LIMIT_MS = 180_000
test.setTimeout(LIMIT_MS)

const HERE = '/redundancy/partner'
/** The same, not by what was seen a moment ago. */
const ASK = `${HERE}?ask=1`
let b: SshRouter

test.describe('with scripts', () => {
  test.beforeAll(async ({ router }) => {
    test.setTimeout(LIMIT_MS)
    await router.fresh()
    await become(router, PAIR_SITE)
    b = await newBackup(router)
  })
  // Its sshd goes with the next fresh router: the console's connection keeps it from ending.
  test.afterAll(() => b.killAgent())

  test('from nothing to in sync, each step as it succeeds', async ({ page, router }) => {
    await page.goto(HERE)
    await page.getByLabel('Ask the partner every').fill('5')
    await page.getByRole('button', { name: 'Save the settings' }).last().click()
    await expect(page.getByRole('status').getByText('Saved.')).toBeVisible()
    await expect(stepOf(page, 'this router has a key')).toContainText('to do')
    await page.getByRole('button', { name: 'Make the key' }).click()
    await expect(stepOf(page, 'its host key is confirmed')).toContainText('to do')
    await expect(stepOf(page, 'the partner answers')).toContainText('done')
    await expect(page.getByText(await b.fingerprint())).toBeVisible()
    await lookEverywhere(page, 'partner-host')
    await lookInChinese(page, 'partner-host', async () => void (await page.goto(HERE)))
    await page.goto(HERE)
    await page.getByRole('button', { name: 'It is the same' }).click()
    await expect(stepOf(page, 'its host key is confirmed')).toContainText('done')
    await expect(stepOf(page, 'it accepts this router’s key')).toContainText('to do')

    // Another machine under its address, or the same one installed anew.
    const old = await b.fingerprint()
    await b.stopSshd()
    const changed = await b.newHostKey()
    await b.startSshd()
    await page.getByRole('link', { name: 'Ask again' }).click()
    const refusal = page.locator('main').getByRole('alert')
    await expect(refusal).toContainText(old)
    await expect(refusal).toContainText(changed)
    await look(page, 'partner-host-changed')
    await page.getByRole('button', { name: 'Forget the old key' }).click()
    await page.getByRole('button', { name: 'It is the same' }).click()
    await expect(stepOf(page, 'it accepts this router’s key')).toContainText('to do')

    await installShown(b, await page.locator('pre').first().innerText())
    await page.getByRole('link', { name: 'Ask again' }).click()
    await expect(stepOf(page, 'it accepts this router’s key')).toContainText('done')
    await expect(stepOf(page, 'its agent is running')).toContainText('to do')
    await b.startAgent('standby')
    await page.goto(ASK)
    for (const name of ['arapaima receive', 'the same version', 'its agent is', 'IPVS', 'same interfaces', 'same time'])
      await expect(stepOf(page, name)).toContainText('done')
    await page.getByRole('button', { name: 'Make the first sync' }).click()
    await expect(page.getByRole('status').getByText('In sync')).toBeVisible({ timeout: 60_000 })
    await expect(page.getByRole('row', { name: /lvs\.cf \d+ sent/ })).toBeVisible()
    expect(await b.read()).toBe(await router.file())
    await look(page, 'partner-synced')
    await page.goto(HERE)
    const strip = page.getByRole('region', { name: 'Saved, running and kernel' })
    await expect(strip).toContainText(/r\d+ · as here/)
    await expect(strip).toContainText('standby · as saved there')
    await lookEverywhere(page, 'partner')
    await lookInChinese(page, 'partner', async () => void (await page.goto(HERE)))
  })
})

test('w3m: the same without a script, form by form, up to in sync', async ({ router }) => {
  await router.fresh()
  b = await newBackup(router)
  const w3m = W3m.open(`${router.url}${HERE}`)
  const again = async (...wanted: (string | RegExp)[]) => {
    w3m.press('Ask again')
    return w3m.see(...wanted)
  }
  try {
    await w3m.claim(router)
    await become(router, PAIR_SITE)
    w3m.press('Redundancy')
    await w3m.see('Partner, steps and settings')
    w3m.press('Partner, steps and settings')
    await w3m.see('Make the key')
    w3m.press('Make the key')
    const shown = await w3m.see(await b.fingerprint(), /arapaima receive --install/)
    const line = /(arapaima receive --install '[^']+')/.exec(shown.replaceAll(/\s*\n\s*/g, ' '))?.[1] ?? ''
    w3m.press('It is the same')
    await w3m.see(/to do +it accepts/)
    await installShown(b, line)
    await b.startAgent('standby')
    await again(/done +its agent is running/)
    w3m.press('Make the first sync')
    while (!/read back and equal/.test(await w3m.see(/read back and equal|Look again/))) w3m.press('Look again')
    expect(await b.read()).toBe(await router.file())
  } finally {
    await w3m.close()
    await b.killAgent()
  }
})
