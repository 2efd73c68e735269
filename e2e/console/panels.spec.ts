import { readdirSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { look, lookEverywhere, lookInChinese, lookOnPhone, picture } from './world/look'
import { become, session } from './world/session'
import { BUSY_SITE, CHANGED_SITE, EMPTY_SITE, LARGE_SITE, LONG_NAME, MANY_SITE, quiet, traffic } from './world/site'
import { alertOf, expect, test } from './world/test'

// Every panel in each of its states: no finding of axe in light, dark and on a phone, and a picture of each for people to look at.

type State = {
  name: string
  path: string
  /** the route that `act` leads to */
  route?: string
  /** what is done on the page before it is looked at, in any language */
  act?: (page: Page) => Promise<void>
}

async function open(page: Page, { path, act }: State): Promise<void> {
  await page.goto(path)
  await act?.(page)
}

/** A panel as it usually is: also on a phone and in Chinese. */
async function view(page: Page, state: State): Promise<void> {
  await open(page, state)
  await lookEverywhere(page, state.name)
  await lookInChinese(page, state.name, () => open(page, state))
}

/** One more state of a panel. */
async function glance(page: Page, state: State): Promise<void> {
  await open(page, state)
  await look(page, state.name)
}

const accept = (page: Page) => page.getByRole('button').and(page.locator('[name=do][value=accept]')).last().click()
const refused = (page: Page) => expect(alertOf(page).first()).toBeVisible()

const filled: State[] = [
  { name: 'monitors', path: '/monitors' },
  {
    name: 'monitor',
    path: '/monitors',
    route: '/monitors/server',
    act: async (page) => {
      await page.locator('main tbody a[href^="/monitors/server"]').first().click()
      await page.waitForURL('**/monitors/server?*')
    },
  },
  {
    name: 'health-log',
    path: '/monitors/log',
    act: (page) => expect(page.locator('main tbody tr').first()).toBeVisible(),
  },
  { name: 'alerts', path: '/alerts' },
  { name: 'global', path: '/global' },
  // With a partner: redundancy.spec.ts.
  { name: 'redundancy', path: '/redundancy' },
  { name: 'redundancy-ask', path: '/redundancy/ask/stop', route: '/redundancy/ask/[what]' },
  { name: 'redundancy-role', path: '/redundancy/role' },
  // With a partner: partner.spec.ts.
  { name: 'partner-none', path: '/redundancy/partner' },
  { name: 'partner-compare-none', path: '/redundancy/partner/compare' },
  { name: 'partner-merge-none', path: '/redundancy/partner/merge' },
  { name: 'partner-sync-gone', path: '/redundancy/partner/sync' },
  { name: 'virtuals', path: '/virtual-servers' },
  { name: 'virtuals-none-such', path: '/virtual-servers?find=nowhere&state=active' },
  { name: 'virtual-new', path: '/virtual-servers/new' },
  { name: 'virtual', path: '/virtual-servers/shop' },
  { name: 'virtual-delete', path: '/virtual-servers/web/delete' },
  { name: 'scripts', path: '/virtual-servers/web/scripts' },
  { name: 'servers', path: '/virtual-servers/web/servers' },
  { name: 'server-new', path: '/virtual-servers/web/servers/new' },
  { name: 'server', path: '/virtual-servers/web/servers/node1' },
  { name: 'server-delete', path: '/virtual-servers/web/servers/node1/delete' },
  { name: 'review-same', path: '/review' },
  { name: 'sign-out', path: '/sign-out' },
  // The last, so that its graph has a past.
  { name: 'control', path: '/' },
]

test.describe('a busy site', () => {
  test.beforeAll(async ({ router }) => {
    await become(router, BUSY_SITE)
    await traffic(router)
  })
  // The graph grows by a look each time somebody sees the panel.
  test.afterEach(async ({ router }) => {
    await (await session(router)).get('/')
  })
  test.afterAll(({ router }) => quiet(router))
  for (const state of filled) test(state.name, ({ page }) => view(page, state))
})

const errors: State[] = [
  {
    name: 'virtual-errors',
    path: '/virtual-servers/web',
    act: async (page) => {
      await page.locator('[name=port]').fill('80x')
      await page.locator('[name=vip]').fill('192.0.2.300')
      await accept(page)
      await refused(page)
    },
  },
  {
    name: 'server-errors',
    path: '/virtual-servers/web/servers/new',
    act: async (page) => {
      await page.locator('[name=weight]').fill('70000')
      await accept(page)
      await refused(page)
    },
  },
  {
    name: 'alerts-errors',
    path: '/alerts',
    act: async (page) => {
      await page.locator('[name="webhook.enabled"][type=checkbox]').check()
      await page.locator('[name="webhook.url"]').fill('ftp://192.0.2.9/')
      await accept(page)
      await refused(page)
    },
  },
  {
    name: 'global-errors',
    path: '/global',
    act: async (page) => {
      await page.locator('[name=primary]').fill('192.0.2.300')
      await accept(page)
      await refused(page)
    },
  },
]

test.describe('errors in a form', () => {
  test.beforeAll(({ router }) => become(router, BUSY_SITE))
  for (const state of errors) test(state.name, ({ page }) => glance(page, state))
})

test.describe('changes that wait', () => {
  test.beforeAll(async ({ router }) => {
    await become(router, BUSY_SITE)
    await router.edit(CHANGED_SITE)
  })
  test('review', ({ page }) => view(page, { name: 'review', path: '/review' }))
  test('control-waits', ({ page }) => glance(page, { name: 'control-waits', path: '/' }))
  test('result', async ({ page }) => {
    await page.goto('/review')
    await page.getByRole('button', { name: /^Apply \d/ }).click()
    await expect(page.getByText('the kernel read back equals the plan')).toBeVisible()
    await view(page, { name: 'result', path: new URL(page.url()).pathname })
  })
})

test.describe('nothing there yet', () => {
  test.beforeAll(({ router }) => become(router, EMPTY_SITE))
  test('control', ({ page }) => glance(page, { name: 'control-empty', path: '/' }))
  test('virtual servers', ({ page }) => glance(page, { name: 'virtuals-empty', path: '/virtual-servers' }))
})

test.describe('more than fits', () => {
  test.beforeAll(({ router }) => router.edit(LARGE_SITE))
  for (const [name, path] of [
    ['large-virtuals', '/virtual-servers'],
    ['large-servers', `/virtual-servers/${LONG_NAME}/servers`],
    ['large-review', '/review'],
  ] as const)
    test(name, async ({ page }) => {
      // axe needs half a minute for two hundred rows that are all alike: the small lists above stand for them.
      await page.goto(path)
      await picture(page, name)
      await lookOnPhone(page, name, [])
    })
})

test.describe('more virtual servers than fit on a page', () => {
  test.beforeAll(({ router }) => router.edit(MANY_SITE))
  test('many-virtuals', async ({ page }) => {
    await page.goto('/virtual-servers?page=2')
    await picture(page, 'many-virtuals')
    await lookOnPhone(page, 'many-virtuals', [])
  })
})

test('every page of the console is among them', () => {
  const files = readdirSync('app', { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(^|\/)page\.tsx$/.test(file),
  )
  const routes = files.map((file) => `/${file.replace(/\([^)]*\)\/|\/?page\.tsx$/g, '')}`)
  // The claim is looked at where a router has no account yet: arrival.spec.ts.
  const seen = new Set([
    '/claim',
    '/login',
    '/review/result/[id]',
    ...filled.map(({ route, path }) => route ?? routeOf(path)),
  ])
  expect(routes.filter((route) => !seen.has(route))).toEqual([])
})

/** The folder under app/ that serves a path. */
function routeOf(path: string): string {
  return path
    .replace(/^(\/virtual-servers)\/(?!new$)[^/]+/, '$1/[name]')
    .replace(/(\/servers)\/(?!new$)[^/]+/, '$1/[server]')
}

test('log-in', async ({ stranger }) => {
  await view(stranger, { name: 'login', path: '/login' })
  await glance(stranger, {
    name: 'login-error',
    path: '/login',
    act: async (page) => {
      await page.locator('[name=user]').fill('anna')
      await page.locator('[name=password]').fill('wrong')
      await page.locator('form[aria-label] button').click()
      await refused(page)
    },
  })
})
