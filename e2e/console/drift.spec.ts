import { VIP } from '../lab/topology'
import { become } from './world/session'
import { BUSY_SITE } from './world/site'
import { alertOf, expect, test } from './world/test'

// What somebody does to the kernel behind our back: shown as it is, touched only when asked.

const FOREIGN = '192.0.2.200:8443'

test.beforeEach(({ router }) => become(router, BUSY_SITE))

test('a service made by hand is shown as not managed here, and an apply leaves it alone', async ({ page, router }) => {
  await router.host.run(['ipvsadm', '-A', '-t', FOREIGN, '-s', 'rr'])
  await page.goto('/?interval=2')
  const card = page.getByRole('region', { name: 'Not managed here' })
  await expect(card.getByText(`tcp ${FOREIGN}`, { exact: true })).toBeVisible()
  await router.edit(BUSY_SITE.text.replace('weight = 1', 'weight = 5'))
  await page.goto('/review')
  await expect(page.getByRole('region', { name: 'Not managed here' })).toBeVisible()
  await page.getByRole('button', { name: 'Apply 1 step' }).click()
  await expect(page.getByText('the kernel read back equals the plan')).toBeVisible()
  expect(await router.host.table()).toContain(`-A -t ${FOREIGN} -s rr`)
  await router.host.run(['ipvsadm', '-D', '-t', FOREIGN])
})

test('a weight changed by hand is shown as drift, kept, and put back by Repair', async ({ page, router }) => {
  const server = ['-t', `${VIP.nat}:80`, '-r', '198.51.100.22:80', '-m']
  await router.host.run(['ipvsadm', '-e', ...server, '-w', '7'])
  await page.goto('/?interval=2')
  const kernel = page.getByRole('region', { name: 'Saved, running and kernel' })
  await expect(kernel).toContainText('drift: 1 difference')
  await expect(page.getByText('weight: applied 1, kernel has 7').first()).toBeVisible()
  expect(await router.host.table()).toContain(`-a ${server.join(' ')} -w 7`)
  await page.getByRole('button', { name: 'Repair' }).click()
  await expect(page.getByRole('status').getByText(/^Repaired: 1 step/)).toBeVisible()
  await expect(kernel).toContainText('equals running')
  expect(await router.host.table()).toContain(`-a ${server.join(' ')} -w 1`)
})

test('a button of a page that is out of date does nothing and says so', async ({ page, router }) => {
  await router.host.run(['ipvsadm', '-e', '-t', `${VIP.nat}:80`, '-r', '198.51.100.22:80', '-m', '-w', '7'])
  await page.goto('/?interval=2')
  const repair = page.getByRole('button', { name: 'Repair' })
  await page
    .locator('form', { has: repair })
    .locator('[name=token]')
    .evaluate((field: HTMLInputElement) => {
      field.value = 'of another session'
    })
  await repair.click()
  await expect(alertOf(page).getByText(/^Nothing was done/)).toBeVisible()
  await expect(page.getByText('weight: applied 1, kernel has 7').first()).toBeVisible()
})
