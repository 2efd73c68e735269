import { become } from './world/session'
import { expect, test } from './world/test'

// What a save does to the file, byte by byte, and what a bad file put in place by hand does to what runs.

const ODD = `# edge router, see ticket 1142
serial_no = 41
primary\t=\t192.0.2.11
service = lvs
network=nat
nat_router = 198.51.100.1 eth1:1   # floating
\tnat_nmask = 255.255.255.0

virtual "odd" {
\t# moved from the old pair
  active   =   1
    address = 192.0.2.100 eth0:1
 vip_nmask = 255.255.255.0
  port = 80
  persistent = 300\t
  protocol = tcp
  scheduler = wlc
  timeout  =\t2
  reentry = 15
  server one {
        address = 198.51.100.21
     active=1
   weight = 1
  }
}
`

/** Lines that differ, as "- old" and "+ new". */
function differing(before: string, after: string): string[] {
  const [old, now] = [before.split('\n'), after.split('\n')]
  expect(now).toHaveLength(old.length)
  return old.flatMap((line, index) => (line === now[index] ? [] : [`- ${line}`, `+ ${now[index]}`]))
}

test('one field edited: only its line and the serial number differ', async ({ page, router }) => {
  await router.edit(ODD)
  await page.goto('/virtual-servers/odd')
  await page.getByLabel('Re-entry Time').fill('20')
  await page.getByRole('button', { name: 'Accept' }).click()
  await expect(page.getByRole('status').getByText(/^Saved as r/)).toBeVisible()
  expect(differing(ODD, await router.file())).toEqual([
    '- serial_no = 41',
    '+ serial_no = 42',
    '-   reentry = 15',
    '+   reentry = 20',
  ])
})

test('a bad file put in place by hand: what runs stays, and the line is named', async ({ page, router }) => {
  await become(router, { text: ODD, up: 1 })
  const table = await router.host.table()
  expect(table).toHaveLength(2)
  await router.edit(ODD.replace('  port = 80', '  port = 80x'))
  await page.goto('/')
  const notice = page.getByRole('status').filter({ hasText: 'line 14' })
  await expect(notice).toBeVisible()
  await notice.getByRole('link', { name: 'to the field' }).click()
  await expect(page.getByLabel('Application port')).toHaveValue('80x')
  await page.goto('/review')
  await expect(page.getByRole('button', { name: /^Apply/ })).toBeDisabled()
  expect(await router.host.table()).toEqual(table)
})
