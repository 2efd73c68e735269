import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromShown, read } from './index'
import type { Virtual } from './model'
import { readStrict } from './strict'
import type { StrictBlock, StrictValue } from './strict-model'

/** Lines as an lvs.cf has them, and lines that only look so; in every order. */
const LINES = [
  ...[
    'virtual a {',
    ' virtual "b c" {',
    'failover f {',
    'server s {',
    '\tserver "x y" {',
    'virtual a "{"',
    "server s '{'",
  ],
  ...['virtual = {', 'virtual { {', 'server } {', "virtual b'c {", 'virtual #x {', 'server = {', 'virtual "b "c" d {'],
  ...['}', '}', '}', '  } tail', '} # x', '} "', '# c', '   # {', '', '\t ', '} = {'],
  ...[
    'active = 1',
    'port = 80',
    'port = "81"',
    "port\t=\t'82'",
    'port = "83" ',
    'port =  84  ',
    'weight = 3',
    'fwmark = 0x10',
  ],
  ...[
    'expect = "a"b"',
    'expect = "a b" ',
    'expect = #x',
    'expect = ""',
    `send = 'q "r" s'`,
    'send = "a"x b"',
    'send = =',
    'expect = }',
  ],
  ...[
    'send = {',
    'expect = "a # b"',
    "expect = '\"'",
    'send = "}"',
    'expect = \t"\tx\t"',
    `send = "it's"`,
    'expect = "a b\\"',
  ],
  ...['address = 10.0.0.1 eth0:1', 'address = 10.0.0.2', 'address = 10.0.0.3 "eth0"', 'address = "10.0.0.4 " eth1'],
  ...[
    'primary = 10.0.0.9',
    'keepalive = 010',
    'service = lvs',
    'load_monitor = {',
    'rsh_command = }',
    'dirs = [ a b ]',
    'dirs = [ ]',
  ],
  ...[
    'dirs = [ "a b" c ]',
    'active_cmd = "/bin/x y"',
    "inactive_cmd = '/bin/x'",
    'debug_level = "a',
    'port = 80 # x',
    'sync = 1',
  ],
]

const text = fc.array(fc.constantFrom(...LINES), { maxLength: 14 }).map((lines) => lines.join('\n'))
/** Mostly whole: blocks with what belongs into them. */
const whole = fc
  .array(fc.tuple(fc.constantFrom(...LINES), fc.array(fc.constantFrom(...LINES), { maxLength: 5 })), { maxLength: 3 })
  .map((blocks) => blocks.flatMap(([line, inside]) => [line, 'virtual v {', ...inside, '}']).join('\n'))

/** A value of Piranha's as ours would say it; undefined for kinds that are compared elsewhere (addresses, lists). */
function comparable(value: StrictValue | undefined): string | undefined {
  if (typeof value !== 'string') return typeof value === 'number' ? String(value) : value?.device
  return /^(["']).*\1$/s.test(value) ? value.slice(1, -1) : value
}

function sameBlock(ours: Virtual, theirs: StrictBlock): void {
  expect(fromShown(ours.name)).toBe(theirs.name)
  expect(ours.servers.map((s) => fromShown(s.name))).toEqual(theirs.servers.map((s) => s.name))
  const { values } = ours
  for (const key of ['send', 'expect', 'load_monitor'] as const)
    expect([key, values[key] && fromShown(values[key])]).toEqual([key, comparable(theirs.values[key])])
  for (const key of ['port', 'fwmark'] as const) expect([key, values[key]]).toEqual([key, theirs.values[key]])
  expect(values.address?.device).toBe(comparable(theirs.values.address))
  ours.servers.forEach((server, i) => {
    expect(server.values.weight).toBe(theirs.servers[i]?.values.weight)
    if (server.values.port !== undefined) expect(server.values.port).toBe(theirs.servers[i]?.values.port)
  })
}

test('whatever Piranha reads, we read with the same meaning and without an error of syntax', () => {
  let accepted = 0
  fc.assert(
    fc.property(fc.oneof(text, whole), (text) => {
      const result = readStrict(text, {})
      fc.pre('file' in result && text !== '')
      if (!('file' in result)) return
      accepted++
      const { config, problems } = read(text)
      expect(problems.filter((p) => p.severity === 'error' && !p.code.startsWith('SAME_')).map((p) => p.code)).toEqual(
        [],
      )
      expect(config.virtuals).toHaveLength(result.file.virtuals.length)
      expect(config.failovers).toHaveLength(result.file.failovers.length)
      for (const [i, theirs] of result.file.virtuals.entries()) sameBlock(config.virtuals[i] as Virtual, theirs)
      for (const [i, theirs] of result.file.failovers.entries()) sameBlock(config.failovers[i] as Virtual, theirs)
      for (const key of ['rsh_command', 'active_cmd', 'inactive_cmd', 'service'] as const)
        expect([key, config.global[key]]).toEqual([key, comparable(result.file.global[key])])
    }),
    { numRuns: 1500, maxSkipsPerRun: 300 },
  )
  expect(accepted).toBeGreaterThan(1000)
})
