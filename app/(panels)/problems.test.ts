import { expect, test } from 'vitest'
import type { FileProblem } from '@/lib/api/types'
import { fieldHref, partsOf, virtualHref } from './problems'

const at = (path: string, file: FileProblem['file'] = 'lvs.cf'): FileProblem => ({
  file,
  path,
  code: 'X',
  severity: 'error',
  line: 1,
  column: 1,
})

test('paths come apart, names with dots and numbers included', () => {
  expect(partsOf('virtual.web[2].server."sql1.example.com".weight')).toEqual([
    'virtual',
    'web[2]',
    'server',
    'sql1.example.com',
    'weight',
  ])
  expect(partsOf('keepalive')).toEqual(['keepalive'])
  expect(partsOf('a..b')).toBeNull()
})

test('each finding leads to the field that holds it', () => {
  expect(fieldHref(at('virtual.web.port'))).toBe('/virtual-servers/web#field-port')
  expect(fieldHref(at('virtual.web.expect'))).toBe('/virtual-servers/web/scripts#field-expect')
  expect(fieldHref(at('virtual.web.server."a.b".weight'))).toBe('/virtual-servers/web/servers/a.b#field-weight')
  expect(fieldHref(at('virtual.web[2]'))).toBe('/virtual-servers/web%5B2%5D')
  expect(fieldHref(at('tcp_timeout'))).toBe('/global#field-tcp_timeout')
})

test('what no panel holds has no link', () => {
  expect(fieldHref(at(''))).toBeNull()
  expect(fieldHref(at('deadtime'))).toBeNull()
  expect(fieldHref(at('net.ipv4.ip_forward', 'lvs.sysctl'))).toBeNull()
})

test('a virtual server that is called like a page of the panel is still reached', () => {
  expect(virtualHref('web')).toBe('/virtual-servers/web')
  expect(virtualHref('new')).not.toBe('/virtual-servers/new')
})
