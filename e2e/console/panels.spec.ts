import type { Page } from '@playwright/test'
import { look, lookInChinese } from './world/look'
import { become } from './world/session'
import { BUSY_SITE, CHANGED_SITE, EMPTY_SITE, traffic } from './world/site'
import { alertOf, expect, test } from './world/test'

// Every panel in each of its states: no finding of axe in light, dark and on a phone, and a picture of each for people to look at.

type State = {
  name: string
  path: string
  /** what is done on the page before it is looked at, in any language */
  act?: (page: Page) => Promise<void>
}

async function view(page: Page, { name, path, act }: State): Promise<void> {
  const open = async () => {
    await page.goto(path)
    await act?.(page)
  }
  await open()
  await look(page, name)
  await lookInChinese(page, name, open)
}

const accept = (page: Page) => page.getByRole('button').and(page.locator('[name=do][value=accept]')).last().click()
const refused = (page: Page) => expect(alertOf(page).first()).toBeVisible()

const filled: State[] = [
  { name: 'control', path: '/' },
  { name: 'global', path: '/global' },
  { name: 'redundancy', path: '/redundancy' },
  { name: 'virtuals', path: '/virtual-servers' },
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
]

test.describe('a busy site', () => {
  test.beforeAll(async ({ router }) => {
    await become(router, BUSY_SITE)
    await traffic(router)
  })
  for (const state of filled) test(state.name, ({ page }) => view(page, state))
})

const errors: State[] = [
  {
    name: 'virtual-errors',
    path: '/virtual-servers/web',
    act: async (page) => {
      await page.locator('[name=port]').fill('80x')
      await page.locator('[name=vip_address]').fill('192.0.2.300')
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
    name: 'global-errors',
    path: '/global',
    act: async (page) => {
      await page.locator('[name=primary]').fill('192.0.2')
      await accept(page)
      await refused(page)
    },
  },
]

test.describe('errors in a form', () => {
  test.beforeAll(({ router }) => become(router, BUSY_SITE))
  for (const state of errors) test(state.name, ({ page }) => view(page, state))
})

test.describe('changes that wait', () => {
  test.beforeAll(async ({ router }) => {
    await become(router, BUSY_SITE)
    await router.edit(CHANGED_SITE)
  })
  test('review', ({ page }) => view(page, { name: 'review', path: '/review' }))
  test('control-waits', ({ page }) => view(page, { name: 'control-waits', path: '/' }))
})

test.describe('nothing there yet', () => {
  test.beforeAll(({ router }) => become(router, EMPTY_SITE))
  test('control', ({ page }) => view(page, { name: 'control-empty', path: '/' }))
  test('virtual servers', ({ page }) => view(page, { name: 'virtuals-empty', path: '/virtual-servers' }))
})

test('log-in', async ({ stranger }) => {
  await view(stranger, { name: 'login', path: '/login' })
  await view(stranger, {
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
