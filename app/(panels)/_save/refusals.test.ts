import { expect, test } from 'vitest'
import { refusals } from './refusals'

const TEXT = `keepalive = soon
virtual a {
     active = 1
     address = 192.0.2.1 eth0:1
     port = 80
}
virtual b {
     active = 0
     address = 192.0.2.1 eth0:1
     port = 80
}
`
const activate = (value: string) => [{ do: 'set' as const, path: 'virtual.b.active', value }]

test('a service that is there already cannot be activated a second time, and it is said why', () => {
  expect(refusals(TEXT, activate('1'), {}).map((one) => one.code)).toEqual(['SAME_SERVICE'])
})

test('an error that stands in the file anyway refuses nothing', () => {
  expect(refusals(TEXT, activate('0'), {})).toEqual([])
  expect(refusals(TEXT, [{ do: 'remove', path: 'virtual.b' }], {})).toEqual([])
})
