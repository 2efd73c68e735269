import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kernelState } from '@/lib/plan/generate'
import { serverKey, serviceKey, sortTable } from './ipvs'
import { printSave } from './ipvs-argv'
import { parseCounters, parseDaemons, parseServers, parseTemplates, parseTimeouts, withThresholds } from './ipvs-list'
import { parseIpvsLine, parseSave } from './ipvs-parse'
import { printList } from './ipvs-print'
import { restoreIpvs } from './ipvs-table'

/** As ipvsadm 1.31 printed it on a 6.1 kernel. */
const SAVE = `-A -t 192.0.2.10:80 -s wlc
-a -t 192.0.2.10:80 -r 10.0.0.2:8080 -m -w 0
-a -t 192.0.2.10:80 -r [2001:db8::2]:80 -i -w 1 --tun-type ipip
-A -t 192.0.2.10:81 -s sh -p 10 -b sh-port
-a -t 192.0.2.10:81 -r 10.0.0.5:81 -i -w 1 --tun-type gue --tun-port 5555 --tun-nocsum
-a -t 192.0.2.10:81 -r 10.0.0.6:81 -i -w 1 --tun-type gre --tun-csum
-A -t 192.0.2.10:83 -s rr -b flag-1,flag-3
-A -u 192.0.2.10:53 -s rr -o
-A -t [2001:db8::10]:443 -s mh -b mh-fallback,mh-port
-A --sctp-service 192.0.2.12:9 -s rr
-A -f 80 -s wlc -p 300 -M 255.255.255.0
-a -f 80 -r 10.0.0.3:0 -g -w 65535
-A -f 99 -6 -s rr -p 60 -M 64
-a -f 99 -6 -r [2001:db8:1::2]:0 -m -w 1
`

test('what ipvsadm -S -n prints is read and printed back as it was', () => {
  const { services, problems } = parseSave(SAVE)
  expect(problems).toEqual([])
  expect(printSave(services)).toBe(SAVE)
  expect(services.map((s) => serviceKey(s.id))).toContain('mark6 99')
  expect(services[0]?.servers.map(serverKey)).toEqual(['10.0.0.2:8080', '[2001:db8::2]:80'])
})

test('every table survives printing and reading, and ipvsadm -R makes it', () => {
  fc.assert(
    fc.property(kernelState, ({ services, timeouts }) => {
      const sorted = sortTable(services)
      expect(parseSave(printSave(sorted))).toEqual({ services: sorted, problems: [] })
      const table = { services: new Map(), timeouts }
      expect(restoreIpvs(table, printSave(sorted))).toEqual({ status: 0, messages: [] })
      expect(sortTable([...table.services.values()])).toEqual(sorted)
    }),
    { numRuns: 200 },
  )
})

test('a line that is no service and no server is a problem with its place, never a guess', () => {
  const { services, problems } = parseSave(
    '-A -t 192.0.2.10:80 -s rr\n-a -t 192.0.2.11:80 -r 10.0.0.2:80 -m\nhello\n-D -f 3\n',
  )
  expect(services).toHaveLength(1)
  expect(problems.map(({ line, why }) => [line, why])).toEqual([
    [2, 'Service not defined'],
    [3, 'unknown command hello'],
    [4, 'neither -A nor -a'],
  ])
})

test.each([
  ['-A -t 192.0.2.10:0 -s rr', 'Zero port specified for non-persistent service'],
  ['-A -t 192.0.2.10:80 -s rr -p 0', 'illegal timeout specified'],
  ['-A -t 192.0.2.10:80 -s rr -p 31536000', 'illegal timeout specified'],
  ['-A -t 192.0.2.10:80 -s rr -p 60 -M 255.0.255.0', 'illegal netmask specified'],
  ['-a -t 192.0.2.10:80 -r 10.0.0.2:80 -w -1', 'illegal weight specified'],
  ['-a -t 192.0.2.10:80 -r 10.0.0.2:99999 -m', 'illegal real server address'],
  ['-A -f 0 -s rr', 'illegal fwmark specified'],
  ['-A -t 192.0.2.10:80 -s', '-s without a value'],
  ['-A -t 192.0.2.10:80 --nosuch', 'unknown option --nosuch'],
  ['-A -t [2001:db8::10:80 -s rr', 'illegal virtual server address'],
])('%s → %s', (line, why) => expect(parseIpvsLine(line)).toBe(why))

test('a server without a port takes that of the service; one that is the router itself is local on old kernels', () => {
  expect(parseIpvsLine('ipvsadm -a -t 192.0.2.10:80 -r 10.0.0.2 -m')).toMatchObject({ server: { port: 80, weight: 1 } })
  const [service] = parseSave('-A -t 192.0.2.10:80 -s rr\n-a -t 192.0.2.10:80 -r 127.0.0.1:80  -w 1\n').services
  expect(service?.servers[0]?.forward).toBe('local')
})

const THRESHOLDS = `IP Virtual Server version 1.2.1 (size=4096)
Prot LocalAddress:Port            Uthreshold Lthreshold ActiveConn InActConn 
  -> RemoteAddress:Port
TCP  192.0.2.10:80 wlc
  -> 10.0.0.2:8080                100        50         0          0         
  -> [2001:db8::2]:80             0          0          0          0         
FWM  99 IPv6 rr persistent 60 mask 64
  -> [2001:db8:1::2]:0            7          0          0          0         
`

test('thresholds, which -S forgets, come from their own list', () => {
  const services = withThresholds(parseSave(SAVE).services, THRESHOLDS)
  const found = services.flatMap((s) => s.servers.map((d) => [serverKey(d), d.upperThreshold, d.lowerThreshold]))
  expect(found).toContainEqual(['10.0.0.2:8080', 100, 50])
  expect(found).toContainEqual(['[2001:db8:1::2]:0', 7, 0])
  expect(found).toContainEqual(['10.0.0.3:0', 0, 0])
})

test('persistence entries of every server', () => {
  const text = `IP Virtual Server version 1.2.1 (size=4096)
Prot LocalAddress:Port            Weight    PersistConn ActiveConn InActConn
  -> RemoteAddress:Port
TCP  192.0.2.100:80 rr persistent 30
  -> 198.51.100.21:8080           1         2           5          0
FWM  99 IPv6 rr
  -> [2001:db8:1::2]:0            0         0           0          0
`
  expect(parseTemplates(text)).toEqual({
    'tcp 192.0.2.100:80': { '198.51.100.21:8080': 2 },
    'mark6 99': { '[2001:db8:1::2]:0': 0 },
  })
})

test('counters and connections of every entry', () => {
  const stats = `Prot LocalAddress:Port               Conns   InPkts  OutPkts  InBytes OutBytes
  -> RemoteAddress:Port
TCP  10.1.0.100:80                       8      125      183     7162  6011112
  -> 10.2.0.3:8080                       5       80      100     4000  3000000
FWM  99 IPv6                             1        2        3        4        5
`
  const list = `TCP  10.1.0.100:80 wrr persistent 300
  -> 10.2.0.3:8080                Masq    2      3          17        
FWM  99 IPv6 rr
`
  expect(parseCounters(stats, list)).toEqual({
    'tcp 10.1.0.100:80': {
      total: { connections: 8, inPackets: 125, outPackets: 183, inBytes: 7162, outBytes: 6011112 },
      servers: {
        '10.2.0.3:8080': {
          connections: 5,
          inPackets: 80,
          outPackets: 100,
          inBytes: 4000,
          outBytes: 3000000,
          active: 3,
          inactive: 17,
        },
      },
    },
    'mark6 99': { total: { connections: 1, inPackets: 2, outPackets: 3, inBytes: 4, outBytes: 5 }, servers: {} },
  })
})

test('timeouts and sync daemons', () => {
  expect(parseTimeouts('Timeout (tcp tcpfin udp): 900 120 300\n')).toEqual({ tcpSec: 900, tcpFinSec: 120, udpSec: 300 })
  expect(parseTimeouts('')).toBeNull()
  const master = 'master sync daemon (mcast=eth1, syncid=7, maxlen=1472, group=224.0.0.81, port=8848, ttl=1)\n'
  expect(parseDaemons(master)).toEqual([{ state: 'master', device: 'eth1', id: 7 }])
  expect(parseDaemons('')).toEqual([])
})

test('the list as a person sees it', () => {
  const text = printList(parseSave(SAVE).services, {})
  expect(text).toContain('TCP  192.0.2.10:81 sh (sh-port) persistent 10\n')
  expect(text).toContain('FWM  80 wlc persistent 300 mask 255.255.255.0\n')
  expect(text).toContain('UDP  192.0.2.10:53 rr ops\n')
  expect(text).toContain('  -> 10.0.0.2:8080                Masq    0      0          0         \n')
})

test('-R goes on after a refusal of the kernel, stops at a line it cannot read, and exits with the last status', () => {
  const table = () => ({ services: new Map(), timeouts: { tcpSec: 1, tcpFinSec: 1, udpSec: 1 } })
  const twice = '-A -t 192.0.2.10:80 -s rr\n-A -t 192.0.2.10:80 -s rr\n'
  expect(restoreIpvs(table(), twice)).toEqual({ status: 255, messages: ['Service already exists'] })
  const [after, stopped] = [table(), table()]
  expect(restoreIpvs(after, `${twice}-A -f 3 -s rr\n`)).toMatchObject({
    status: 0,
    messages: ['Service already exists'],
  })
  expect(after.services.size).toBe(2)
  expect(restoreIpvs(stopped, `-X\n${twice}`).status).toBe(2)
  expect(stopped.services.size).toBe(0)
})

test('the servers of one service, with what its list does not show as it was', () => {
  const text = (rows: string) =>
    `IP Virtual Server version 1.2.1 (size=4096)\nProt LocalAddress:Port Scheduler Flags\n  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn\n${rows}`
  const before = parseSave(`-A -t 192.0.2.10:80 -s wlc
-a -t 192.0.2.10:80 -r 10.0.0.2:80 -m -w 1
-a -t 192.0.2.10:80 -r 10.0.0.3:80 -i -w 1 --tun-type gue --tun-port 5555 --tun-nocsum
`).services[0]?.servers.map((server) => ({ ...server, upperThreshold: 9 }))
  const one = 'TCP  192.0.2.10:80 wlc\n'
  const rows = `${one}  -> 10.0.0.3:80                  Tunnel  4      2          7         \n  -> 10.0.0.5:80                  Route   0      0          0         \n`
  expect(parseServers(text(rows), before ?? [])).toEqual([
    { ...before?.[1], weight: 4 },
    { address: '10.0.0.5', port: 80, forward: 'direct', weight: 0, upperThreshold: 0, lowerThreshold: 0 },
  ])
  expect(parseServers(text(one), [])).toEqual([])
  expect(parseServers(text(''), [])).toBeNull()
  expect(parseServers(text(one + one), [])).toBeNull()
  expect(parseServers(text(`${one}  -> 10.0.0.5:80  Strange   0  0  0\n`), [])).toBeNull()
})
