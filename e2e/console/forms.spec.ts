import type { Page } from '@playwright/test'
import { become, session } from './world/session'
import { BUSY_SITE } from './world/site'
import { alertOf, expect, test } from './world/test'

// After an error everything typed is still there, selects and ticks included, and each problem stands at its field.

type Form = {
  panel: string
  path: string
  /** by field name: a text, the value of an option or radio, true or false for a tick */
  typed: Record<string, string | boolean>
  /** the fields that cannot stay so, in the order of the page */
  wrong: string[]
}

const FORMS: Form[] = [
  {
    panel: 'GLOBAL SETTINGS',
    path: '/global',
    typed: {
      primary: '192.0.2.300',
      primary_private: '10.0.0.300',
      tcp_timeout: 'x',
      udp_timeout: '30',
      network: 'tunnel',
    },
    wrong: ['primary', 'primary_private', 'tcp_timeout'],
  },
  {
    panel: 'VIRTUAL SERVER',
    path: '/virtual-servers/web',
    typed: {
      ...{
        name: 'web two',
        port: '80x',
        protocol: 'udp',
        vip: '192.0.2.300',
        vip_nmask: '255.255.0.0',
        device: 'eth0:7',
      },
      ...{ sorry_server: 'nowhere', fwmark: 'many', reentry: '-1', timeout: 'soon', quiesce_server: '1' },
      ...{ load_monitor: 'ruptime', scheduler: 'sh', persistent: 'long', pmask: '255.255.255.0', forward: 'tunnel' },
    },
    wrong: ['port', 'vip', 'sorry_server', 'fwmark', 'reentry', 'timeout', 'persistent'],
  },
  {
    panel: 'REAL SERVER',
    path: '/virtual-servers/web/servers/node1',
    typed: { name: 'node one', address: '10.0.0.300', weight: '70000' },
    wrong: ['address', 'weight'],
  },
  {
    panel: 'MONITORING SCRIPTS',
    path: '/virtual-servers/web/scripts',
    // What a paste can bring along: lvs.cf has no spelling for a control character.
    typed: { send_program: '/bin/check %h', send: 'GET /\u0001', expect: 'HTTP', use_regex: true },
    wrong: ['send'],
  },
]

const control = (page: Page, name: string) => page.locator(`main [name="${name}"]:not([type=hidden])`)

async function put(page: Page, name: string, value: string | boolean): Promise<void> {
  const field = control(page, name)
  const kind = await field.first().evaluate((one: HTMLInputElement) => one.type)
  if (kind === 'radio') await page.locator(`main [name="${name}"][value="${value}"]`).check()
  else if (kind === 'checkbox') await field.setChecked(value === true)
  else if (kind === 'select-one') await field.selectOption(String(value))
  else await field.fill(String(value))
}

async function held(page: Page, name: string): Promise<string | boolean> {
  const all = await control(page, name).evaluateAll((fields: HTMLInputElement[]) =>
    fields.map(({ type, value, checked }) => ({ type, value, checked })),
  )
  if (all[0]?.type === 'radio') return all.find((one) => one.checked)?.value ?? ''
  return all[0]?.type === 'checkbox' ? all[0].checked : (all[0]?.value ?? '')
}

/** Fills in, accepts, and looks at what came back. */
async function attempt(page: Page, { path, typed, wrong }: Form): Promise<void> {
  await page.goto(path)
  for (const [name, value] of Object.entries(typed)) await put(page, name, value)
  await page.getByRole('button', { name: 'Accept' }).last().click()
  await expect(alertOf(page).first()).toBeVisible()
  const now: Form['typed'] = {}
  for (const name of Object.keys(typed)) now[name] = await held(page, name)
  expect(now).toEqual(typed)
  const marked = await page
    .locator('main [aria-invalid=true][name]')
    .evaluateAll((fields: HTMLInputElement[]) => fields.map((one) => one.name))
  expect(marked).toEqual(wrong)
  for (const name of wrong) {
    const ids = (await control(page, name).getAttribute('aria-describedby'))?.split(' ') ?? []
    await expect(page.locator(`#${ids[0]}`), `the problem of ${name}`).toHaveText(/\S/)
    await expect(alertOf(page).locator(`a[href="#field-${name}"]`).first()).toBeVisible()
  }
}

test.beforeAll(({ router }) => become(router, BUSY_SITE))

for (const form of FORMS) {
  test(`${form.panel}: an error loses nothing`, async ({ page, router }) => {
    await attempt(page, form)
    expect(await router.file()).toBe(BUSY_SITE.text)
  })
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })
  for (const form of FORMS) {
    test(`${form.panel}: an error loses nothing`, async ({ page, router }) => {
      await attempt(page, form)
      expect(await router.file()).toBe(BUSY_SITE.text)
    })
  }
})

test('somebody saves meanwhile: both changes are kept, and a clash shows both versions', async ({ page, router }) => {
  await page.goto('/virtual-servers/web')
  await page.getByLabel('Re-entry Time').fill('33')
  await router.edit(BUSY_SITE.text.replace('port = 80', 'port = 81'))
  await session(router)
  await page.getByRole('button', { name: 'Accept' }).last().click()
  await expect(alertOf(page)).toContainText('81')
  await expect(page.getByLabel('Re-entry Time')).toHaveValue('33')
  await page.getByRole('button', { name: 'Accept' }).last().click()
  await expect(page.getByRole('status').getByText(/^Saved as r/)).toBeVisible()
  const saved = await router.file()
  expect([saved.includes('port = 81'), saved.includes('reentry = 33')]).toEqual([true, true])
})
