import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clip, layoutPicture, type PictureService } from './picture-layout'

const router = (own = true) => ({ name: own ? 'a' : 'b', own, role: '', tone: 'good', serves: own })
const ALONE = { routers: [router()], beats: [] }
const beat = { name: 'public', word: 'heard', tone: 'good' }
const PAIR = { routers: [router(), router(false)], beats: [beat, { ...beat, name: 'private' }] }
const edge = (address: string, perSec = 1, tone = 'good') => ({ address, name: address, tone, perSec, stopped: false })
const service = (key: string, servers: PictureService['servers']): PictureService => ({
  key,
  title: key,
  lines: ['', ''],
  tone: 'good',
  servers,
})

test('a real server of two services is one box with two lines, in the worse of its states', () => {
  const layout = layoutPicture([service('a', [edge('10.0.0.1', 4)]), service('b', [edge('10.0.0.1', 1, 'bad')])], ALONE)
  expect(layout.servers.map((box) => [box.address, box.tone])).toEqual([['10.0.0.1', 'bad']])
  expect(layout.edges.map((line) => line.width)).toEqual([6, 1.2 + 4.8 * 0.5])
})

test('nothing stands outside the picture, and no two boxes of a column touch', () => {
  const servers = fc.array(
    fc.nat(30).map((n) => edge(`10.0.0.${n}`)),
    { maxLength: 8 },
  )
  const services = fc.array(servers, { maxLength: 30 }).map((all) => all.map((list, i) => service(`s${i}`, list)))
  fc.assert(
    fc.property(services, fc.constantFrom(ALONE, PAIR), (all, routers) => {
      const layout = layoutPicture(all, routers)
      for (const column of [layout.services, layout.servers, layout.routers, [layout.clients]])
        column.forEach((box, i) => {
          expect(box.y).toBeGreaterThanOrEqual(0)
          expect(box.y + box.height).toBeLessThanOrEqual(layout.height)
          expect(box.x + box.width).toBeLessThanOrEqual(layout.width)
          const next = column[i + 1]
          if (next) expect(next.y).toBeGreaterThan(box.y + box.height)
        })
    }),
    { numRuns: 100 },
  )
})

test('what does not fit is counted', () => {
  const all = Array.from({ length: 30 }, (_, i) => service(`s${i}`, [edge(`10.0.0.${i}`)]))
  expect(layoutPicture(all, ALONE).more).toEqual({ services: 20, servers: 20 })
})

test('long names are cut, wide characters count twice', () => {
  expect(clip('web', 5)).toBe('web')
  expect(clip('webserver', 5)).toBe('webs…')
  expect(clip('虚拟服务器', 6)).toBe('虚拟…')
})

test('heartbeats fill the room between the two routers, and there are none for a router alone', () => {
  const { routers, beats } = layoutPicture([], PAIR)
  const [upper, lower] = routers
  if (!upper || !lower) throw new Error('two routers')
  expect(beats.map(({ name }) => name)).toEqual(['public', 'private'])
  for (const line of beats) {
    expect(line.y).toBe(upper.y + upper.height)
    expect(line.y + line.height).toBe(lower.y)
    expect(line.x).toBeGreaterThan(upper.x)
    expect(line.x).toBeLessThan(upper.x + upper.width)
  }
  expect(layoutPicture([], { ...ALONE, beats: [beat] }).beats).toEqual([])
})
