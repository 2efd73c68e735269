import { serviceKey, sortTable } from '@/lib/kernel/ipvs'
import type { IpvsServer } from '@/lib/kernel/state'
import { type ContractCase, done, gone, lines, look, op, refused, table, tableOf } from './contract-tools'

/** Each line must read back as it was written. */
const TABLE = `-A -t 192.0.2.10:80 -s wlc
-a -t 192.0.2.10:80 -r 10.0.0.2:8080 -m -w 0
-a -t 192.0.2.10:80 -r 10.0.0.3:80 -g -w 3
-a -t 192.0.2.10:80 -r 10.0.0.4:80 -i -w 65535 --tun-type ipip
-A -t 192.0.2.10:81 -s sh -p 10 -b sh-fallback,sh-port
-a -t 192.0.2.10:81 -r 10.0.0.5:81 -i -w 1 --tun-type gue --tun-port 5555 --tun-nocsum
-a -t 192.0.2.10:81 -r 10.0.0.6:81 -i -w 1 --tun-type gre --tun-csum
-A -t [2001:db8::10]:443 -s mh -b mh-fallback,mh-port
-a -t [2001:db8::10]:443 -r [2001:db8:1::2]:8443 -m -w 1
-A -u 192.0.2.10:53 -s rr -o
-A -u [2001:db8::10]:53 -s rr -p 60 -M 64
-A -f 80 -s wlc -p 300 -M 255.255.255.0
-a -f 80 -r 10.0.0.3:0 -i -w 5 --tun-type ipip
-A -f 80 -6 -s rr
-a -f 80 -6 -r [2001:db8:1::2]:0 -m -w 1
`

const SCHEDULERS = ['rr', 'wrr', 'lc', 'wlc', 'lblc', 'lblcr', 'dh', 'sh', 'sed', 'nq', 'mh', 'fo', 'ovf']

const ipvsCases: ContractCase[] = [
  {
    name: 'every kind of service and server reads back as it was written',
    run: async (kernel, assert) => {
      await done(kernel, assert, TABLE.trim().split('\n').map(op))
      assert.equal(await table(kernel), tableOf(TABLE), 'the table')
    },
  },
  {
    name: 'every scheduler is known',
    run: async (kernel, assert) => {
      await done(
        kernel,
        assert,
        SCHEDULERS.map((name, i) => op(`-A -t 192.0.2.10:${100 + i} -s ${name}`)),
      )
      assert.equal((await table(kernel)).map((s) => s.scheduler).sort(), [...SCHEDULERS].sort(), 'schedulers')
    },
  },
  {
    name: 'an edit replaces scheduler, flags, persistence and mask, and keeps the servers',
    run: async (kernel, assert) => {
      const server = '-a -t 192.0.2.10:80 -r 10.0.0.2:80 -m -w 2\n'
      await done(kernel, assert, lines('-A -t 192.0.2.10:80 -s sh -b sh-port -p 60 -M 255.255.255.0', server.trim()))
      await done(kernel, assert, lines('-E -t 192.0.2.10:80 -s rr'))
      assert.equal(await table(kernel), tableOf(`-A -t 192.0.2.10:80 -s rr\n${server}`), 'nothing but rr')
      await done(kernel, assert, lines('-E -t 192.0.2.10:80 -s mh -p 90 -b mh-port'))
      assert.equal(await table(kernel), tableOf(`-A -t 192.0.2.10:80 -s mh -p 90 -b mh-port\n${server}`), 'mh')
    },
  },
  {
    name: 'an edit of a server changes weight, method and thresholds, and without thresholds takes them away',
    run: async (kernel, assert) => {
      await done(kernel, assert, lines('-A -t 192.0.2.10:80 -s rr', '-a -t 192.0.2.10:80 -r 10.0.0.2:80 -m -w 1'))
      const edited = '-t 192.0.2.10:80 -r 10.0.0.2:80 -g -w 7 -x 100 -y 50'
      await done(kernel, assert, lines(`-e ${edited}`))
      assert.equal(await table(kernel), tableOf(`-A -t 192.0.2.10:80 -s rr\n-a ${edited}`), 'all of it')
      await done(kernel, assert, lines('-e -t 192.0.2.10:80 -r 10.0.0.2:80 -g -w 7'))
      const [service] = await table(kernel)
      assert.equal(service?.servers[0]?.upperThreshold, 0, 'no threshold')
    },
  },
  {
    name: 'under direct routing another port is silently stored as the port of the service, under a mark it is kept',
    run: async (kernel, assert) => {
      const id = { kind: 'address', protocol: 'tcp', address: '192.0.2.10', port: 80 } as const
      const server: IpvsServer = { ...gone({ address: '10.0.0.2', port: 8080 }), forward: 'direct' }
      await kernel.execute([op('-A -t 192.0.2.10:80 -s rr'), { do: 'ipvs.addServer', service: id, server }])
      const [service] = await table(kernel)
      assert.equal(
        service?.servers.map((s) => s.port),
        [80],
        'the port of the service',
      )
    },
  },
  {
    name: 'timeouts read back; 0 keeps the value',
    run: async (kernel, assert) => {
      await done(kernel, assert, lines('--set 901 121 301', '--set 902 0 0'))
      assert.equal((await look(kernel)).timeouts, { tcpSec: 902, tcpFinSec: 121, udpSec: 301 }, 'timeouts')
      await done(kernel, assert, lines('--set 900 120 300'))
    },
  },
]

const refusalCases: ContractCase[] = [
  {
    name: 'what exists cannot be added, what does not exist cannot be edited or removed',
    run: async (kernel, assert) => {
      const service = '-A -t 192.0.2.10:80 -s rr'
      await done(kernel, assert, lines(service, '-a -t 192.0.2.10:80 -r 10.0.0.2:80 -m -w 1'))
      await refused(kernel, assert, lines(service), 0, /already exists/)
      await refused(kernel, assert, lines('-a -t 192.0.2.10:80 -r 10.0.0.2:80 -m -w 5'), 0, /already exists/)
      await refused(kernel, assert, lines('-e -t 192.0.2.10:80 -r 10.0.0.9:80 -m -w 1'), 0, /No such destination/)
      await refused(kernel, assert, lines('-d -t 192.0.2.10:80 -r 10.0.0.9:80'), 0, /No such destination/)
      await refused(kernel, assert, lines('-E -t 192.0.2.99:80 -s rr'), 0, /No such service/)
      await refused(kernel, assert, lines('-D -t 192.0.2.99:80'), 0, /No such service/)
      await refused(kernel, assert, lines('-a -t 192.0.2.99:80 -r 10.0.0.9:80 -m -w 1'), 0, /Service not defined/)
      assert.equal(
        (await table(kernel))[0]?.servers.map((s) => s.weight),
        [1],
        'the table is as it was',
      )
    },
  },
  {
    name: 'an unknown scheduler is refused, by name of its operation; the lines around it are done',
    run: async (kernel, assert) => {
      const ops = lines('-A -t 192.0.2.10:80 -s rr', '-A -t 192.0.2.10:81 -s nosuch', '-A -t 192.0.2.10:82 -s rr')
      await refused(kernel, assert, ops, 1, /not found/)
      assert.equal(
        (await table(kernel)).map((s) => serviceKey(s.id)),
        ['tcp 192.0.2.10:80', 'tcp 192.0.2.10:82'],
        'two',
      )
    },
  },
  {
    name: 'the other address family is taken under tunnelling only',
    run: async (kernel, assert) => {
      await done(kernel, assert, lines('-A -t 192.0.2.10:80 -s rr'))
      await refused(kernel, assert, lines('-a -t 192.0.2.10:80 -r [2001:db8::2]:80 -m -w 1'), 0, /address family/)
      await done(kernel, assert, lines('-a -t 192.0.2.10:80 -r [2001:db8::2]:80 -i -w 1'))
    },
  },
]

const counterCases: ContractCase[] = [
  {
    name: 'counters name every service and server; the text is that of ipvsadm -Ln',
    run: async (kernel, assert) => {
      await done(kernel, assert, TABLE.trim().split('\n').map(op))
      const counted = await kernel.counters()
      const keys = (await table(kernel)).map((s) => serviceKey(s.id))
      assert.equal(Object.keys(counted).sort(), [...keys].sort(), 'services')
      const server = counted['tcp 192.0.2.10:80']?.servers['10.0.0.3:80']
      assert.equal([server?.active, server?.inactive, server?.connections], [0, 0, 0], 'a server without traffic')
      const text = await kernel.tableText()
      assert.ok(/^TCP {2}192\.0\.2\.10:81 sh \(sh-fallback,sh-port\) persistent 10$/m.test(text), 'a service line')
      assert.ok(/^ {2}-> 10\.0\.0\.3:80 +Route +3 +0 +0/m.test(text), 'a server line')
    },
  },
  {
    name: 'the table alone is that of a whole look; no server holds a persistence entry without a client',
    run: async (kernel, assert) => {
      await done(kernel, assert, TABLE.trim().split('\n').map(op))
      const { services, timeouts } = await kernel.observe({ sysctls: [] })
      assert.equal(await kernel.observeTable(), { services, timeouts }, 'the table')
      const ops = lines(
        '-e -t 192.0.2.10:80 -r 10.0.0.2:8080 -m -w 7',
        '-d -t 192.0.2.10:80 -r 10.0.0.3:80',
        '-a -t 192.0.2.10:80 -r 10.0.0.9:80 -g -w 0',
      )
      await done(kernel, assert, ops)
      const since = await kernel.observeTable({ before: { services, timeouts }, ops })
      assert.equal(sortTable(since.services), await table(kernel), 'the table after operations on one service')
      assert.equal(since.timeouts, timeouts, 'the timeouts')
      const quick = await kernel.observe({ sysctls: [], quick: true })
      assert.equal(sortTable(quick.services), sortTable(since.services), 'a quick look after operations')
      const templates = Object.values(await kernel.templates()).flatMap((servers) => Object.values(servers))
      assert.equal(
        templates.filter((count) => count !== 0),
        [],
        'persistence entries',
      )
    },
  },
]

/** The IPVS table, its refusals and its counters. */
export const tableCases: ContractCase[] = [...ipvsCases, ...refusalCases, ...counterCases]
