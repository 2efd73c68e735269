import { expect, test } from 'vitest'
import { hasText, LANGUAGES, sayCode } from '../text'
import { edit, PROBLEMS, type Problem, read, sayingOf, type World } from './index'

const world: World = { tcpPorts: { http: 80, https: 443 }, hosts: { sql1: '10.0.0.21' } }
const find = (text: string) => read(text, world).problems
const place = (p: Problem) => `${p.line}:${p.column} ${p.code} ${p.path}`

const V = 'virtual web {\n active = 1\n address = 192.0.2.10 eth0:1\n'
const direct = `network = direct\n${V}`
const lines = (...text: string[]) => `${text.join('\n')}\n`
const block = (name: string, ...text: string[]) =>
  lines(`virtual ${name} {`, ' active = 1', ...text.map((t) => ` ${t}`), '}')
const server = (address: string, ...text: string[]) => [
  `server ${address} {`,
  `address = ${address}`,
  'active = 1',
  ...text,
  '}',
]

/** For each code a file that has it, and where it must stand. Codes of edits follow below. */
const CASES: Record<string, [string, string]> = {
  UNKNOWN_KEY: ['keepalife = 3\n', '1:1 UNKNOWN_KEY keepalife'],
  KEY_ELSEWHERE: [`${V} keepalive = 3\n}\n`, '4:2 KEY_ELSEWHERE virtual.web.keepalive'],
  UNKNOWN_BLOCK: ['virtuel web {\n port = 80\n}\n', '1:1 UNKNOWN_BLOCK '],
  COMMENT_SIGN: ['// a comment\n', '1:1 COMMENT_SIGN //'],
  EQUALS_MISSING: ['keepalive 6\n', '1:1 EQUALS_MISSING keepalive'],
  VALUE_MISSING: ['keepalive =\n', '1:12 VALUE_MISSING keepalive'],
  TOO_MANY_WORDS: [`${V} send = GET /\n}\n`, '4:13 TOO_MANY_WORDS virtual.web.send'],
  QUOTE_NOT_CLOSED: [`${V} send = "GET /\n}\n`, '4:9 QUOTE_NOT_CLOSED virtual.web.send'],
  LIST_EXPECTED: [`${V} dirs = /a\n}\n`, '4:9 LIST_EXPECTED virtual.web.dirs'],
  CONTROL_CHARACTER: [`${V} send = "a\x07b"\n}\n`, '4:9 CONTROL_CHARACTER virtual.web.send'],
  NAME_MISSING: ['virtual {\n}\n', '1:9 NAME_MISSING virtual.""'],
  NAME_NEEDS_QUOTES: ['virtual my web {\n}\n', '1:9 NAME_NEEDS_QUOTES virtual."my web"'],
  BRACE_MISSING: ['virtual web\n active = 1\n}\n', '1:9 BRACE_MISSING virtual.web'],
  TEXT_AFTER_BRACE: ['virtual web { active = 1 }\n', '1:9 TEXT_AFTER_BRACE '],
  BLOCK_MISPLACED: ['virtual a {\nvirtual b {\n}\n', '2:1 BLOCK_MISPLACED virtual.b'],
  BRACE_STRAY: ['}\n', '1:1 BRACE_STRAY '],
  BLOCK_OPEN_AT_END: [V, '1:1 BLOCK_OPEN_AT_END virtual.web'],
  TEXT_AFTER_CLOSE: [`${V}} web\n`, '4:3 TEXT_AFTER_CLOSE virtual.web'],
  NOT_A_NUMBER: ['keepalive = 6s\n', '1:13 NOT_A_NUMBER keepalive'],
  OUT_OF_RANGE: ['syncd_id = 256\n', '1:12 OUT_OF_RANGE syncd_id'],
  NOT_A_BOOLEAN: ['backup_active = yes\n', '1:17 NOT_A_BOOLEAN backup_active'],
  NOT_A_PORT: [`${V} port = htpp\n}\n`, '4:9 NOT_A_PORT virtual.web.port'],
  NOT_AN_ADDRESS: ['primary = 10.0.0.256\n', '1:11 NOT_AN_ADDRESS primary'],
  ADDRESS_ZERO: ['primary = 0.0.0.0\n', '1:11 ADDRESS_ZERO primary'],
  DEVICE_MISSING: ['nat_router = 10.0.0.1\n', '1:14 DEVICE_MISSING nat_router'],
  NOT_AN_INTERFACE: ['nat_router = 10.0.0.1 -eth0\n', '1:23 NOT_AN_INTERFACE nat_router'],
  NOT_A_MASK: ['nat_nmask = mask\n', '1:13 NOT_A_MASK nat_nmask'],
  MASK_HOLES: ['nat_nmask = 255.0.255.0\n', '1:13 MASK_HOLES nat_nmask'],
  NOT_A_CHOICE: ['network = direkt\n', '1:11 NOT_A_CHOICE network'],
  SCHEDULER_FLAG: [`${V} scheduler = mh,sh-port\n}\n`, '4:14 SCHEDULER_FLAG virtual.web.scheduler'],
  OPS_NEEDS_UDP: [`${V} protocol = tcp,ops\n}\n`, '4:13 OPS_NEEDS_UDP virtual.web.protocol'],
  NOT_A_REGEX: [`${V} use_regex = 1\n expect = "220 (ready"\n}\n`, '5:11 NOT_A_REGEX virtual.web.expect'],
  SAME_SERVICE: [
    block('a', 'address = 10.0.0.9 eth0') + block('b', 'address = 10.0.0.9 eth0'),
    '7:12 SAME_SERVICE virtual.b.address',
  ],
  SAME_SERVER: [
    direct +
      lines(
        ...server('10.0.0.1', 'port = 80'),
        'server two {',
        'address = 10.0.0.1',
        'active = 1',
        'port = 81',
        '}',
        '}',
      ),
    '11:11 SAME_SERVER virtual.web.server.two.address',
  ],
  MARK_UNEQUAL: [
    block('a', 'address = 10.0.0.9 eth0', 'fwmark = 1', 'persistent = 60') +
      block('b', 'address = 10.0.0.9 eth0', 'fwmark = 1', 'port = 443', 'persistent = 30'),
    '12:15 MARK_UNEQUAL virtual.b.persistent',
  ],
  MARK_COVERS: [
    block('a', 'address = 10.0.0.9 eth0', 'fwmark = 1') + block('b', 'address = 10.0.0.9 eth0', 'port = 80'),
    '9:9 MARK_COVERS virtual.b.port',
  ],
  VIP_TWO_DEVICES: [
    block('a', 'address = 10.0.0.9 eth0:1') + block('b', 'address = 10.0.0.9 eth1:1', 'port = 81'),
    '7:12 VIP_TWO_DEVICES virtual.b.address',
  ],
  VIP_TWO_MASKS: [
    block('a', 'address = 10.0.0.9 eth0:1', 'vip_nmask = 255.255.255.0') +
      block('b', 'address = 10.0.0.9 eth0:1', 'port = 81'),
    '8:12 VIP_TWO_MASKS virtual.b.address',
  ],
  FAMILY_MIXED: [
    direct + lines(...server('2001:db8::1'), '}'),
    '6:11 FAMILY_MIXED virtual.web.server.2001:db8::1.address',
  ],
  PORT_ZERO: [`${V} port = 0\n}\n`, '4:9 PORT_ZERO virtual.web.port'],
  NAT_NO_ROUTER: ['network = nat\n', '1:11 NAT_NO_ROUTER nat_router'],
  MARK_NO_PERSISTENCE: [`${V} fwmark = 1\n}\n`, '4:11 MARK_NO_PERSISTENCE virtual.web.fwmark'],
  BACKUP_MISSING: ['backup_active = 1\n', '1:17 BACKUP_MISSING backup'],
  DEADTIME_SHORT: ['deadtime = 2\n', '1:12 DEADTIME_SHORT deadtime'],
  NO_ACTIVE_VIRTUAL: ['', '1:1 NO_ACTIVE_VIRTUAL '],
  SERVER_PORT_IGNORED: [
    direct + lines(...server('10.0.0.1', 'port = 8080'), '}'),
    '8:8 SERVER_PORT_IGNORED virtual.web.server."10.0.0.1".port',
  ],
  MARK_SERVER_PORT: [
    V + lines('fwmark = 1', ...server('10.0.0.1', 'port = 8080'), '}'),
    '8:8 MARK_SERVER_PORT virtual.web.server."10.0.0.1".port',
  ],
  VIP_MISSING: ['virtual web {\n active = 1\n address = 0.0.0.0 eth0:1\n}\n', '3:12 VIP_MISSING virtual.web.address'],
  SERVER_ADDRESS_MISSING: [`${V} server a {\n active = 1\n }\n}\n`, '4:9 SERVER_ADDRESS_MISSING virtual.web.server.a'],
  EXPECT_MISSING: [`${V} send_program = /bin/x\n}\n`, '4:17 EXPECT_MISSING virtual.web.send_program'],
  LABEL_IGNORED: ['nat_router = 2001:db8::1 eth0:1\n', '1:26 LABEL_IGNORED nat_router'],
  DUPLICATE_KEY: ['keepalive = 2\nkeepalive = 3\n', '2:1 DUPLICATE_KEY keepalive'],
  DUPLICATE_NAME: [`${V}}\nvirtual web {\n}\n`, '5:9 DUPLICATE_NAME virtual.web[2]'],
  GUI_ONLY_KEY: [`${V} deadtime = 5\n}\n`, '4:2 GUI_ONLY_KEY virtual.web.deadtime'],
  SERVICE_FOS: ['service = fos\n', '1:11 SERVICE_FOS service'],
  FAILOVER_NOT_RUN: ['failover f {\n}\n', '1:10 FAILOVER_NOT_RUN failover.f'],
  NUMBER_FORM: ['keepalive = 010\n', '1:13 NUMBER_FORM keepalive'],
  SWITCH_NOT_01: ['monitor_links = 2\n', '1:17 SWITCH_NOT_01 monitor_links'],
  ADDRESS_FORM: ['primary = 10.1\n', '1:11 ADDRESS_FORM primary'],
  MASK_FORM: ['nat_nmask = 0xffffff00\n', '1:13 MASK_FORM nat_nmask'],
  SINGLE_QUOTES: [`${V} send = 'GET /'\n}\n`, '4:9 SINGLE_QUOTES virtual.web.send'],
  TOO_LONG: [`${V} send = "${'x'.repeat(256)}"\n}\n`, '4:9 TOO_LONG virtual.web.send'],
  SERVER_BEFORE_PORT: [`${V} server a {\n }\n port = 81\n}\n`, '4:9 SERVER_BEFORE_PORT virtual.web.server.a'],
  BOM: ['\xef\xbb\xbfkeepalive = 3\n', '1:1 BOM '],
  CRLF: ['keepalive = 3\r\n', '1:14 CRLF '],
  GLUED_EQUALS: ['keepalive=3\n', '1:1 GLUED_EQUALS keepalive'],
  GLUED_BRACE: ['virtual web{\n}\n', '1:9 GLUED_BRACE virtual.web'],
  BRACE_NEXT_LINE: ['virtual web\n{\n}\n', '2:1 BRACE_NEXT_LINE virtual.web'],
  TRAILING_COMMENT: ['keepalive = 3 # s\n', '1:15 TRAILING_COMMENT keepalive'],
  QUOTED_WORD: ['virtual "web" {\n}\n', '1:9 QUOTED_WORD virtual.web'],
  QUOTES_INSIDE: [`${V} send = "GET \\"x\\" y"\n}\n`, '4:9 QUOTES_INSIDE virtual.web.send'],
  BEYOND_PIRANHA: ['nat_nmask = 24\n', '1:13 BEYOND_PIRANHA nat_nmask'],
  MORE_PROBLEMS: ['x = 1\n'.repeat(1500), '1:1 MORE_PROBLEMS '],
}

/** Problems that only an edit has. */
const EDITS: Record<string, Parameters<typeof edit>[1][number]> = {
  PATH_SYNTAX: { do: 'set', path: 'a.b.c.d', value: '1' },
  NOT_THERE: { do: 'remove', path: 'virtual.shop' },
  NAME_TAKEN: { do: 'add', path: 'virtual.web' },
  NAME_REFUSED: { do: 'rename', path: 'virtual.web', name: 'a}' },
  VALUE_REFUSED: { do: 'set', path: 'debug_level', value: '\ud800' },
  NOT_A_BLOCK: { do: 'add', path: 'keepalive' },
  NOT_A_KEY: { do: 'set', path: 'virtual.web', value: '1' },
}

/** Throws where a sentence needs a parameter that the problem does not carry. */
function say(problem: Problem): string[] {
  const { code, params } = sayingOf(problem)
  return LANGUAGES.map((language) => sayCode(language, code, params))
}

test('every code has a case here and a sentence', () => {
  expect([...Object.keys(CASES), ...Object.keys(EDITS)].sort()).toEqual(Object.keys(PROBLEMS).sort())
  for (const code of Object.keys(PROBLEMS)) expect([code, hasText(`lvscf.${code}`)]).toEqual([code, true])
})

for (const [code, [text, where]] of Object.entries(CASES))
  test(`${code}: found where it stands, said with its parameters`, () => {
    const problems = find(text)
    expect(problems.map(place)).toContain(where)
    const severity = PROBLEMS[code as keyof typeof PROBLEMS]
    if (code !== 'MORE_PROBLEMS') expect(problems.find((p) => p.code === code)?.severity).toBe(severity)
    for (const problem of problems) for (const sentence of say(problem)) expect(sentence).not.toMatch(/\{\w+[,}]/)
  })

for (const [code, one] of Object.entries(EDITS))
  test(`${code}: an edit that is refused`, () => {
    const { text, problems } = edit(`${V}}\n`, [one])
    expect(text).toBe(`${V}}\n`)
    expect(problems.map((p) => p.code)).toEqual([code])
    for (const problem of problems) expect(say(problem)).toHaveLength(2)
  })

test('a file without anything odd has no problem; a mark pair that agrees neither', () => {
  const pair = (name: string, port: number) =>
    block(name, 'address = 10.0.0.9 eth0:1', 'fwmark = 80', `port = ${port}`, 'persistent = 60', ...server('10.0.0.1'))
  expect(find(`network = direct\n${pair('http', 80)}${pair('https', 443)}`)).toEqual([])
})

test('a weight that differs in one member of a mark is one error, whatever the order of the servers', () => {
  const pair = (name: string, port: number, ...servers: string[]) =>
    block(name, 'address = 10.0.0.9 eth0:1', 'fwmark = 80', `port = ${port}`, 'persistent = 60', ...servers)
  const first = pair('http', 80, ...server('10.0.0.1'), ...server('10.0.0.2', 'weight = 2'))
  const same = pair('https', 443, ...server('10.0.0.2', 'weight = 2'), ...server('10.0.0.1'))
  const other = pair('https', 443, ...server('10.0.0.2', 'weight = 3'), ...server('10.0.0.1'))
  expect(find(`network = direct\n${first}${same}`)).toEqual([])
  expect(find(`network = direct\n${first}${other}`).map((p) => [p.code, p.path, p.params?.what])).toEqual([
    ['MARK_UNEQUAL', 'virtual.https', 'servers'],
  ])
})

test('an inactive block clashes with nothing', () => {
  const twice =
    block('a', 'address = 10.0.0.9 eth0:1') +
    block('b', 'address = 10.0.0.9 eth0:1').replace('active = 1', 'active = 0')
  expect(find(`network = direct\n${twice}`)).toEqual([])
})

test('problems come in the order of the file, all at once', () => {
  const text = 'keepalive = 6s\nfoo = 1\nvirtual web {\n port = 99999\n scheduler = x\n}\n'
  expect(find(text).map((p) => p.code)).toEqual([
    'NO_ACTIVE_VIRTUAL',
    'NOT_A_NUMBER',
    'UNKNOWN_KEY',
    'OUT_OF_RANGE',
    'NOT_A_CHOICE',
  ])
})

test('names of the world are read where Piranha read them', () => {
  const { config } = read(`primary = sql1\nheartbeat_port = https\n${V} port = http\n}\n`, world)
  expect(config.global).toEqual({ primary: '10.0.0.21', heartbeat_port: 443 })
  expect(config.virtuals[0]?.values.port).toBe(80)
})

/** Errors that several places have together, of a file in which single values cannot be read. */
const clashes = (text: string) =>
  find(text)
    .filter(
      (p) => p.severity === 'error' && ['SAME', 'MARK', 'VIP', 'FAMILY', 'PORT_ZERO'].some((s) => p.code.startsWith(s)),
    )
    .map((p) => `${p.code} ${p.path}`)

const V1 = 'address = 10.0.0.9 eth0'
test.each([
  ['a server of it', server('10.0.0.1', 'weight = many')],
  ['a time of it', ['timeout = soon']],
  ['its scheduler', ['scheduler = fast']],
])('the same service twice is found although %s cannot be read', (_what, broken) => {
  for (const [first, second] of [
    [broken, []],
    [[], broken],
    [broken, broken],
  ] as const)
    expect(clashes(block('a', V1, ...first) + block('b', V1, ...second))).toEqual(['SAME_SERVICE virtual.b.address'])
})

test.each([
  ['port = x', ['port = x']],
  ['protocol = x', ['protocol = x']],
  ['fwmark = x', ['fwmark = x']],
  ['address = x eth0', ['address = x eth0']],
])('nothing is concluded from a value that cannot be read: %s', (_what, broken) => {
  expect(clashes(block('a', V1, ...broken) + block('b', V1))).toEqual([])
  expect(clashes(block('a', V1) + block('b', V1, ...broken))).toEqual([])
})

test('what a value that cannot be read has nothing to do with is compared', () => {
  const mark = [V1, 'fwmark = 1', 'persistent = 60']
  const two = (first: string[], second: string[]) =>
    clashes(block('a', ...mark, ...first) + block('b', ...mark, 'port = 443', ...second))
  expect(two(['timeout = soon'], ['scheduler = rr'])).toEqual(['MARK_UNEQUAL virtual.b.scheduler'])
  expect(two(['scheduler = fast'], ['scheduler = rr', ...server('10.0.0.1')])).toEqual(['MARK_UNEQUAL virtual.b'])
  expect(two(server('10.0.0.1', 'weight = x'), server('10.0.0.1', 'weight = 2'))).toEqual([])
  expect(two(server('10.0.0.1', 'port = x'), server('10.0.0.1', 'weight = 2'))).toEqual(['MARK_UNEQUAL virtual.b'])
  const masks = (first: string, second: string) =>
    clashes(block('a', V1, first) + block('b', 'address = 10.0.0.9 eth1', 'port = 443', second))
  expect(masks('vip_nmask = x', 'vip_nmask = 255.255.255.0')).toEqual(['VIP_TWO_DEVICES virtual.b.address'])
  expect(clashes(block('a', V1, 'port = 0', 'persistent = x'))).toEqual([])
  const servers = (...text: string[]) => clashes(lines('virtual a {', 'active = 1', V1, ...text, '}'))
  expect(servers(...server('10.0.0.1', 'port = x'), ...server('10.0.0.1'))).toEqual([])
  expect(servers(...server('10.0.0.1', 'weight = x'), ...server('10.0.0.1'))).toEqual([
    'SAME_SERVER virtual.a.server."10.0.0.1"[2].address',
  ])
})

test('an expression that the checks cannot use: with what is wrong, and only where it counts', () => {
  const regex = (expect: string, use = '1') =>
    find(lines('virtual a {', `use_regex = ${use}`, `expect = ${expect}`, '}'))
  const errors = (...of: [string, string?]) => regex(...of).filter((p) => p.severity === 'error')
  expect(errors('"(x)\\1"')[0]?.params).toMatchObject({ kind: 'syntax', detail: expect.stringContaining('\\1') })
  expect(errors('a{900}')[0]?.params).toEqual({ kind: 'too-big', detail: expect.stringMatching(/^\d+$/) })
  expect(errors('*').map((p) => p.code)).toEqual(['NOT_A_REGEX'])
  expect(errors('"(x"', '0')).toEqual([])
  expect(errors('"(x"', 'maybe').map((p) => p.code)).toEqual(['NOT_A_BOOLEAN'])
  expect(errors('"^220 .*[rR]eady|OK"')).toEqual([])
  expect(find(lines('virtual a {', 'use_regex = 1', '}')).filter((p) => p.severity === 'error')).toEqual([])
  for (const found of [...errors('"(x"'), ...errors('a{900}')])
    for (const language of LANGUAGES)
      expect(sayCode(language, sayingOf(found).code, sayingOf(found).params)).not.toContain('{')
  const long = errors(`"${'('.repeat(5000)}"`)[0]?.params?.detail
  expect(String(long).length).toBeLessThan(200)
})
