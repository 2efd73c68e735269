import { expect, test } from 'vitest'
import { systemWorld } from '@/lib/store/world'
import { configFile } from '../_save/file'
import {
  below,
  FIND_MAX,
  foundRows,
  type ListView,
  listField,
  listUrl,
  listView,
  listViewOf,
  pageShowing,
} from './list'
import { virtualRows } from './rows'

const TEXT = `virtual Web {
     active = 1
     address = 192.0.2.10 eth0:1
     port = 443
     server node1 {
         address = 10.0.0.2
         active = 1
     }
}
virtual mail {
     active = 0
     address = 2001:db8::10 eth0
     port = 25
     fwmark = 7
}
virtual broken {
     active = 1
     address = 192.0.2.11 eth0:2
     port = many
}
`
const ROWS = virtualRows(configFile(TEXT, systemWorld()))
const ALL: ListView = { find: '', state: '', page: 1, servers: 1 }
const names = (view: Partial<ListView>) => foundRows(ROWS, { ...ALL, ...view }).map(({ block }) => block.name)

test('a search: every word, wherever it stands, in large or small letters', () => {
  expect(names({})).toEqual(['Web', 'mail', 'broken'])
  expect(names({ find: 'WEB' })).toEqual(['Web'])
  expect(names({ find: '192.0.2.' })).toEqual(['Web', 'broken'])
  expect(names({ find: '192.0.2. :443' })).toEqual(['Web'])
  expect(names({ find: '[2001:db8::10]:25' })).toEqual(['mail'])
  expect(names({ find: '10.0.0.2' })).toEqual(['Web'])
  expect(names({ find: 'node1 web' })).toEqual(['Web'])
  // Words of two places side by side are no word.
  expect(names({ find: 'weteth' })).toEqual([])
})

test('a state, alone and with a search', () => {
  expect(names({ state: 'active' })).toEqual(['Web', 'broken'])
  expect(names({ state: 'inactive' })).toEqual(['mail'])
  expect(names({ state: 'errors' })).toEqual(['broken'])
  expect(names({ state: 'active', find: 'web' })).toEqual(['Web'])
})

test('an address and the field of a form say the same; what means nothing is left out', () => {
  expect(listView({})).toEqual(ALL)
  expect(listView({ page: '0', state: 'sideways', find: '  ' })).toEqual(ALL)
  for (const page of ['-1', '1e3', '2.5', 'x', '9'.repeat(30)]) expect(listView({ page }).page, page).toBe(1)
  expect(listView({ page: ['2', '3'], find: 'x'.repeat(99) })).toEqual({ ...ALL, page: 3, find: 'x'.repeat(FIND_MAX) })
  expect(listUrl(ALL)).toBe('/virtual-servers')
  expect(listField(ALL)).toBe('')
  for (const view of [ALL, { find: 'a&page=9 商店', state: 'errors', page: 7, servers: 3 } as const]) {
    const query = Object.fromEntries(new URL(below(view, 'web'), 'http://console.invalid').searchParams)
    expect(listView(query)).toEqual(view)
    expect(listViewOf(listField(view))).toEqual(view)
  }
  expect(below({ ...ALL, page: 2 }, 'web', 'delete')).toBe('/virtual-servers/web/delete?page=2')
  expect(below({ ...ALL, servers: 3 }, 'a b', 'servers', 'c/d')).toBe('/virtual-servers/a%20b/servers/c%2Fd?servers=3')
  // The list of virtual servers has nothing to do with the page of a list below it.
  expect(listUrl({ ...ALL, page: 2, servers: 3 })).toBe('/virtual-servers?page=2')
  expect(listViewOf('//elsewhere.example')).toEqual(ALL)
})

test('the page that shows a row', () => {
  expect([0, 99, 100, 299].map(pageShowing)).toEqual([1, 1, 2, 3])
})
