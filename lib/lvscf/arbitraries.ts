import fc from 'fast-check'
import type { GlobalValues, LvsConfig, ServerValues, Virtual, VirtualValues } from './model'
import { SCHEDULER_WORDS } from './model'
import { SCHEDULER_FLAGS, SECONDS_MAX } from './schema'

/** Generators for the property tests of this folder. */

const words = 'virtual server failover a web { } = " # port active address 10.0.0.1 eth0:1 80 [ ] \xff \xef\xbb\xbf'
const pieces = [...words.split(' '), "'", ' ', '\t', '\n', '\r\n', '\r', '\0', '\v', '\\', ' = ', '\n}\n']

/** Texts: bytes of any kind, and heaps of what an lvs.cf is made of. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.uint8Array({ maxLength: 200 }).map((bytes) => String.fromCharCode(...bytes)),
  fc.array(fc.constantFrom(...pieces), { maxLength: 80 }).map((words) => words.join('')),
)

const PIRANHA = ['lc', 'rr', 'wlc', 'wrr', 'lblc', 'lblcr', 'dh', 'sh'] as const

const four = fc.tuple(fc.integer({ min: 1, max: 254 }), fc.nat(255)).map(([a, b]) => `10.0.${b}.${a}`)
const six = fc.integer({ min: 1, max: 0xffff }).map((n) => `2001:db8::${n.toString(16)}`)
/** `old`: nothing beyond Piranha, so no IPv6, its eight schedulers, and one kind of quotes in a text. */
function configs(old: boolean): fc.Arbitrary<LvsConfig> {
  const address = old ? four : fc.oneof(four, six)
  const device = fc.constantFrom('eth0', 'eth0:1', 'bond0.12:web', 'a'.repeat(15))
  const onDevice = fc.record({ address, device })
  const mask = fc.integer({ min: 0, max: 32 })
  const seconds = fc.integer({ min: 1, max: 86400 })
  const chars = fc.constantFrom(...'aB9 \t"\'#={}\\./*é中🐟%')
  const text = fc.array(old ? chars.filter((c) => c !== '"') : chars, { maxLength: 12 }).map((list) => list.join(''))
  const word = fc
    .array(
      chars.filter((c) => !'\t "\''.includes(c)),
      { minLength: 1, maxLength: 8 },
    )
    .map((list) => list.join(''))
  /** A name that lvs.cf can hold: not both kinds of quotes behind a blank, not a quote at the front of a single word. */
  const name = fc.oneof(word, fc.constantFrom('[unnamed]', 'my server', "bob's", 'a "b" c', '#1', '=', '-x', '1.2.3.4'))

  const global: fc.Arbitrary<GlobalValues> = fc.record(
    {
      serial_no: fc.nat(2147483647),
      primary: address,
      primary_private: address,
      primary_shared: word,
      service: fc.constantFrom('lvs', 'fos'),
      rsh_command: word,
      backup_active: fc.boolean(),
      backup: address,
      backup_private: address,
      backup_shared: word,
      heartbeat: fc.boolean(),
      heartbeat_port: fc.integer({ min: 1, max: 65535 }),
      keepalive: seconds,
      deadtime: seconds,
      network: fc.constantFrom('nat', 'direct', 'tunnel'),
      nat_router: onDevice,
      nat_nmask: mask,
      reservation_conflict_action: fc.constantFrom('nothing', 'preempt'),
      debug_level: word,
      active_cmd: text,
      inactive_cmd: text,
      monitor_links: fc.boolean(),
      syncdaemon: fc.boolean(),
      syncd_iface: fc.constantFrom('eth0', 'bond0.12'),
      syncd_id: fc.nat(255),
      tcp_timeout: fc.nat(SECONDS_MAX),
      tcpfin_timeout: fc.nat(SECONDS_MAX),
      udp_timeout: fc.nat(SECONDS_MAX),
      hard_shutdown: fc.boolean(),
      ipvsadm: word,
      sync: fc.boolean(),
    },
    { requiredKeys: [] },
  )

  const scheduler = fc
    .constantFrom(...(old ? PIRANHA : SCHEDULER_WORDS))
    .chain((word) =>
      fc
        .subarray(SCHEDULER_FLAGS.filter((flag) => !old && flag.startsWith(`${word}-`)))
        .map((flags) => ({ name: word, flags: [...flags] })),
    )

  const virtual: fc.Arbitrary<VirtualValues> = fc.record(
    {
      active: fc.boolean(),
      address: onDevice,
      sorry_server: address,
      vip_nmask: mask,
      fwmark: fc.nat(0xffffffff),
      protocol: fc.constantFrom({ name: 'tcp', ops: false }, { name: 'udp', ops: false }, { name: 'udp', ops: !old }),
      port: fc.nat(65535),
      forward: old ? fc.constant(undefined) : fc.constantFrom('nat', 'direct', 'tunnel'),
      scheduler,
      persistent: fc.nat(SECONDS_MAX),
      pmask: mask,
      client_monitor: word,
      send_program: text,
      send: text,
      expect: text,
      use_regex: fc.boolean(),
      load_monitor: word,
      timeout: seconds,
      reentry: fc.nat(SECONDS_MAX),
      quiesce_server: fc.boolean(),
      start_cmd: text,
      stop_cmd: text,
      master: address,
      dirs: fc.array(word, { maxLength: 3 }),
    },
    { requiredKeys: [] },
  )

  const server: fc.Arbitrary<ServerValues> = fc.record(
    { address, active: fc.boolean(), weight: fc.nat(65535), port: fc.integer({ min: 1, max: 65535 }) },
    { requiredKeys: [] },
  )

  const block: fc.Arbitrary<Virtual> = fc.record({
    name,
    values: virtual,
    servers: fc.array(fc.record({ name, values: server }), { maxLength: 3 }),
  })

  return fc.record({
    global,
    virtuals: fc.array(block, { maxLength: 3 }),
    failovers: fc.array(block, { maxLength: 2 }),
  })
}

/** Configurations of every kind, and those that use nothing beyond Piranha. */
export const anyConfig = configs(false)
export const piranhaConfig = configs(true)

const eol = fc.constantFrom('\n', '\r\n')
const filler = fc.constantFrom('', '', '# comment', '   # {', '\t')
const indent = fc.constantFrom('', ' ', '     ', '\t')
const equals = fc.constantFrom(' = ', '\t=\t', '   =  ', '=', ' =')
const port = fc.constantFrom('port{}80', 'port{}"80"', 'port{}0x50', 'port{}80 # web', '')
const expected = fc.constantFrom('expect{}"HTTP"', 'expect{}"HT TP"', "expect{}'HT TP'", 'expect{}HTTP', '')

/** Files as people write them: odd spacing, comments, line ends, values in every spelling, with `virtual web` and its server `one`. */
export const messyFile: fc.Arbitrary<string> = fc
  .tuple(
    eol,
    indent,
    equals,
    port,
    expected,
    fc.array(filler, { minLength: 4, maxLength: 4 }),
    fc.boolean(),
    fc.boolean(),
  )
  .map(([eol, indent, equals, port, expected, fillers, other, newline]) => {
    const set = (line: string) => (line === '' ? [] : [`${indent}${line.replace('{}', equals)}`])
    const lines = [
      fillers[0] ?? '',
      `primary${equals}10.0.0.1`,
      fillers[1] ?? '',
      'virtual web {',
      ...set('active{}1'),
      ...set(port),
      fillers[2] ?? '',
      ...set(expected),
      `${indent}server one {`,
      ...set('address{}10.0.0.21'),
      `${indent}}`,
      '}',
      ...(other ? ['virtual other {', '}'] : []),
      fillers[3] ?? '# end',
    ]
    return lines.join(eol) + (newline ? eol : '')
  })
