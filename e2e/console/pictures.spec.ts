import { BUSY_SITE, traffic } from './world/site'
import { expect, test } from './world/test'

// Pictures of every panel, for people to look at. They are written to screenshots/.

test('the Control panel', async ({ page, router }) => {
  await router.become(BUSY_SITE)
  await traffic(router)
  await page.goto('/')
  await expect(page.getByRole('row', { name: /node1/ }).first()).toBeVisible()
  await page.screenshot({ path: 'screenshots/control.png', fullPage: true })
})
