import { serverAddress } from '../../lab/run/lvscf'
import { NAT_GATEWAY, VIP } from '../../lab/topology'
import type { RouterA } from './router'

type Server = { name: string; address: string; weight?: number; active?: 0 | 1 }
type Virtual = { name: string; active?: 0 | 1; lines: string[]; servers: Server[] }

const serverBlock = ({ name, address, weight = 1, active = 1 }: Server) => `     server ${name} {
         address = ${address}
         active = ${active}
         weight = ${weight}
     }
`

const virtualBlock = ({ name, active = 1, lines, servers }: Virtual) => `virtual ${name} {
     active = ${active}
${lines.map((line) => `     ${line}\n`).join('')}${servers.map(serverBlock).join('')}}
`

/** An lvs.cf of router a with these virtual servers, forwarding by NAT. Without serial_no: a save changes no line of it. */
export function site(...virtuals: Virtual[]): string {
  return `primary = 192.0.2.11
service = lvs
network = nat
nat_router = ${NAT_GATEWAY} eth1:1
nat_nmask = 255.255.255.0
${virtuals.map(virtualBlock).join('')}`
}

// Checked every two seconds: a test waits for the first word of each.
// Weight 1, since slow start takes twenty seconds to double one.
const USUAL = ['vip_nmask = 255.255.255.0', 'timeout = 2', 'reentry = 2']
const rs = [serverAddress('rs1'), serverAddress('rs2'), serverAddress('rs3')] as const

export const WEB: Virtual = {
  name: 'web',
  lines: [`address = ${VIP.nat} eth0:1`, ...USUAL, 'port = 80', 'protocol = tcp', 'scheduler = wrr'],
  servers: [
    { name: 'node1', address: rs[0] },
    { name: 'node2', address: rs[1] },
    { name: 'node3', address: rs[2] },
  ],
}

const shop = (name: string, port: number): Virtual => ({
  name,
  lines: [
    `address = ${VIP.nat2} eth0:2`,
    ...USUAL,
    ...[`port = ${port}`, 'protocol = tcp', 'scheduler = wlc', 'fwmark = 80', 'persistent = 300'],
  ],
  servers: [
    { name: 'node1', address: rs[0] },
    { name: 'node2', address: rs[1] },
  ],
})

const DNS: Virtual = {
  name: 'dns',
  lines: [`address = ${VIP.nat} eth0:1`, ...USUAL, 'port = 53', 'protocol = udp', 'scheduler = rr'],
  servers: [
    { name: 'ns1', address: rs[0] },
    { name: 'ns2', address: rs[2] },
  ],
}

const MAIL: Virtual = {
  name: 'mail',
  active: 0,
  lines: [`address = ${VIP.nat} eth0:1`, ...USUAL, 'port = 25', 'protocol = tcp', 'scheduler = wlc'],
  servers: [{ name: 'mx1', address: rs[1] }],
}

/** A small site with a bit of everything: a group by firewall mark, UDP, a virtual server that is not active. */
export const BUSY_SITE = { text: site(WEB, shop('shop', 80), shop('shop-tls', 443), DNS, MAIL), up: 7 }

/** Requests to the services of `BUSY_SITE` until `quiet`, so that counters and graphs have something to show. */
export async function traffic({ client }: RouterA): Promise<void> {
  await client.ask({ address: VIP.nat, port: 53 }, 20)
  // A few only: the guest's processor is the browser's, too.
  await client.stream('web', { address: VIP.nat, port: 80 }, 4)
  await client.stream('shop', { address: VIP.nat2, port: 443 }, 2)
}

export async function quiet({ client }: RouterA): Promise<void> {
  for (const name of ['web', 'shop']) await client.halt(name)
}

/** No virtual server at all. */
export const EMPTY_SITE = { text: site(), up: 0 }

/** `BUSY_SITE` after an afternoon of editing: a weight, a timeout, one virtual server less, one more. */
export const CHANGED_SITE = BUSY_SITE.text
  .replace('weight = 1', 'weight = 3')
  .replace('scheduler = rr', 'scheduler = wrr')
  .replace(virtualBlock(MAIL), virtualBlock({ ...MAIL, active: 1 }))

export const LONG_NAME = 'a-name-of-sixty-letters-as-somebody-in-a-big-company-makes-them'

/** More of everything than fits: 200 real servers, long names, IPv6. */
export const LARGE_SITE = site({
  name: LONG_NAME,
  lines: [`address = ${VIP.nat6} eth0`, ...USUAL.slice(1), 'port = 8080', 'protocol = tcp', 'scheduler = wlc'],
  servers: Array.from({ length: 200 }, (_, i) => ({
    name: `${LONG_NAME}-${i}`,
    address: `2001:db8:2:ffff:ffff:ffff:ffff:${(i + 0x1000).toString(16)}`,
  })),
})

/** More virtual servers than a page of their list shows, none of them active: `shop-1` to `shop-120`, on ports 1001 to 1120. */
export const MANY_SITE = site(
  ...Array.from({ length: 120 }, (_, i) => ({ ...shop(`shop-${i + 1}`, 1001 + i), active: 0 as const })),
)
