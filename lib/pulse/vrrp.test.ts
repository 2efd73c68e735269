import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Address } from '../kernel/state'
import { read } from '../lvscf'
import { type VrrpSetup, vrrpOf } from './vrrp'
import { groupState, judgeProgram, keepalivedFile } from './vrrp-file'
import { placeUnder } from './vrrp-place'
import { ROLE_DEFAULTS, roleSettings, type VrrpSettings } from './vrrp-settings'
import { advertSec, downMs } from './vrrp-times'

const address = (text: string, device: string): Address => ({ device, address: text, prefix: 24, base: true })
const A = [address('192.0.2.1', 'eth0'), address('10.0.0.1', 'eth1')]
const B = [address('192.0.2.2', 'eth0'), address('10.0.0.2', 'eth1')]
const C = [address('192.0.2.3', 'bond0.12'), address('10.0.0.3', 'eth1')]
const PAIR = `primary = 192.0.2.1
primary_private = 10.0.0.1
backup_active = 1
backup = 192.0.2.2
backup_private = 10.0.0.2
deadtime = 5
`
const DEFAULTS = ROLE_DEFAULTS.vrrp
const place = (text: string, addresses: Address[], settings: VrrpSettings = DEFAULTS) =>
  vrrpOf(read(text).config, addresses, settings)
const PATHS = {
  fifo: '/run/arapaima/vrrp/notify',
  back: '/run/arapaima/vrrp/back',
  alive: '/run/arapaima/vrrp/alive',
  judge: '/run/arapaima/vrrp/judge.awk',
  awk: '/usr/bin/awk',
}

test('the file of a pair with two channels', () => {
  const { setup, faults, warnings } = place(PAIR, A)
  expect([faults, warnings]).toEqual([[], []])
  expect(keepalivedFile(setup as VrrpSetup, PATHS)).toBe(`\
# Written by Arapaima from lvs.cf and the settings of its agent. What is changed here is lost.
global_defs {
  vrrp_version 2
  vrrp_notify_fifo "/run/arapaima/vrrp/notify" root root
  fifo_write_vrrp_states_on_reload
  vrrp_check_unicast_src
  enable_script_security
}
track_file step_back {
  file "/run/arapaima/vrrp/back"
  weight 0
}
vrrp_script agent {
  script "/usr/bin/awk -f /run/arapaima/vrrp/judge.awk /run/arapaima/vrrp/alive /proc/uptime"
  interval 1
  timeout 5
  user root root
  fall 1
  rise 1
}
vrrp_instance public {
  state BACKUP
  interface eth0
  dont_track_primary
  virtual_router_id 51
  priority 150
  advert_int 1
  nopreempt
  unicast_src_ip 192.0.2.1
  unicast_peer {
    192.0.2.2
  }
}
vrrp_instance private {
  state BACKUP
  interface eth1
  dont_track_primary
  virtual_router_id 52
  priority 150
  advert_int 1
  nopreempt
  unicast_src_ip 10.0.0.1
  unicast_peer {
    10.0.0.2
  }
}
vrrp_sync_group arapaima {
  group {
    public
    private
  }
  track_file {
    step_back
  }
  track_script {
    agent
  }
}
`)
})

test('the other end, with one channel, own numbers and watched links', () => {
  const text = `${PAIR.replace(/.*_private.*\n/g, '').replace('deadtime = 5', 'deadtime = 18')}monitor_links = 1\n`
  const { setup } = place(text, B, { ...DEFAULTS, publicId: 7, priority: 222 })
  expect(setup).toEqual({
    instances: [{ name: 'public', device: 'eth0', from: '192.0.2.2', peers: ['192.0.2.1'], routerId: 7 }],
    priority: 222,
    advertSec: 5,
    deadSec: 18,
    trackLinks: true,
  })
  const written = keepalivedFile(setup as VrrpSetup, PATHS)
  expect(written).not.toContain('dont_track_primary')
  expect(written).toContain('group {\n    public\n  }')
})

test('more than two: everybody is everybody’s peer, each finds itself by its address, priorities go down', () => {
  const others = [{ public: '192.0.2.3', private: '10.0.0.3' }]
  const setups = [A, B, C].map((addresses) => place(PAIR, addresses, { ...DEFAULTS, others }).setup as VrrpSetup)
  expect(setups.map((setup) => setup.priority)).toEqual([150, 100, 90])
  expect(setups.map((setup) => setup.instances.map(({ device, from, peers }) => [device, from, ...peers]))).toEqual([
    [
      ['eth0', '192.0.2.1', '192.0.2.2', '192.0.2.3'],
      ['eth1', '10.0.0.1', '10.0.0.2', '10.0.0.3'],
    ],
    [
      ['eth0', '192.0.2.2', '192.0.2.1', '192.0.2.3'],
      ['eth1', '10.0.0.2', '10.0.0.1', '10.0.0.3'],
    ],
    [
      ['bond0.12', '192.0.2.3', '192.0.2.1', '192.0.2.2'],
      ['eth1', '10.0.0.3', '10.0.0.1', '10.0.0.2'],
    ],
  ])
})

test('a place under VRRP: the pair keeps its heartbeats, a third router has none, and nobody else is as with pulse', () => {
  const others = [{ public: '192.0.2.3', private: '10.0.0.3' }]
  const under = (addresses: Address[], vrrp: Partial<VrrpSettings>, text = PAIR) => {
    const {
      config,
      routes,
      faults,
      vrrp: setup,
    } = placeUnder(read(text).config, addresses, {
      from: 'vrrp',
      vrrp: { ...DEFAULTS, ...vrrp },
    })
    expect(config.unable).toEqual(faults[0] ?? null)
    return [config.roleFrom, config.partner, config.more, routes.public?.to, faults[0]?.code, setup?.priority]
  }
  expect(under(A, {})).toEqual(['vrrp', true, false, '192.0.2.2', undefined, 150])
  expect(under(B, { others })).toEqual(['vrrp', true, true, '192.0.2.1', undefined, 100])
  expect(under(C, { others })).toEqual(['vrrp', false, true, undefined, undefined, 90])
  expect(under(C, {})).toEqual(['vrrp', false, false, undefined, 'pulse.start.not-here', undefined])
  expect(under(A, { others: [{ public: '192.0.2.3', private: null }] })).toEqual([
    'vrrp',
    false,
    true,
    '192.0.2.2',
    'pulse.start.vrrp-private',
    undefined,
  ])
  const single = PAIR.replace('backup_active = 1', 'backup_active = 0')
  expect(under(A, {}, single)).toEqual(['pulse', false, undefined, undefined, undefined, undefined])
  expect(placeUnder(read(PAIR).config, A, ROLE_DEFAULTS)).toMatchObject({ config: { roleFrom: 'pulse' }, vrrp: null })
})

test('what would not elect together is refused, all of it at once, and nobody else is nothing to elect', () => {
  const codes = (text: string, addresses: Address[], others: VrrpSettings['others'] = []) => {
    const { setup, faults } = place(text, addresses, { ...DEFAULTS, others })
    if (faults.length > 0) expect(setup).toBeNull()
    return faults.map((saying) => saying.code.replace('pulse.start.', ''))
  }
  expect(codes(PAIR, C)).toEqual(['vrrp-not-here'])
  expect(codes(PAIR, A.slice(0, 1))).toEqual(['private-not-here'])
  expect(codes(PAIR, [{ ...address('192.0.2.1', 'a{b'), base: true }, ...A.slice(1)])).toEqual(['vrrp-device'])
  expect(codes(PAIR, A, [{ public: '192.0.2.3', private: null }])).toEqual(['vrrp-private'])
  expect(codes(PAIR, A, [{ public: '192.0.2.2', private: null }])).toEqual(['vrrp-twice', 'vrrp-private'])
  expect(codes(PAIR.replace('= 192.0.2.2', '= 2001:db8::2'), A)).toEqual(['vrrp-ipv6'])
  const single = PAIR.replace('backup_active = 1', 'backup_active = 0')
  expect(place(single, A)).toEqual({ setup: null, faults: [], warnings: [] })
})

test('no silent master lives longer than the dead time, from the shortest that VRRP can keep on', () => {
  expect([1, 2, 3, 4, 5, 7, 18, 86_400].map((sec) => advertSec(sec * 1000))).toEqual([1, 1, 1, 1, 1, 2, 5, 255])
  const later = Array.from({ length: 86_400 - 3 }, (_, index) => index + 4).filter(
    (sec) => downMs(sec * 1000) > sec * 1000,
  )
  expect(later).toEqual([])
  expect(place(PAIR.replace('deadtime = 5', 'deadtime = 2'), A).warnings).toEqual([
    { code: 'pulse.start.vrrp-slow', params: { deadtime: 2, after: 4 } },
  ])
})

test('a path that keepalived would read as something else does not get into its file', () => {
  const { setup } = place(PAIR, A)
  for (const bad of ['/run/a b', '/run/"x', '/run/$X', '/run/a#b', 'run/a', '/run/a\nb'])
    expect(() => keepalivedFile(setup as VrrpSetup, { ...PATHS, fifo: bad }), bad).toThrow(RangeError)
})

test('the settings: bounds, one text for one address, every problem at its place', () => {
  const vrrp = { ...DEFAULTS, others: [{ public: '2001:DB8::7', private: null }] }
  expect(roleSettings.parse({ from: 'vrrp', vrrp }).vrrp.others[0]?.public).toBe('2001:db8::7')
  const others = [
    { public: '192.0.2.3', private: '192.0.2.3' },
    { public: '010.0.0.1', private: '0.0.0.0' },
  ]
  const wrong = { from: 'ospf', vrrp: { publicId: 0, privateId: 256, priority: 255, others } }
  const paths = roleSettings.safeParse(wrong).error?.issues.map((issue) => issue.path.join('.'))
  expect(paths).toEqual([
    'from',
    'vrrp.publicId',
    'vrrp.privateId',
    'vrrp.priority',
    'vrrp.others.1.public',
    'vrrp.others.1.private',
  ])
  const twice = { from: 'vrrp', vrrp: { ...DEFAULTS, privateId: 51, others: others.slice(0, 1) } }
  expect(roleSettings.safeParse(twice).error?.issues.map((issue) => issue.message)).toEqual(['SAME_ID', 'SAME_ADDRESS'])
})

test('only our group’s line says a state', () => {
  expect(groupState('GROUP "arapaima" MASTER 0')).toBe('MASTER')
  expect(groupState('GROUP "arapaima" STOP 150\r')).toBe('STOP')
  for (const line of ['INSTANCE "public" MASTER 150', 'GROUP "other" FAULT 0', 'GROUP "arapaima" DELETED 0', '', 'x'])
    expect(groupState(line)).toBeNull()
})

test('the judge: young is alive; old, empty or missing is not', () => {
  const folder = mkdtempSync(join(tmpdir(), 'arapaima-judge-'))
  const path = (name: string, text: string) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  const program = path('judge.awk', judgeProgram(5))
  const now = path('now', '1000.50 1\n')
  const judge = (alive: string) => {
    try {
      execFileSync('awk', ['-f', program, alive, now], { stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  }
  expect(judge(path('young', '995.50 7\n'))).toBe(true)
  expect(judge(path('old', '995.40 7\n'))).toBe(false)
  expect(judge(path('empty', ''))).toBe(false)
  expect(judge(join(folder, 'missing'))).toBe(false)
  rmSync(folder, { recursive: true })
})
