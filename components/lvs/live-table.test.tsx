import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { TableServer, TableService } from '@/lib/api/types'
import { type Params, say, type TextKey } from '@/lib/text'
import { LiveTable } from './live-table'

const english = (key: TextKey, params?: Params) => say('en', key, params)
const none = { connections: 0, inPackets: 0, outPackets: 0, inBytes: 0, outBytes: 0 }
const server = (more: Partial<TableServer>): TableServer => ({
  key: '10.0.0.1:80',
  name: 'one',
  address: '10.0.0.1',
  port: 80,
  forward: 'nat',
  weight: 1,
  state: 'up',
  counters: { ...none, active: 3, inactive: 1200 },
  rates: null,
  ...more,
})
const service = (more: Partial<TableService>): TableService => ({
  key: 'tcp 192.0.2.10:80',
  names: ['web'],
  service: {
    id: { kind: 'address', protocol: 'tcp', address: '192.0.2.10', port: 80 },
    scheduler: 'wrr',
    flags: [],
    ops: false,
    persistentSec: 0,
    persistPrefix: 32,
  },
  members: [],
  state: 'up',
  active: 3,
  inactive: 1200,
  counters: none,
  rates: { ...none, connections: 118.42, inBytes: 1_137_500 },
  servers: [server({})],
  ...more,
})
/** The rows as texts of their cells. */
function rows(services: TableService[]): string[][] {
  const html = renderToStaticMarkup(
    <LiveTable say={english} caption="table" services={services} history={() => undefined} href={(n) => `/v/${n}`} />,
  )
  const body = html.slice(html.indexOf('</thead>'))
  return [...body.matchAll(/<tr.*?<\/tr>/g)].map(([row]) =>
    [...row.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/g)].map(([, cell = '']) =>
      cell
        .replaceAll(/<[^>]+>/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    ),
  )
}

test('counters and rates of a service and its server; an unknown rate is no zero', () => {
  expect(rows([service({})])).toEqual([
    ['up', 'web 1 real server', '192.0.2.10:80 tcp', 'wrr', '', '3', '1 200', '118.4', '', '9.1 M', '0'],
    ['up', 'one', '10.0.0.1:80', 'nat', '1', '3', '1 200', '–', '', '–', '–'],
  ])
})

test('drift shows both values beside the server', () => {
  const drift = { key: 'k', what: 'value', field: 'weight', wanted: '2', actual: '5' } as const
  const [, row] = rows([service({ servers: [server({ state: 'drift', weight: 5, drift })] })])
  expect(row?.slice(0, 2)).toEqual(['drift', 'one weight: applied 2, kernel has 5'])
})

test('a service that is not ours has no link and says so', () => {
  const foreign = service({ names: [], state: 'foreign', servers: [server({ name: null, state: 'foreign' })] })
  const [head, row] = rows([foreign])
  expect([head?.[0], head?.[1], row?.[1]]).toEqual(['not managed here', 'no name 1 real server', '10.0.0.1:80'])
})

test('a mark names every member', () => {
  const id = { kind: 'mark', mark: 80, family: 4 } as const
  const marked = service({ names: ['shop', 'shop-tls'], members: ['192.0.2.11:80 tcp', '192.0.2.11:443 tcp'] })
  const [head] = rows([{ ...marked, service: { ...marked.service, id, persistentSec: 300 } }])
  expect(head?.slice(1, 4)).toEqual([
    'shop , shop-tls 1 real server',
    'mark 80 192.0.2.11:80 tcp 192.0.2.11:443 tcp',
    'wrr persistent 300 s',
  ])
})
