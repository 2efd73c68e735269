import { expect, test } from 'vitest'
import { read } from '@/lib/lvscf'
import { desired } from '@/lib/plan'
import type { Files } from '@/lib/store/files'
import { derivedCopies } from './derived'

const CF = `primary = 192.0.2.1
network = nat
nat_router = 10.0.0.254 eth1:1
virtual web {
     active = 1
     address = 192.0.2.10 eth0:1
     port = 80
     fwmark = 80
     server one {
         address = 10.0.0.2
         active = 1
     }
}
virtual six {
     active = 1
     address = 2001:db8::10 eth0
     port = 80
     fwmark = 80
     server one {
         address = 2001:db8:2::2
         active = 1
     }
}
`
const filesOf = (iptables: string, sysctl: string): Files => ({
  'lvs.cf': Buffer.from(CF),
  'lvs.iptables': Buffer.from(iptables),
  'lvs.sysctl': Buffer.from(sysctl),
})
const wantedOf = (files: Files) => {
  const text = (name: keyof Files) => files[name].toString('latin1')
  const { config } = read(text('lvs.cf'))
  const { wanted, problems } = desired({
    config,
    iptables: text('lvs.iptables'),
    sysctl: text('lvs.sysctl'),
    role: 'active',
  })
  return { wanted, problems }
}

test('marks and settings that follow from lvs.cf stand in the copies', () => {
  const copies = derivedCopies(filesOf('', ''))
  expect(copies['lvs.cf'].toString()).toBe(CF)
  const rules = copies['lvs.iptables'].toString().split('\n')
  expect(rules.slice(0, 2)).toEqual(['*mangle', ':LVS_MARK - [0:0]'])
  expect(rules.filter((line) => line.startsWith('-4 -A LVS_MARK -d 192.0.2.10/32'))).toHaveLength(1)
  expect(rules.filter((line) => line.startsWith('-6 -A LVS_MARK -d 2001:db8::10/128'))).toHaveLength(1)
  expect(copies['lvs.sysctl'].toString()).toContain('net.ipv4.ip_forward = 1\n')
})

test('Arapaima reads the copies as the same wish, and derives the same copies from them', () => {
  const added = '*nat\n:LVS_MASQ - [0:0]\n-A LVS_MASQ -s 10.0.0.0/24 -j MASQUERADE\nCOMMIT\n'
  const files = filesOf(added, 'net.ipv4.vs.sync_threshold = 2 50\n')
  const copies = derivedCopies(files)
  expect(wantedOf(copies).problems).toEqual([])
  expect(wantedOf(copies).wanted).toEqual(wantedOf(files).wanted)
  expect(derivedCopies(copies)).toEqual(copies)
})

test('nothing active, nothing derived', () => {
  const files = { ...filesOf('', ''), 'lvs.cf': Buffer.from('primary = 192.0.2.1\n') }
  expect(derivedCopies(files)).toEqual(files)
})
