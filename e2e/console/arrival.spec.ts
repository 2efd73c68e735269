import type { Page } from '@playwright/test'
import { serverAddress } from '../lab/run/lvscf'
import { VIP } from '../lab/topology'
import { look } from './world/look'
import { PASSWORD, type RouterA, USER } from './world/router'
import { expect, test } from './world/test'

// The whole way, as a stranger goes it: from the claim code to a client's requests, and what the kernel holds.

async function claim(page: Page, router: RouterA): Promise<void> {
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'Claim this router' })).toBeVisible()
  await look(page, 'claim')
  await page.getByLabel('Code').fill(router.claimCode())
  await page.getByLabel('User name').fill(USER)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByLabel('Password again').fill(PASSWORD)
  await page.getByRole('button', { name: 'Make the account' }).click()
  await expect(page.getByRole('heading', { name: 'Control / Monitoring' })).toBeVisible()
  // A router on which nothing runs yet is nobody's standby.
  await expect(page.getByText('This router is standby')).toHaveCount(0)
}

/** A log-in with the password, after the claim has logged in by itself. */
async function logInAgain(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByText('You have signed out')).toBeVisible()
  await page.goto('/virtual-servers')
  await page.getByLabel('User name').fill(USER)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Log in' }).click()
  await expect(page.getByRole('heading', { name: 'Virtual servers', level: 1 })).toBeVisible()
}

async function addVirtual(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Add' }).click()
  await page.getByLabel('Name', { exact: true }).fill('web')
  await page.getByLabel('Virtual IP Address').fill(VIP.nat)
  await page.getByLabel('Virtual IP Network Mask').selectOption({ label: '255.255.255.0 (/24)' })
  await page.getByLabel('Scheduling', { exact: true }).selectOption({ label: 'Weighted round robin (wrr)' })
  await page.getByRole('button', { name: 'Accept' }).click()
  await expect(page.getByRole('heading', { name: 'Virtual server web' })).toBeVisible()
}

async function addServer(page: Page, name: string, address: string, weight: number): Promise<void> {
  await page.getByRole('link', { name: 'Add' }).click()
  await expect(page.getByRole('heading', { name: 'Add a real server' })).toBeVisible()
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('Address', { exact: true }).fill(address)
  await page.getByLabel('Weight', { exact: true }).fill(`${weight}`)
  await page.getByRole('button', { name: 'Accept' }).click()
  await expect(page.getByRole('row', { name: `Select ${name} inactive` })).toBeVisible()
  await page.getByLabel(`Select ${name}`).check()
  await page.getByRole('button', { name: '(De)activate' }).click()
  await expect(page.getByRole('row', { name: `Select ${name} active` })).toBeVisible()
}

/** Reviews and applies; gives the ipvsadm commands that the review page showed. */
async function apply(page: Page): Promise<string[]> {
  await page.getByRole('button', { name: 'Activate', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Deactivate', exact: true })).toBeVisible()
  await page.goto('/review')
  await expect(page.getByRole('heading', { name: 'What will happen' })).toBeVisible()
  const shown = await page.getByText(/^ipvsadm /).allTextContents()
  await page.getByRole('button', { name: /^Apply \d+ steps/ }).click()
  await expect(page.getByText('the kernel read back equals the plan')).toBeVisible()
  return shown.map((argv) => argv.trim().replace(/^ipvsadm /, ''))
}

/** Active and inactive connections of a real server, as its row on the Control panel has them. */
async function connections(page: Page, name: string): Promise<number> {
  const row = page.getByRole('row', { name: new RegExp(`^\\S+ ${name} `) })
  const cells = await row.getByRole('cell').allTextContents()
  return Number(cells[4]) + Number(cells[5])
}

test('from the claim code to balanced requests', async ({ stranger: page, router }) => {
  test.setTimeout(120_000)
  await claim(page, router)
  await logInAgain(page)
  await addVirtual(page)
  await addServer(page, 'one', serverAddress('rs1'), 1)
  await addServer(page, 'two', serverAddress('rs2'), 2)
  const shown = await apply(page)
  const vip = `-t ${VIP.nat}:80`
  expect(shown).toEqual([`-A ${vip} -s wrr`])
  // The servers follow as their first checks pass, a weight above 1 by slow start; then nothing is left of the plan.
  const servers = [`-a ${vip} -r ${serverAddress('rs1')}:80 -m -w 1`, `-a ${vip} -r ${serverAddress('rs2')}:80 -m -w 2`]
  await expect.poll(() => router.host.table(), { timeout: 40_000 }).toEqual([...shown, ...servers])
  await page.goto('/review')
  await expect(page.getByText('Nothing to do')).toBeVisible()
  await page.goto('/')
  const tally = await router.client.fetch({ address: VIP.nat, port: 80 }, 30)
  expect(tally).toEqual({ by: { rs1: 10, rs2: 20 }, lost: 0, errors: [] })
  // Nothing is pressed: the panel renews itself.
  await expect.poll(async () => [await connections(page, 'one'), await connections(page, 'two')]).toEqual([10, 20])
})
