import { become } from './world/session'
import { BUSY_SITE } from './world/site'
import { alertOf, expect, test } from './world/test'

test.beforeEach(({ router }) => become(router, BUSY_SITE))

test('the first stop of every page leads past the menu', async ({ page }) => {
  await page.goto('/global')
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: 'Skip to the content' })
  await expect(skip).toBeFocused()
  await expect(skip).toBeInViewport()
  await page.keyboard.press('Enter')
  await expect(page.locator('main')).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.locator('main').getByRole('link', { name: 'Alerts' })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByLabel('Primary server public IP')).toBeFocused()
})

test('a real server is added, corrected and activated without a mouse', async ({ page, router }) => {
  const { keyboard } = page
  await page.goto('/virtual-servers/web/servers/new')
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused()
  await keyboard.type('node4')
  await keyboard.press('Tab')
  await keyboard.type('198.51.100.2x')
  await keyboard.press('Enter')
  // The summary takes the focus, its link leads to the field.
  const alert = alertOf(page)
  await expect(alert).toBeVisible()
  await expect(page.locator(':focus').getByRole('alert')).toBeVisible()
  await keyboard.press('Tab')
  await keyboard.press('Enter')
  await expect(page.getByLabel('Address', { exact: true })).toBeFocused()
  await keyboard.press('Backspace')
  await keyboard.type('9')
  await keyboard.press('Enter')
  await expect(page.getByRole('row', { name: 'Select node4 inactive' })).toBeVisible()
  await page.getByLabel('Select node1').focus()
  for (let row = 1; row < 4; row += 1) await keyboard.press('ArrowDown')
  await expect(page.getByLabel('Select node4')).toBeChecked()
  while (!(await page.getByRole('button', { name: '(De)activate' }).evaluate((one) => one === document.activeElement)))
    await keyboard.press('Tab')
  await keyboard.press('Enter')
  await expect(page.getByRole('row', { name: 'Select node4 active' })).toBeVisible()
  expect(await router.file()).toContain('address = 198.51.100.29')
})
