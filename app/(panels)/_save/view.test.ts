import { expect, test } from 'vitest'
import { speakerOf } from '@/app/_server/language'
import { GLOBAL_PANEL } from '../global/panel'
import {
  NEW_SERVER_PANEL,
  NEW_VIRTUAL_PANEL,
  SCRIPTS_PANEL,
  SERVER_PANEL,
  VIRTUAL_PANEL,
} from '../virtual-servers/panel'
import { configFile } from './file'
import { fieldsOf, labelKey } from './panel'
import { fieldOfPath, panelView } from './view'

const FILE = `keepalive = soon
virtual web {
     active = 1
     port = 80x
     address = 192.0.2.1 eth0/1
     fwmark = 7
     timeout = 1
}
`
const english = speakerOf('en')

test('each problem stands at its field, shown with the value as it is in the file; the others apart', () => {
  const file = configFile(FILE, {})
  const target = VIRTUAL_PANEL.target(file, ['web'])
  if (!target) throw new Error('web is in the file')
  const view = panelView(VIRTUAL_PANEL, file, target, english)
  expect(view.values).toMatchObject({ name: 'web', port: '80x', vip: '192.0.2.1', device: 'eth0/1' })
  expect(view.problems.port?.[0]?.severity).toBe('error')
  expect(view.problems.device?.[0]?.severity).toBe('error')
  expect(view.problems.vip).toBeUndefined()
  expect(view.problems.fwmark?.[0]?.severity).toBe('warning')
  expect(view.elsewhere.map((one) => one.path)).toContain('keepalive')
  expect(view.elsewhere.map((one) => one.path)).not.toContain('virtual.web.port')
  expect(JSON.parse(view.seen)).toEqual(view.values)
})

test('a block that does not exist is nobody’s', () => {
  const file = configFile(FILE, {})
  expect(VIRTUAL_PANEL.target(file, ['nope'])).toBeNull()
  expect(SERVER_PANEL.target(file, ['web', 'nope'])).toBeNull()
  expect(NEW_SERVER_PANEL.target(file, ['nope'])).toBeNull()
})

test('a finding about the whole block stands where it can be mended', () => {
  const at = (code: string, panel = VIRTUAL_PANEL, what = '') =>
    fieldOfPath(panel, 'virtual.web', { path: 'virtual.web', code, params: { what } })
  expect(at('DUPLICATE_NAME')).toBe('name')
  expect(at('VIP_MISSING')).toBe('vip')
  expect(at('SERVER_ADDRESS_MISSING', SERVER_PANEL)).toBe('address')
  expect(at('MARK_UNEQUAL', VIRTUAL_PANEL, 'servers')).toBe('fwmark')
  expect(at('MARK_UNEQUAL', VIRTUAL_PANEL, 'scheduler')).toBe('scheduler')
  expect(at('BLOCK_OPEN_AT_END')).toBeNull()
  expect(at('MARK_UNEQUAL', SCRIPTS_PANEL)).toBeNull()
  expect(fieldOfPath(VIRTUAL_PANEL, 'virtual.web', { path: 'virtual.web2.port', code: 'X' })).toBeNull()
  expect(fieldOfPath(VIRTUAL_PANEL, 'virtual.web', { path: 'virtual.web.server.a.port', code: 'X' })).toBeNull()
})

test('every field of every panel has a label', () => {
  for (const panel of [GLOBAL_PANEL, VIRTUAL_PANEL, NEW_VIRTUAL_PANEL, SERVER_PANEL, NEW_SERVER_PANEL, SCRIPTS_PANEL]) {
    const fields = fieldsOf(panel).filter((one) => one !== 'name')
    for (const field of fields) expect(english.t(labelKey(panel, field)), field).not.toBe('')
  }
})
