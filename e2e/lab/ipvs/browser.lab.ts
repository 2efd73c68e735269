import assert from 'node:assert/strict'
import type { Page } from 'playwright'
import type { LabConsole } from '../console'
import { withBrowser } from '../run/browser'
import { serverAddress } from '../run/lvscf'
import { scenario, type World } from '../run/scenario'
import { VIP } from '../topology'

// The whole way, as a stranger goes it: from the claim code to a client's requests, form by form, then what the kernel holds.

async function claim(page: Page, console: LabConsole): Promise<void> {
  const code = console.claim()
  assert.ok(code, 'the console printed a claim code')
  await page.goto('/')
  await page.getByLabel('Code').fill(code)
  await page.getByLabel('User name').fill('anna')
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery')
  await page.getByLabel('Password again').fill('correct horse battery')
  await page.getByRole('button', { name: 'Make the account' }).click()
  await page.getByRole('heading', { name: 'Control / Monitoring' }).waitFor()
}

/** A log-in with the password, after the claim has logged in by itself. */
async function logInAgain(page: Page): Promise<void> {
  // On a narrow or scriptless page the button may stand in a closed part of the frame: the cookie goes either way.
  await page.context().clearCookies()
  await page.goto('/virtual-servers')
  await page.getByLabel('User name').fill('anna')
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery')
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.getByRole('heading', { name: 'Virtual servers', level: 1 }).waitFor()
}

async function addVirtual(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Add' }).click()
  await page.getByLabel('Name', { exact: true }).fill('web')
  await page.getByLabel('Virtual IP Address').fill(VIP.nat)
  await page.getByLabel('Virtual IP Network Mask').selectOption({ label: '255.255.255.0 (/24)' })
  await page.getByLabel('Scheduling', { exact: true }).selectOption({ label: 'Weighted round robin (wrr)' })
  await page.getByRole('button', { name: 'Accept' }).click()
  await page.getByRole('heading', { name: 'Virtual server web' }).waitFor()
}

async function addServer(page: Page, name: string, address: string, weight: number): Promise<void> {
  await page.getByRole('link', { name: 'Add' }).click()
  await page.getByRole('heading', { name: 'Add a real server' }).waitFor()
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('Address', { exact: true }).fill(address)
  await page.getByLabel('Weight', { exact: true }).fill(`${weight}`)
  await page.getByRole('button', { name: 'Accept' }).click()
  await page.getByRole('row', { name: `Select ${name} inactive` }).waitFor()
  await page.getByLabel(`Select ${name}`).check()
  await page.getByRole('button', { name: '(De)activate' }).click()
  await page.getByRole('row', { name: `Select ${name} active` }).waitFor()
}

/** Reviews and applies; gives the ipvsadm commands that the review page showed. */
async function apply(page: Page): Promise<string[]> {
  await page.getByRole('button', { name: 'Activate', exact: true }).click()
  await page.getByRole('button', { name: 'Deactivate', exact: true }).waitFor()
  await page.goto('/review')
  await page.getByRole('heading', { name: 'What will happen' }).waitFor()
  const shown = await page.getByText(/^ipvsadm /).allTextContents()
  await page.getByRole('button', { name: /^Apply \d+ steps/ }).click()
  await page.getByText('the kernel read back equals the plan').waitFor()
  return shown.map((argv) => argv.trim().replace(/^ipvsadm /, ''))
}

/** Active and inactive connections of a real server, as its row on the Control panel has them. */
async function connections(page: Page, name: string): Promise<number> {
  const cells = await page
    .getByRole('row', { name: new RegExp(`^\\S+ ${name} `) })
    .getByRole('cell')
    .allTextContents()
  return Number(cells[4]) + Number(cells[5])
}

async function fromFormToPacket(world: World, javaScript: boolean): Promise<void> {
  const { a, client, until } = world
  await withBrowser(world, { javaScript }, async (page, console) => {
    await claim(page, console)
    await logInAgain(page)
    await addVirtual(page)
    await addServer(page, 'one', serverAddress('rs1'), 1)
    await addServer(page, 'two', serverAddress('rs2'), 2)
    const shown = await apply(page)
    assert.deepEqual(shown, [`-A -t ${VIP.nat}:80 -s wrr`])
    // The servers join after their first check; weight 2 begins with 1 (slow start).
    const servers = [`${serverAddress('rs1')}:80 -m -w 1`, `${serverAddress('rs2')}:80 -m -w 2`]
    const whole = [...shown, ...servers.map((server) => `-a -t ${VIP.nat}:80 -r ${server}`)]
    await until(() => a.table(), whole, { withinMs: 60_000, what: 'both servers are in service' })
    await page.goto('/')
    const tally = await client.fetch({ address: VIP.nat, port: 80 }, 30)
    assert.deepEqual(tally, { by: { rs1: 10, rs2: 20 }, lost: 0, errors: [] })
    const read = async () => {
      // Without scripts "update information now" is a link to the page itself.
      if (!javaScript) await page.reload()
      return [await connections(page, 'one'), await connections(page, 'two')]
    }
    await until(read, [10, 20], { withinMs: 25_000, what: 'the panel shows the counters' })
  })
}

scenario('Chromium: from the claim code to balanced requests', (world) => fromFormToPacket(world, true), { long: true })

scenario('the same without JavaScript, form by form', (world) => fromFormToPacket(world, false), { long: true })
