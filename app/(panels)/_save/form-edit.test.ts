import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { edit } from '@/lib/lvscf'
import { GLOBAL_PANEL } from '../global/panel'
import {
  NEW_SERVER_PANEL,
  NEW_VIRTUAL_PANEL,
  SCRIPTS_PANEL,
  SERVER_PANEL,
  VIRTUAL_PANEL,
} from '../virtual-servers/panel'
import { shown } from './changes'
import { configFile } from './file'
import { intend } from './intend'
import { type Panel, rawIn } from './panel'

/** Comments, tabs, odd spacing, an unknown key, a duplicate name: what must survive an edit byte for byte. */
const FILE = `# two routers; do not touch line 3
serial_no = 7
 primary  =\t192.0.2.7
network = nat
nat_router = 10.0.0.1 eth1:1
tcp_timeout = 900

virtual web {
	active = 1
	address =   192.0.2.10   eth0:1
	# the old port was 8080
	port  =  80
	scheduler = fastest
	send = "GET / HTTP/1.0\\r\\n\\r\\n"
	expect = "HTTP"
	timeout = 6
	server one {
		address = 10.0.0.2
		active = 1
		weight = 1
	}
	server sql1.example.com {
		address = 10.0.0.3
		weight = 2
	}
}
virtual dns {
     address = 192.0.2.53 eth0:2
     port = 53
     protocol = udp
}
virtual dns {
     address = 192.0.2.54 eth0:3
     port = 53x
     protocol = udp
}
`

/** What a form of `panel` shows, with `typed` in it, does to the file. */
function accept(panel: Panel, at: string[], typed: Record<string, string>, text = FILE) {
  const file = configFile(text, {})
  const target = panel.target(file, at)
  if (!target) throw new Error(`no such block: ${at.join()}`)
  const raw = rawIn(file, target)
  const posted = { ...shown(panel.bindings, raw), name: target.naming?.current ?? '', ...typed }
  const wish = intend(target, panel.bindings, raw, posted)
  const done = wish.problems.length === 0 ? edit(text, wish.edits) : { text, problems: [] }
  const errors = done.problems.filter((one) => one.severity === 'error')
  return { ...wish, text: done.text, errors }
}

/** Lines that are not in both texts. */
function changedLines(after: string): { gone: string[]; come: string[] } {
  const [old, now] = [FILE.split('\n'), after.split('\n')]
  return { gone: old.filter((line) => !now.includes(line)), come: now.filter((line) => !old.includes(line)) }
}

describe('one field, one line', () => {
  test.each<[string, Panel, string[], Record<string, string>, string[], string[]]>([
    ['primary', GLOBAL_PANEL, [], { primary: '192.0.2.9' }, [' primary  =\t192.0.2.7'], [' primary  =\t192.0.2.9']],
    ['network', GLOBAL_PANEL, [], { network: 'direct' }, ['network = nat'], ['network = direct']],
    [
      'NAT device',
      GLOBAL_PANEL,
      [],
      { nat_device: 'eth1:2' },
      ['nat_router = 10.0.0.1 eth1:1'],
      ['nat_router = 10.0.0.1 eth1:2'],
    ],
    ['blank timeout', GLOBAL_PANEL, [], { tcp_timeout: '' }, ['tcp_timeout = 900'], []],
    ['private IP', GLOBAL_PANEL, [], { primary_private: '10.0.0.7' }, [], [' primary_private =\t10.0.0.7']],
    ['port', VIRTUAL_PANEL, ['web'], { port: '8080' }, ['\tport  =  80'], ['\tport  =  8080']],
    [
      'VIP',
      VIRTUAL_PANEL,
      ['web'],
      { vip: '192.0.2.11' },
      ['\taddress =   192.0.2.10   eth0:1'],
      ['\taddress =   192.0.2.11   eth0:1'],
    ],
    ['name', VIRTUAL_PANEL, ['web'], { name: 'shop' }, ['virtual web {'], ['virtual shop {']],
    ['second of a name', VIRTUAL_PANEL, ['dns[2]'], { port: '5353' }, ['     port = 53x'], ['     port = 5353']],
    ['real server', SERVER_PANEL, ['web', 'sql1.example.com'], { weight: '5' }, ['\t\tweight = 2'], ['\t\tweight = 5']],
    ['expect', SCRIPTS_PANEL, ['web'], { expect: 'OK' }, ['\texpect = "HTTP"'], ['\texpect = "OK"']],
    ['blank send', SCRIPTS_PANEL, ['web'], { send: '' }, ['\tsend = "GET / HTTP/1.0\\r\\n\\r\\n"'], []],
  ])('%s', (_what, panel, at, typed, gone, come) => {
    const done = accept(panel, at, typed)
    expect(done.errors).toEqual([])
    expect(done.problems).toEqual([])
    expect(changedLines(done.text)).toEqual({ gone, come })
  })

  test.each<[string, Panel, string[]]>([
    ['global', GLOBAL_PANEL, []],
    ['virtual server', VIRTUAL_PANEL, ['web']],
    ['a virtual server with an error', VIRTUAL_PANEL, ['dns[2]']],
    ['real server', SERVER_PANEL, ['web', 'one']],
    ['monitoring scripts', SCRIPTS_PANEL, ['web']],
  ])('accepting %s untouched changes no byte', (_what, panel, at) => {
    const done = accept(panel, at, {})
    expect(done.edits).toEqual([])
    expect(done.text).toBe(FILE)
  })
})

describe('adding', () => {
  test('a virtual server has all that Piranha’s ADD wrote, in its order', () => {
    const done = accept(NEW_VIRTUAL_PANEL, [], { name: 'shop', vip: '192.0.2.99', device: 'eth0:4', scheduler: 'wrr' })
    expect(done.errors).toEqual([])
    expect(done.text.startsWith(FILE)).toBe(true)
    const keys = [...done.text.slice(FILE.length).matchAll(/^\s+(\w+) = (.*)$/gm)].map((one) => `${one[1]}=${one[2]}`)
    expect(keys).toEqual([
      'active=0',
      'address=192.0.2.99 eth0:4',
      'port=80',
      'send="GET / HTTP/1.0\\r\\n\\r\\n"',
      'expect="HTTP"',
      'use_regex=0',
      'load_monitor=none',
      'scheduler=wrr',
      'protocol=tcp',
      'timeout=6',
      'reentry=15',
      'quiesce_server=0',
    ])
  })

  test('a real server starts inactive with weight 1', () => {
    const done = accept(NEW_SERVER_PANEL, ['web'], { name: 'two', address: '10.0.0.4' })
    expect(done.errors).toEqual([])
    expect(done.path).toBe('virtual.web.server.two')
    expect(configFile(done.text, {}).config.virtuals[0]?.servers[2]).toEqual({
      name: 'two',
      values: { address: '10.0.0.4', active: false, weight: 1 },
    })
  })

  test('a name is needed, and one that is free', () => {
    const code = (name: string) => accept(NEW_VIRTUAL_PANEL, [], { name, vip: '192.0.2.99', device: 'eth0:4' }).problems
    expect(code('  ')).toMatchObject([{ field: 'name', code: 'NAME_NEEDED' }])
    expect(code('dns')).toMatchObject([{ field: 'name', code: 'NAME_TAKEN' }])
    expect(accept(VIRTUAL_PANEL, ['web'], { name: 'dns' }).problems).toMatchObject([{ code: 'NAME_TAKEN' }])
  })
})

describe('hostile values', () => {
  const HOSTILE = [
    'a\nactive = 1',
    'a\u0000b',
    '}',
    '{',
    'web {',
    '"',
    "'",
    'a"b',
    '-x',
    '#',
    '\ud800',
    'x'.repeat(301),
  ]
  const FORMS: [string, Panel, string[]][] = [
    ['global', GLOBAL_PANEL, []],
    ['virtual', VIRTUAL_PANEL, ['web']],
    ['server', SERVER_PANEL, ['web', 'one']],
    ['scripts', SCRIPTS_PANEL, ['web']],
    ['new virtual', NEW_VIRTUAL_PANEL, []],
    ['new server', NEW_SERVER_PANEL, ['web']],
  ]

  test.each(FORMS)('%s: refused with a place, or written so that exactly it is read back', (_what, panel, at) => {
    for (const field of new Set(['name', ...panel.bindings.flatMap((one) => one.fields)]))
      for (const value of HOSTILE) judge(panel, at, { [field]: value })
  })

  test('any text in any field', () => {
    const one = fc.constantFrom(...FORMS)
    const value = fc.string({ unit: 'binary', maxLength: 40 })
    fc.assert(
      fc.property(one, fc.nat(), value, ([, panel, at], pick, typed) => {
        const fields = ['name', ...panel.bindings.flatMap((binding) => binding.fields)]
        judge(panel, at, { [fields[pick % fields.length] ?? 'name']: typed })
      }),
      { numRuns: 400 },
    )
  })

  const FILLED = { name: 'fresh', vip: '192.0.2.99', device: 'eth0:4' }

  /** Either nothing changes and something is said, or the structure of the file is as it was but for what was typed. */
  function judge(panel: Panel, at: string[], typed: Record<string, string>) {
    const isNew = panel === NEW_VIRTUAL_PANEL || panel === NEW_SERVER_PANEL
    const done = accept(panel, at, isNew ? { ...FILLED, ...typed } : typed)
    if (done.problems.length > 0 || done.errors.length > 0) return expect(done.text).toBe(FILE)
    const before = configFile(FILE, {}).config.virtuals
    const after = configFile(done.text, {}).config.virtuals
    const added = panel === NEW_VIRTUAL_PANEL ? 1 : 0
    expect(after.length).toBe(before.length + added)
    const servers = (list: typeof after) => list.reduce((sum, virtual) => sum + virtual.servers.length, 0)
    expect(servers(after)).toBe(servers(before) + (panel === NEW_SERVER_PANEL ? 1 : 0))
    for (const wish of done.edits)
      if (wish.do === 'set') expect(configFile(done.text, {}).raw(renamed(wish.path, done))).toBe(wish.value)
  }

  const renamed = (path: string, done: ReturnType<typeof accept>) => {
    const rename = done.edits.find((one) => one.do === 'rename')
    return rename ? done.path + path.slice(rename.path.length) : path
  }
})
