import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { tableSign } from './table-sign'

const folder = mkdtempSync(join(tmpdir(), 'arapaima-sign-'))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const TABLE = `IP Virtual Server version 1.2.1 (size=4096)
Prot LocalAddress:Port Scheduler Flags
  -> RemoteAddress:Port Forward Weight ActiveConn InActConn
TCP  C0000264:03E8 wrr
  -> 0A630001:1F90      Masq    1      0          0
  -> [2001:0db8:0000:0000:0000:0000:0000:0002]:0050      Masq    1      0          0
`

test('the sign of a table is that of its entries, whatever their connections', async () => {
  const file = join(folder, 'ip_vs')
  const sign = (text: string) => {
    writeFileSync(file, text)
    return tableSign(file)
  }
  const first = await sign(TABLE)
  expect(first).not.toBeNull()
  expect(await sign(TABLE.replaceAll('1      0          0', '1      17         4242'))).toBe(first)
  for (const [from, to] of [
    ['Masq    1 ', 'Masq    0 '],
    ['Masq ', 'Route '],
    ['wrr', 'wlc'],
    ['1F90', '1F91'],
    ['wrr', 'wrr persistent 300 FFFFFFFF'],
  ] as const)
    expect(await sign(TABLE.replace(from, to)), to).not.toBe(first)
  expect(await sign(TABLE.slice(0, TABLE.lastIndexOf('  ->')))).not.toBe(first)
  expect(await tableSign(join(folder, 'missing'))).toBeNull()
})
