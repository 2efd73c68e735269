import { beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '../testing/client'
import { built, useConsole } from '../testing/console'

const BLOCKS = 1000
const block = (n: number) =>
  `virtual shop-${n} {\n     active = 0\n     address = 192.0.2.10 eth0:1\n     port = ${n}\n     server node {\n         address = 10.0.${n >> 8}.${n & 255}\n     }\n}\n`
/** Characters of HTML; all blocks on one page were four million. */
const LIMIT = 600_000

describe.skipIf(!built)('a thousand virtual servers', () => {
  const world = useConsole()
  let c: Client
  beforeAll(async () => {
    const text = `primary = 192.0.2.1\n${Array.from({ length: BLOCKS }, (_, i) => block(i + 1)).join('')}`
    const files = { 'lvs.cf': Buffer.from(text) }
    const { hash } = await world.store().read()
    expect((await world.store().save({ files, ifMatch: hash, author: 'ann', note: '' })).ok).toBe(true)
    c = await world.user()
  })
  const picks = async (path: string) => {
    const { fields } = await c.form(path, 'pick', 'do')
    return fields.flatMap(([name, value]) => (name === 'pick' ? [value] : []))
  }

  test('a hundred on a page; the last page, and one that does not exist', async () => {
    const page = await c.get('/virtual-servers')
    expect([page.status, page.text.length < LIMIT], String(page.text.length)).toEqual([200, true])
    expect(page.text).toContain('href="/virtual-servers?page=2"')
    const first = await picks('/virtual-servers')
    expect([first.length, first[0], first.at(-1)]).toEqual([100, 'shop-1', 'shop-100'])
    expect((await picks('/virtual-servers?page=10')).at(-1)).toBe('shop-1000')
    expect((await picks('/virtual-servers?page=99')).at(0)).toBe('shop-901')
  })

  test('a search by a real server; nothing found leads back to the whole list', async () => {
    expect(await picks('/virtual-servers?find=10.0.3.232')).toEqual(['shop-1000'])
    const none = await c.get('/virtual-servers?find=nowhere')
    expect(none.text).toContain('No virtual server matches')
    expect(none.text).toMatch(/<a href="\/virtual-servers">Clear<\/a>/)
    const hostile = await c.get(`/virtual-servers?find=${encodeURIComponent('"><script>alert(1)</script>')}`)
    expect(hostile.text).not.toContain('<script>alert(1)')
  })

  test('a button leads back to the part of the list that it was pressed on', async () => {
    const path = '/virtual-servers?find=node&state=inactive&page=3'
    const toggled = await c.submit(await c.form(path, 'pick', 'do'), { pick: 'shop-250', do: 'toggle' })
    expect(toggled.status).toBe(303)
    expect(toggled.headers.location).toMatch(/^\/virtual-servers\?find=node&state=inactive&page=3&saved=\d+$/)
    const { files } = await world.store().read()
    expect(files['lvs.cf'].toString().match(/active = 1/g)).toHaveLength(1)
    const asked = await c.submit(await c.form(path, 'pick', 'do'), { pick: 'shop-251', do: 'delete' })
    expect(asked.headers.location).toBe('/virtual-servers/shop-251/delete?find=node&state=inactive&page=3')
    const question = await c.form(asked.headers.location ?? '', 'pick', 'do')
    const removed = await c.submit(question, {})
    expect(removed.headers.location).toMatch(/^\/virtual-servers\?find=node&state=inactive&page=3&saved=\d+$/)
    const unchosen = await c.submit(await c.form(path, 'pick', 'do'), { pick: '', do: 'toggle' })
    expect(unchosen.headers.location).toBe('/virtual-servers?find=node&state=inactive&page=3&problem=CHOOSE_ROW')
    const elsewhere = { pick: '', do: 'toggle', list: '//evil.example/?page=2' }
    const kept = await c.submit(await c.form(path, 'pick', 'do'), elsewhere)
    expect(kept.headers.location).toMatch(/^\/virtual-servers\?/)
  })
})
