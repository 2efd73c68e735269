import type { Page } from '@playwright/test'
import type { RouterA } from './world/router'
import { MANY_SITE } from './world/site'
import { expect, test } from './world/test'

// A long list: a hundred on a page, a search, and after each button the same part of the list again.

test.beforeEach(({ router }) => router.edit(MANY_SITE))

const rows = (page: Page) => page.locator('tbody tr')
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

async function wayThrough(page: Page, router: RouterA): Promise<void> {
  await page.goto('/virtual-servers')
  await expect(rows(page)).toHaveCount(100)
  await page.getByRole('link', { name: 'Next' }).last().click()
  await expect(rows(page)).toHaveCount(20)
  await expect(page.getByText('101–120 of 120').first()).toBeVisible()

  await page.getByLabel('Select shop-120').check()
  await press(page, '(De)activate')
  await expect(page.getByText(/^Saved as r/)).toBeVisible()
  await expect(page.getByRole('row', { name: 'Select shop-120 active' })).toBeVisible()
  expect((await router.file()).match(/active = 1\n {5}address/g)).toHaveLength(1)

  await page.getByRole('searchbox').fill('shop-1 :110')
  await page.getByLabel('Status').selectOption('inactive')
  await press(page, 'Show')
  await expect(page.getByText('10 of 120 match')).toBeVisible()
  await expect(rows(page)).toHaveCount(10)
  await page.getByLabel('Select shop-104').check()
  await press(page, 'Delete')
  await page.getByRole('link', { name: 'Cancel' }).click()
  await expect(page.getByText('10 of 120 match')).toBeVisible()
  await page.getByLabel('Select shop-104').check()
  await press(page, 'Delete')
  await expect(page.getByRole('heading', { name: 'Delete virtual server shop-104?' })).toBeVisible()
  await press(page, 'Delete')
  await expect(page.getByText('9 of 119 match')).toBeVisible()
  await expect(page.getByRole('searchbox')).toHaveValue('shop-1 :110')
  await page.getByRole('link', { name: 'Clear' }).click()
  await expect(page.getByText('1–100 of 119').first()).toBeVisible()
}

test('pages, search and buttons', ({ page, router }) => wayThrough(page, router))

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })
  test('the same', ({ page, router }) => wayThrough(page, router))
})
