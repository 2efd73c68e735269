import { beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '../testing/client'
import { built, useConsole } from '../testing/console'

const BLOCKS = 1000
const SERVERS = 300
/** A virtual server with more real servers than a page shows. */
const MANY = `virtual many {\n     active = 0\n     address = 192.0.2.10 eth0:1\n     port = 4000\n${Array.from(
  { length: SERVERS },
  (_, i) => `     server rs-${i + 1} {\n         address = 10.1.${i >> 8}.${i & 255}\n     }\n`,
).join('')}}\n`
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

  test('what lies below the list leads back to its part: links, EDIT, a save', async () => {
    const part = 'find=node&state=inactive&page=2'
    const list = `/virtual-servers?${part}`
    const edited = await c.submit(await c.form(list, 'pick', 'do'), { pick: 'shop-150', do: 'edit' })
    expect(edited.headers.location).toBe(`/virtual-servers/shop-150?${part}`)
    const below = ['', '/servers', '/servers/new', '/servers/node', '/servers/node/delete', '/scripts', '/delete']
    for (const path of [...below.map((rest) => `/shop-150${rest}`), '/new']) {
      const { text } = await c.get(`/virtual-servers${path}?${part}`)
      expect(linksTo(text), path).toContain(list)
      // But for the sidebar's no link leads to the list's beginning.
      expect(
        linksTo(text).filter((href) => href === '/virtual-servers'),
        path,
      ).toHaveLength(1)
    }
    const saved = await c.submit(await c.form(`/virtual-servers/shop-150?${part}`, 'at', 'port'), { port: '2150' })
    expect(saved.headers.location).toMatch(/^\/virtual-servers\/shop-150\?find=node&state=inactive&page=2&saved=\d+$/)
    const elsewhere = { port: '2151', list: '//evil.example/?page=2' }
    const kept = await c.submit(await c.form(`/virtual-servers/shop-150?${part}`, 'at', 'port'), elsewhere)
    expect(kept.headers.location).toMatch(/^\/virtual-servers\/shop-150\?saved=\d+$/)
  })
})

describe.skipIf(!built)('three hundred real servers', () => {
  const world = useConsole()
  const list = '/virtual-servers/many/servers'
  let c: Client
  beforeAll(async () => {
    const { hash } = await world.store().read()
    const files = { 'lvs.cf': Buffer.from(`primary = 192.0.2.1\n${MANY}`) }
    expect((await world.store().save({ files, ifMatch: hash, author: 'ann', note: '' })).ok).toBe(true)
    c = await world.user()
  })
  const picks = async (path: string) =>
    (await c.form(path, 'pick', 'virtual')).fields.flatMap(([name, value]) => (name === 'pick' ? [value] : []))

  test('a hundred on a page', async () => {
    expect([(await picks(list)).length, (await picks(`${list}?servers=3`)).at(0)]).toEqual([100, 'rs-201'])
    expect((await picks(`${list}?servers=9`)).at(-1)).toBe('rs-300')
    expect(linksTo((await c.get(list)).text)).toContain(`${list}?servers=2`)
  })

  test('each button, form and link leads to the page that shows the server', async () => {
    const toggled = await c.submit(await c.form(`${list}?servers=2`, 'pick', 'virtual'), {
      pick: 'rs-150',
      do: 'toggle',
    })
    expect(toggled.headers.location).toMatch(/^\/virtual-servers\/many\/servers\?servers=2&saved=\d+$/)
    const unchosen = await c.submit(await c.form(`${list}?servers=2`, 'pick', 'virtual'), { pick: '', do: 'toggle' })
    expect(unchosen.headers.location).toBe(`${list}?servers=2&problem=CHOOSE_ROW`)
    // A finding of the file links to the form without saying where one came from.
    expect(linksTo((await c.get(`${list}/rs-250`)).text)).toContain(`${list}?servers=3`)
    const saved = await c.submit(await c.form(`${list}/rs-250`, 'at', 'weight'), { weight: '7' })
    expect(saved.headers.location).toMatch(/^\/virtual-servers\/many\/servers\?servers=3&saved=\d+$/)
    const added = await c.submit(await c.form(`${list}/new`, 'at', 'weight'), { name: 'rs-new', address: '10.1.9.9' })
    expect(added.headers.location).toMatch(/^\/virtual-servers\/many\/servers\?servers=4&saved=\d+$/)
    expect(await picks(`${list}?servers=4`)).toEqual(['rs-new'])
    const asked = await c.submit(await c.form(`${list}?servers=4`, 'pick', 'virtual'), { pick: 'rs-new', do: 'delete' })
    expect(asked.headers.location).toBe(`${list}/rs-new/delete?servers=4`)
    const removed = await c.submit(await c.form(asked.headers.location ?? '', 'pick', 'virtual'), {})
    expect(removed.headers.location).toMatch(/^\/virtual-servers\/many\/servers\?servers=4&saved=\d+$/)
    // The last page is gone with its only row: the nearest is shown.
    expect((await picks(removed.headers.location ?? '')).at(-1)).toBe('rs-300')
  })

  test('a check is tried on any of them by one form', async () => {
    const { text } = await c.get('/virtual-servers/many/scripts')
    expect(text.match(/<option[^>]*>rs-\d+/g)).toHaveLength(SERVERS)
    expect(text.length, String(text.length)).toBeLessThan(LIMIT)
  })
})

/** Where the links of a page lead. */
const linksTo = (html: string) =>
  [...html.matchAll(/<a\b[^>]*\bhref="([^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))
