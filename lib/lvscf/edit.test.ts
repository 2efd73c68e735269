import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { type Edit, edit, getLines, getValue, joinPath, read, write } from './index'

const base = `# head
serial_no = 1
primary = 10.0.0.1   # odd
service	=	lvs

virtual a {
\tactive = 1
\taddress = 10.0.0.9\teth0:1
\tport = "80"
\tserver one {
\t\taddress = 10.1.0.1
\t}
}
# tail
`
const run = (text: string, ...edits: Edit[]) => edit(text, edits)
const lines = (text: string) => text.split('\n')
const changed = (before: string, after: string) => lines(after).filter((line) => !lines(before).includes(line))

test('a value is replaced, the rest of its line and every other line stay', () => {
  const { text, problems } = run(base, { do: 'set', path: 'virtual.a.address', value: '10.0.0.8 eth1:1' })
  expect(problems).toEqual([])
  expect(text).toBe(base.replace('10.0.0.9\teth0:1', '10.0.0.8\teth1:1'))
  expect(run(base, { do: 'set', path: 'primary', value: '10.0.0.2' }).text).toBe(base.replace('10.0.0.1 ', '10.0.0.2 '))
  expect(run(base, { do: 'set', path: 'virtual.a.port', value: '81' }).text).toBe(base.replace('"80"', '"81"'))
})

test('a new key stands where Piranha writes it and looks like its neighbours', () => {
  expect(changed(base, run(base, { do: 'set', path: 'virtual.a.scheduler', value: 'wrr' }).text)).toEqual([
    '\tscheduler = wrr',
  ])
  const { text } = run(base, { do: 'set', path: 'virtual.a.server.one.weight', value: '3' })
  expect(text).toContain('\t\taddress = 10.1.0.1\n\t\tweight = 3\n\t}')
  expect(run(base, { do: 'set', path: 'network', value: 'nat' }).text).toContain('service\t=\tlvs\nnetwork\t=\tnat\n')
})

test('blocks come, go and change their name', () => {
  const added = run(base, { do: 'add', path: 'virtual.b' }).text
  expect(added).toBe(base.replace('}\n# tail', '}\nvirtual b {\n}\n# tail'))
  expect(run(added, { do: 'remove', path: 'virtual.b' }).text).toBe(base)
  const server = run(base, { do: 'add', path: 'virtual.a.server."x y"' }).text
  expect(server).toContain('\tserver "x y" {\n\t}\n}')
  expect(run(server, { do: 'remove', path: 'virtual.a.server."x y"' }).text).toBe(base)
  const renamed = run(base, { do: 'rename', path: 'virtual.a', name: 'my web' }).text
  expect(renamed).toContain('virtual "my web" {')
  expect(run(renamed, { do: 'rename', path: 'virtual."my web"', name: 'a' }).text).toBe(base)
})

test('an error among several edits refuses all of them', () => {
  const { text, problems } = run(
    base,
    { do: 'set', path: 'virtual.a.port', value: '81' },
    { do: 'set', path: 'virtual.a.schedular', value: 'rr' },
  )
  expect(text).toBe(base)
  expect(problems).toMatchObject([
    { code: 'UNKNOWN_KEY', path: 'virtual.a.schedular', params: { suggestion: 'scheduler' } },
  ])
})

test('values as they are written, defaults, and blocks as lines for set', () => {
  expect(getValue(base, 'virtual.a.address')).toBe('10.0.0.9 eth0:1')
  expect(getValue(base, 'virtual.a.server.one.port')).toBeUndefined()
  expect(getValue(base, 'virtual.a.server.one.port', { default: true })).toBe('80')
  expect(getValue(base, 'primary_private', { default: true })).toBe('10.0.0.1')
  expect(getLines(base, 'virtual.a')).toEqual([
    'virtual.a.active=1',
    'virtual.a.address=10.0.0.9 eth0:1',
    'virtual.a.port=80',
    'virtual.a.server.one.address=10.1.0.1',
  ])
})

const folder = fileURLToPath(new URL('../../e2e/fixtures/lvscf/', import.meta.url))
const fixtures = readdirSync(folder).filter((name) => name.endsWith('.cf'))

test.each(fixtures)('%s: a key and a block come and go without a trace', (name) => {
  const text = readFileSync(folder + name, 'latin1')
  const path = 'debug_level'
  const set = run(text, { do: 'set', path, value: 'x' })
  expect(set.problems).toEqual([])
  expect(getValue(set.text, path)).toBe('x')
  expect(run(set.text, { do: 'unset', path }).text).toBe(text)
  const added = run(text, { do: 'add', path: 'virtual.new' })
  expect(getLines(added.text, 'virtual.new')).toEqual([])
  const closed = run(added.text, { do: 'remove', path: 'virtual.new' }).text
  // A block that the file never closed is closed first, or the new one would fall into it.
  const open = read(text).problems.some((p) => p.code === 'BLOCK_OPEN_AT_END')
  if (!open) expect(closed).toBe(text)
  else expect(closed.startsWith(text)).toBe(true)
})

test('a line that could not be read is written afresh by set, in its place', () => {
  const bad = 'primary 10.0.0.1\nkeepalive = 6 s\n  deadtime =\nvirtual a {\n\tsend = GET / HTTP/1.0\n\tport=80 81\n}\n'
  const { text, problems } = run(
    bad,
    { do: 'set', path: 'primary', value: '10.0.0.1' },
    { do: 'set', path: 'keepalive', value: '6' },
    { do: 'set', path: 'deadtime', value: '18' },
    { do: 'set', path: 'virtual.a.send', value: 'GET / HTTP/1.0' },
    { do: 'set', path: 'virtual.a.port', value: '80' },
  )
  expect(problems).toEqual([])
  expect(text).toBe(
    'primary = 10.0.0.1\nkeepalive = 6\n  deadtime = 18\nvirtual a {\n\tsend = "GET / HTTP/1.0"\n\tport = 80\n}\n',
  )
})

test('what the value needs decides about quotes, what stood there decides the rest', () => {
  const set = (line: string, value: string) =>
    run(`virtual a {\n ${line}\n}\n`, { do: 'set', path: 'virtual.a.expect', value }).text.split('\n')[1]
  expect(set('expect = "HT TP" # c', 'OK')).toBe(' expect = OK # c')
  expect(set('expect = "HT TP"  ', 'OK')).toBe(' expect = OK  ')
  expect(set('expect = "HT TP"  ', '')).toBe(' expect = ""')
  expect(set("expect = 'HT TP'", 'a b')).toBe(" expect = 'a b'")
  expect(set('expect = HTTP', 'OK')).toBe(' expect = OK')
  expect(set('expect = HTTP', 'a b')).toBe(' expect = "a b"')
  expect(set('expect = "HTTP"', 'say "a b"')).toBe(` expect = 'say "a b"'`)
  expect(set('expect\t=\t"x"', '#')).toBe(' expect\t=\t"#"')
})

test('a key that stands twice is set where it counts and removed everywhere', () => {
  const twice = 'keepalive = 1\n# c\nkeepalive = 2\n'
  expect(run(twice, { do: 'set', path: 'keepalive', value: '3' }).text).toBe('keepalive = 1\n# c\nkeepalive = 3\n')
  expect(run(twice, { do: 'unset', path: 'keepalive' }).text).toBe('# c\n')
})

test('blocks of one name are told apart', () => {
  const twice = 'virtual a {\n port = 1\n}\nvirtual a {\n port = 2\n}\n'
  expect(getValue(twice, 'virtual.a[2].port')).toBe('2')
  expect(run(twice, { do: 'set', path: 'virtual.a[2].port', value: '3' }).text).toBe(
    twice.replace('port = 2', 'port = 3'),
  )
  expect(run(twice, { do: 'remove', path: 'virtual.a[2]' }).text).toBe('virtual a {\n port = 1\n}\n')
  expect(getLines(twice, 'virtual')).toEqual(['virtual.a.port=1', 'virtual.a[2].port=2'])
})

test('an error between the changed block and another refuses the edit, an old one elsewhere does not', () => {
  const block = (name: string, port: number, active = 1) =>
    `virtual ${name} {\n active = ${active}\n address = 10.0.0.9 eth0:1\n port = ${port}\n}\n`
  const three = block('a', 80) + block('b', 81) + block('c', 81) + block('d', 80, 0)
  const clash = run(three, { do: 'set', path: 'virtual.b.port', value: '80' })
  expect([clash.text, clash.problems.map((p) => p.code)]).toEqual([three, ['SAME_SERVICE']])
  const earlier = run(three, { do: 'set', path: 'virtual.a.port', value: '81' }).problems
  expect(earlier.map((p) => [p.code, p.path, p.line, p.params?.other, p.params?.otherLine])).toEqual([
    ['SAME_SERVICE', 'virtual.a.port', 1, 'virtual.b', 9],
    ['SAME_SERVICE', 'virtual.a.port', 1, 'virtual.c', 14],
  ])
  expect(run(three, { do: 'set', path: 'virtual.d.active', value: '1' }).problems.map((p) => p.code)).toEqual([
    'SAME_SERVICE',
  ])
  expect(run(three, { do: 'set', path: 'virtual.c.timeout', value: '9' }).problems).toEqual([])
  expect(run(three, { do: 'set', path: 'virtual.c.port', value: '82' }).problems).toEqual([])
})

test('members of a mark can be changed one after the other', () => {
  const block = (name: string, port: number) =>
    `virtual ${name} {\n active = 1\n address = 10.0.0.9 eth0:1\n port = ${port}\n fwmark = 1\n persistent = 60\n}\n`
  const { text, problems } = run(block('a', 80) + block('b', 443), {
    do: 'set',
    path: 'virtual.a.scheduler',
    value: 'rr',
  })
  expect(problems).toEqual([])
  expect(read(text).problems.map((p) => p.code)).toContain('MARK_UNEQUAL')
})

test('without neighbours Piranha’s own layout is used', () => {
  const { text } = run(
    '',
    { do: 'set', path: 'deadtime', value: '18' },
    { do: 'set', path: 'primary', value: '10.0.0.1' },
    { do: 'add', path: 'virtual.web' },
    { do: 'set', path: 'virtual.web.port', value: '80' },
    { do: 'set', path: 'virtual.web.address', value: '192.0.2.10 eth0:1' },
    { do: 'add', path: 'virtual.web.server.one' },
    { do: 'set', path: 'virtual.web.server.one.address', value: '192.168.7.2' },
    { do: 'set', path: 'virtual.web.send', value: 'GET / HTTP/1.0\\r\\n\\r\\n' },
  )
  expect(text).toBe(
    'primary = 10.0.0.1\ndeadtime = 18\nvirtual web {\n     address = 192.0.2.10 eth0:1\n     port = 80\n     send = "GET / HTTP/1.0\\r\\n\\r\\n"\n     server one {\n         address = 192.168.7.2\n     }\n}\n',
  )
  expect(text).toBe(write(read(text).config))
})

test('names and bytes that are not ASCII', () => {
  const { text } = run('', { do: 'add', path: 'virtual.网站' }, { do: 'set', path: 'virtual.网站.expect', value: 'é' })
  expect(Buffer.from(text, 'latin1').toString('utf8')).toBe('virtual 网站 {\n     expect = "é"\n}\n')
  expect(getValue(text, 'virtual.网站.expect')).toBe('é')
  const latin = 'virtual caf\xe9 {\n expect = "\xe9"\n}\n'
  const name = read(latin).config.virtuals[0]?.name ?? ''
  expect(getValue(latin, joinPath(['virtual', name, 'expect']))).toBe('\udce9')
  expect(run(latin, { do: 'set', path: joinPath(['virtual', name, 'port']), value: '81' }).text).toContain(
    'caf\xe9 {\n port = 81\n',
  )
})

test('lists', () => {
  const text = 'virtual a {\n dirs = [ /a "b c" ]\n}\n'
  expect(getValue(text, 'virtual.a.dirs')).toBe('[ /a "b c" ]')
  const set = (value: string) => run(text, { do: 'set', path: 'virtual.a.dirs', value })
  expect(set('[ /a "b c" ]').text).toBe(text)
  expect(set('/x /y').text).toContain(' dirs = [ /x /y ]\n')
  expect(set('[ ]').text).toContain(' dirs = [ ]\n')
  expect(set('[ "a ]').problems.map((p) => p.code)).toEqual(['QUOTE_NOT_CLOSED'])
})
