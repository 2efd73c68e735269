import { expect, test } from 'vitest'
import { addressOnDevice, flag, mask, scheduler, text, word } from './bindings'
import { changes, merge, shown, unfit } from './changes'

const raws = (values: Record<string, string>) => (key: string) => values[key]

test('a form that was left alone changes nothing, however the file spells its values', () => {
  const bindings = [word('port'), flag('quiesce_server'), mask('vip_nmask'), scheduler(), text('send')]
  const raw = raws({ port: '0x50', quiesce_server: '00', vip_nmask: '0.0.0.0', scheduler: 'fastest', send: ' GET ' })
  const posted = shown(bindings, raw)
  expect(posted).toMatchObject({
    port: '0x50',
    quiesce_server: '0',
    vip_nmask: '',
    scheduler: 'fastest',
    send: ' GET ',
  })
  expect(changes(bindings, 'virtual.web.', raw, posted)).toEqual({ edits: [], problems: [] })
})

test('a field that the request does not carry is left alone', () => {
  expect(changes([word('port')], '', raws({ port: '80' }), {})).toEqual({ edits: [], problems: [] })
})

test('one changed field gives one edit; blank unsets, and unsets nothing that is not set', () => {
  const bindings = [word('port'), word('fwmark')]
  const raw = raws({ port: '80' })
  const set = changes(bindings, 'virtual.web.', raw, { port: '8080', fwmark: '' })
  expect(set.edits).toEqual([{ do: 'set', path: 'virtual.web.port', value: '8080' }])
  const unset = changes(bindings, 'virtual.web.', raw, { port: ' ', fwmark: ' ' })
  expect(unset.edits).toEqual([{ do: 'unset', path: 'virtual.web.port' }])
})

test('address and device are one key: both or none, and no blank inside', () => {
  const binding = [addressOnDevice('address', 'vip', 'device')]
  const raw = raws({ address: '192.0.2.1 eth0:1' })
  const with_ = (vip: string, device: string) => changes(binding, '', raw, { vip, device })
  expect(with_('192.0.2.2', 'eth0:1').edits).toEqual([{ do: 'set', path: 'address', value: '192.0.2.2 eth0:1' }])
  expect(with_('', '').edits).toEqual([{ do: 'unset', path: 'address' }])
  expect(with_('', 'eth0:1').problems).toEqual([{ field: 'vip', code: 'ADDRESS_NEEDED' }])
  expect(with_('192.0.2.2', '').problems).toEqual([{ field: 'device', code: 'DEVICE_NEEDED' }])
  expect(with_('192.0.2.2 eth9', 'eth0:1').problems).toEqual([{ field: 'vip', code: 'BLANK_INSIDE' }])
  expect(with_('192.0.2.2', 'eth0:1 up').problems).toEqual([{ field: 'device', code: 'BLANK_INSIDE' }])
})

test('an address without a device, as an old file may have it, is shown as it is and can be mended', () => {
  const binding = addressOnDevice('address', 'vip', 'device')
  expect(binding.show('192.0.2.1')).toEqual({ vip: '192.0.2.1', device: '' })
  expect(binding.show('192.0.2.1 eth0 eth1')).toEqual({ vip: '192.0.2.1', device: 'eth0 eth1' })
  expect(binding.make({ vip: '192.0.2.1', device: 'eth0:1' })).toEqual({ value: '192.0.2.1 eth0:1' })
})

test('flags go with the scheduler that has them', () => {
  const raw = raws({ scheduler: 'mh,mh-port' })
  const binding = [scheduler()]
  const values = shown(binding, raw)
  expect(values).toMatchObject({ scheduler: 'mh', 'flag:mh-port': '1', 'flag:mh-fallback': '0' })
  const edit = (change: Record<string, string>) => changes(binding, '', raw, { ...values, ...change }).edits
  expect(edit({ 'flag:mh-fallback': '1' })).toEqual([{ do: 'set', path: 'scheduler', value: 'mh,mh-fallback,mh-port' }])
  expect(edit({ scheduler: 'wlc' })).toEqual([{ do: 'set', path: 'scheduler', value: 'wlc' }])
  expect(edit({ 'flag:sh-port': '1' })).toEqual([])
})

test('flags that no box can show stay in the word', () => {
  for (const odd of ['mh,flag-9', 'wlc,mh-port', 'mh,', ',']) {
    const values = scheduler().show(odd)
    expect(values.scheduler).toBe(odd)
    expect(changes([scheduler()], '', raws({ scheduler: odd }), values).edits).toEqual([])
  }
})

test.each([
  ['a line end', 'a\nactive = 1', '0a', 2],
  ['a carriage return', 'a\r', '0d', 2],
  ['NUL', '\u0000', '00', 1],
  ['a tab', 'GET\t/', '09', 4],
  ['DEL', '80\u007f', '7f', 3],
])('%s never comes near the file', (_what, value, hex, at) => {
  const { edits, problems } = changes([text('send')], '', raws({}), { send: value })
  expect(edits).toEqual([])
  expect(problems).toEqual([{ field: 'send', code: 'CONTROL_CHARACTER', params: { hex, at } }])
})

test('what is endless is refused before it is read', () => {
  expect(unfit('send', 'x'.repeat(4096))).toBeNull()
  expect(unfit('send', 'x'.repeat(4097))).toMatchObject({ code: 'TOO_LONG' })
})

test('a clash keeps what I changed, takes what only the other changed, and names both', () => {
  const seen = { port: '80', weight: '1', vip: 'a', name: 'web' }
  const now = { port: '81', weight: '2', vip: 'a', name: 'shop' }
  const mine = { port: '8080', weight: '1', vip: 'b', name: 'shop' }
  const { values, conflicts, taken } = merge(seen, now, mine)
  expect(values).toEqual({ port: '8080', weight: '2', vip: 'b', name: 'shop' })
  expect(conflicts).toEqual([{ field: 'port', was: '80', now: '81', mine: '8080' }])
  expect(taken).toEqual([{ field: 'weight', was: '1', now: '2', mine: '1' }])
})
