import { expect, test } from 'vitest'
import { hasText } from '../text'
import { ROLE_FIELDS, type RoleTexts, readRole, showRole } from './role-fields'
import { ROLE_DEFAULTS } from './vrrp-settings'

const texts = (more: Partial<RoleTexts> = {}): RoleTexts => ({ ...showRole(ROLE_DEFAULTS), ...more })
const problems = (more: Partial<RoleTexts>) => {
  const read = readRole(texts(more))
  return read.ok ? [] : read.problems.map(({ field, code }) => `${field} ${code}`)
}

test('what is shown is read back as it was', () => {
  const settings = {
    from: 'vrrp' as const,
    vrrp: {
      publicId: 7,
      privateId: 8,
      priority: 120,
      others: [
        { public: '192.0.2.13', private: '198.51.100.13' },
        { public: '192.0.2.14', private: null },
      ],
    },
  }
  expect(showRole(settings).others).toBe('192.0.2.13 198.51.100.13, 192.0.2.14')
  expect(readRole(showRole(settings))).toEqual({ ok: true, settings })
  expect(readRole(texts())).toEqual({ ok: true, settings: ROLE_DEFAULTS })
})

test('blanks and empty parts say nothing', () => {
  const read = readRole(texts({ publicId: ' 9 ', priority: ' ', others: ' , 192.0.2.13 ,' }))
  expect(read).toMatchObject({ ok: true, settings: { vrrp: { publicId: 9, priority: null } } })
})

test('every problem stands at its field, in the order of the form', () => {
  expect(problems({ from: 'other', publicId: '0', privateId: '256', priority: '255', others: 'x' })).toEqual([
    'from SOURCE',
    'publicId NUMBER',
    'privateId NUMBER',
    'priority NUMBER',
    'others ADDRESS',
  ])
  expect(problems({ publicId: '-1' })).toEqual(['publicId NUMBER'])
  expect(problems({ publicId: '51x' })).toEqual(['publicId NUMBER'])
})

test('ids and addresses that are the same, routers that are none', () => {
  expect(problems({ privateId: '51' })).toEqual(['privateId SAME_ID'])
  expect(problems({ others: '192.0.2.13, 192.0.2.13' })).toEqual(['others SAME_ADDRESS'])
  expect(problems({ others: '192.0.2.13 198.51.100.13 203.0.113.1' })).toEqual(['others ROUTER'])
  expect(problems({ others: '0.0.0.0' })).toEqual(['others ADDRESS'])
  expect(problems({ others: Array.from({ length: 9 }, (_, i) => `192.0.2.${i + 20}`).join(',') })).toEqual([
    'others TOO_MANY',
  ])
})

test('every problem and field has its sentence', () => {
  const codes = ['SOURCE', 'NUMBER', 'TOO_MANY', 'ROUTER', 'ADDRESS', 'SAME_ID', 'SAME_ADDRESS']
  expect(codes.filter((code) => !hasText(`pair.role.bad.${code}`))).toEqual([])
  expect(ROLE_FIELDS.filter((field) => !hasText(`pair.role.${field}`))).toEqual([])
})
