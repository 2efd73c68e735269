import assert from 'node:assert/strict'
import type { Tally } from '../protocol'
import type { LabHost } from '../run/host'
import { scenario } from '../run/scenario'
import { addressOf, NAT_GATEWAY, type Server, VIP } from '../topology'

// The lab itself: entries made by hand with ipvsadm carry packets by every method. What these cannot show, no other scenario can.

const natServer = (n: 1 | 2 | 3, family: 4 | 6 = 4) => addressOf(`rs${n}`, 'prv', family)
const publicServer = (n: 4 | 5, family: 4 | 6 = 4) => addressOf(`rs${n}`, 'pub', family)
const split = (by: Partial<Record<Server, number>>): Tally => ({
  by: by as Record<string, number>,
  lost: 0,
  errors: [],
})

const address = (router: LabHost, ...lines: string[]) =>
  router.run(['ip', '-batch', '-'], { input: `${lines.join('\n')}\n` })
const forwarding = (router: LabHost) =>
  router.run(['sysctl', '-q', '-w', 'net.ipv4.ip_forward=1', 'net.ipv6.conf.all.forwarding=1'])

async function natRouter(router: LabHost): Promise<void> {
  await address(
    router,
    `address add ${VIP.nat}/24 dev eth0 label eth0:1`,
    `address add ${NAT_GATEWAY}/24 dev eth1 label eth1:1`,
    `address add ${VIP.nat6}/64 dev eth0 nodad`,
  )
  await forwarding(router)
}

scenario('NAT by hand: 30 requests over wrr 1:2 split 10:20', async ({ a, client }) => {
  await natRouter(a)
  await a.restore([
    `-A -t ${VIP.nat}:80 -s wrr`,
    `-a -t ${VIP.nat}:80 -r ${natServer(1)}:80 -m -w 1`,
    `-a -t ${VIP.nat}:80 -r ${natServer(2)}:8080 -m -w 2`,
  ])
  assert.deepEqual(await client.fetch({ address: VIP.nat, port: 80 }, 30), split({ rs1: 10, rs2: 20 }))
})

scenario('NAT by hand over IPv6, and UDP', async ({ a, client }) => {
  await natRouter(a)
  await a.restore([
    `-A -t [${VIP.nat6}]:80 -s rr`,
    `-a -t [${VIP.nat6}]:80 -r [${natServer(1, 6)}]:80 -m`,
    `-a -t [${VIP.nat6}]:80 -r [${natServer(3, 6)}]:80 -m`,
    `-A -u ${VIP.nat}:53 -s rr`,
    `-a -u ${VIP.nat}:53 -r ${natServer(2)}:53 -m`,
    `-a -u ${VIP.nat}:53 -r ${natServer(3)}:5353 -m`,
  ])
  assert.deepEqual(await client.fetch({ address: VIP.nat6, port: 80 }, 6), split({ rs1: 3, rs3: 3 }))
  assert.deepEqual(await client.ask({ address: VIP.nat, port: 53 }, 6), split({ rs2: 3, rs3: 3 }))
  // From one source port it is one connection to IPVS: all questions go to the same server.
  const fixed = await client.ask({ address: VIP.nat, port: 53 }, 4, { fromPort: 4000 })
  assert.deepEqual([Object.values(fixed.by), fixed.lost], [[4], 0])
})

scenario('direct routing by hand: TCP, UDP and IPv6', async ({ a, client }) => {
  await address(a, `address add ${VIP.direct}/32 dev eth0`, `address add ${VIP.direct6}/128 dev eth0 nodad`)
  await a.restore([
    `-A -t ${VIP.direct}:80 -s rr`,
    `-a -t ${VIP.direct}:80 -r ${publicServer(4)}:80 -g`,
    `-a -t ${VIP.direct}:80 -r ${publicServer(5)}:80 -g`,
    `-A -u ${VIP.direct}:53 -s rr`,
    `-a -u ${VIP.direct}:53 -r ${publicServer(4)}:53 -g`,
    `-A -t [${VIP.direct6}]:80 -s rr`,
    `-a -t [${VIP.direct6}]:80 -r [${publicServer(5, 6)}]:80 -g`,
  ])
  assert.deepEqual(await client.fetch({ address: VIP.direct, port: 80 }, 6), split({ rs4: 3, rs5: 3 }))
  assert.deepEqual(await client.ask({ address: VIP.direct, port: 53 }, 2), split({ rs4: 2 }))
  assert.deepEqual(await client.fetch({ address: VIP.direct6, port: 80 }, 2), split({ rs5: 2 }))
})

scenario('only the router answers ARP for the address of direct-routing servers', async ({ a, host }) => {
  const asked = () => host('client').attempt(['arping', '-c', '2', '-w', '3', '-I', 'eth0', VIP.direct])
  assert.equal((await asked()).exit, 1, 'nobody may answer before the router has the address')
  await address(a, `address add ${VIP.direct}/32 dev eth0`)
  const answers = new Set([...(await asked()).stdout.matchAll(/\[([0-9A-F:]{17})\]/g)].map((m) => m[1]))
  assert.deepEqual([...answers], ['02:00:00:00:0B:00'])
})

scenario('tunnelling by hand', async ({ a, client }) => {
  await address(a, `address add ${VIP.tunnel}/32 dev eth0`)
  await a.restore([
    `-A -t ${VIP.tunnel}:80 -s rr`,
    `-a -t ${VIP.tunnel}:80 -r ${publicServer(4)}:80 -i`,
    `-a -t ${VIP.tunnel}:80 -r ${publicServer(5)}:80 -i`,
  ])
  assert.deepEqual(await client.fetch({ address: VIP.tunnel, port: 80 }, 6), split({ rs4: 3, rs5: 3 }))
})

scenario('a mark by hand: two ports are one persistent service', async ({ a, client }) => {
  await natRouter(a)
  await a.run(['iptables-legacy-restore', '--noflush'], {
    input: `*mangle\n-A PREROUTING -d ${VIP.nat}/32 -p tcp -m multiport --dports 80,443 -j MARK --set-mark 80\nCOMMIT\n`,
  })
  await a.restore(['-A -f 80 -s rr -p 300', `-a -f 80 -r ${natServer(1)}:0 -m`, `-a -f 80 -r ${natServer(2)}:0 -m`])
  const plain = await client.fetch({ address: VIP.nat, port: 80 }, 4)
  const secure = await client.fetch({ address: VIP.nat, port: 443 }, 4)
  assert.equal(plain.lost + secure.lost, 0)
  assert.deepEqual(Object.keys({ ...plain.by, ...secure.by }).length, 1, 'both ports go to one server')
})
