/**
 * The lab's network as data, and the scripts that build it in the guest.
 *
 *            client        a         b        rs4  rs5        (rs4, rs5: direct routing, tunnelling)
 *              |           |         |         |    |
 *   pub  ======+===========+=========+=========+====+=====    192.0.2.0/24     2001:db8:1::/64
 *                          |         |
 *   prv  ============+=====+====+====+====+===============    198.51.100.0/24  2001:db8:2::/64
 *                    |          |         |
 *                   rs1        rs2       rs3                  (NAT: default route = the routers' floating .1)
 *   mgt  a and b on eth2, the host behind vec0                10.200.0.0/24    consoles and the control channel
 */

export const ROUTERS = ['a', 'b'] as const
export type Router = (typeof ROUTERS)[number]
export const SERVERS = ['rs1', 'rs2', 'rs3', 'rs4', 'rs5'] as const
export type Server = (typeof SERVERS)[number]
export const HOSTS = ['client', ...ROUTERS, ...SERVERS] as const
export type Host = (typeof HOSTS)[number]

export type Bridge = 'pub' | 'prv' | 'mgt'
export type Nic = { device: string; bridge: Bridge; addresses: string[] }

/** The host's end of the tap and the guest's end: the control channel runs between them. */
export const MANAGEMENT = { host: '10.200.0.1', guest: '10.200.0.2', prefix: 24, port: 7000 }

/** Where the NAT servers send their answers: the floating address of the active router (nat_router = "… eth1:1"). */
export const NAT_GATEWAY = '198.51.100.1'
/** IPv6 has no floating gateway in lvs.cf: the NAT servers answer through router a. */
const NAT_GATEWAY6 = '2001:db8:2::11'

/** Virtual addresses that the direct-routing and tunnelling servers carry on lo; scenarios use others for NAT. */
export const VIP = {
  nat: '192.0.2.100',
  nat2: '192.0.2.101',
  direct: '192.0.2.110',
  direct2: '192.0.2.111',
  tunnel: '192.0.2.120',
  nat6: '2001:db8:1::100',
  direct6: '2001:db8:1::110',
} as const

const LAST: Record<Host, number> = { client: 2, a: 11, b: 12, rs1: 21, rs2: 22, rs3: 23, rs4: 24, rs5: 25 }

function nic(host: Host, device: string, bridge: Bridge): Nic {
  const n = LAST[host]
  if (bridge === 'pub') return { device, bridge, addresses: [`192.0.2.${n}/24`, `2001:db8:1::${n}/64`] }
  if (bridge === 'prv') return { device, bridge, addresses: [`198.51.100.${n}/24`, `2001:db8:2::${n}/64`] }
  return { device, bridge, addresses: [`10.200.0.${n}/24`] }
}

/** The interfaces of a host. */
export function nicsOf(host: Host): Nic[] {
  if (host === 'client') return [nic(host, 'eth0', 'pub')]
  if (isRouter(host)) return [nic(host, 'eth0', 'pub'), nic(host, 'eth1', 'prv'), nic(host, 'eth2', 'mgt')]
  return [nic(host, 'eth0', isNatServer(host) ? 'prv' : 'pub')]
}

export const isRouter = (host: Host): host is Router => (ROUTERS as readonly string[]).includes(host)
export const isServer = (host: Host): host is Server => (SERVERS as readonly string[]).includes(host)
const isNatServer = (host: Host) => host === 'rs1' || host === 'rs2' || host === 'rs3'

/** The first IPv4 address of a host on a bridge, without its mask. */
export function addressOf(host: Host, bridge: Bridge, family: 4 | 6 = 4): string {
  const found = nicsOf(host)
    .find((n) => n.bridge === bridge)
    ?.addresses.find((a) => a.includes(':') === (family === 6))
  if (!found) throw new Error(`${host} is not on ${bridge}`)
  return found.split('/')[0] as string
}

/** Lines of `ip -batch` for the guest's own namespace: the three bridges, with the tap device on mgt. */
export function bridgeBatch(): string {
  const lines = (['pub', 'prv', 'mgt'] as const).flatMap((bridge) => [
    `link add name ${bridge} type bridge stp_state 0 forward_delay 0 mcast_snooping 0`,
    `link set dev ${bridge} up`,
  ])
  return text([
    'link set dev lo up',
    ...lines,
    'link set dev vec0 master mgt up',
    `address add ${MANAGEMENT.guest}/${MANAGEMENT.prefix} dev mgt`,
  ])
}

/** Lines of `ip -batch` that make the namespaces of these hosts and plug them in. Hardware addresses stay the same over a rebuild. */
export function plugBatch(hosts: readonly Host[]): string {
  return text([
    ...hosts.map((host) => `netns add ${host}`),
    ...hosts.flatMap((host) =>
      nicsOf(host).map(({ device, bridge }) => {
        const mac = `02:00:00:00:${hex(LAST[host])}:${hex(['pub', 'prv', 'mgt'].indexOf(bridge))}`
        return [
          `link add name ${bridge}-${host} type veth peer name ${device} netns ${host} address ${mac}`,
          `link set dev ${bridge}-${host} master ${bridge} up`,
        ].join('\n')
      }),
    ),
  ])
}

/** Lines of `ip -batch` for inside a host's namespace. */
export function hostBatch(host: Host): string {
  const lines = ['link set dev lo up']
  for (const { device, addresses } of nicsOf(host)) {
    lines.push(`link set dev ${device} up`)
    // nodad: an IPv6 address can be used at once, not after a second of duplicate address detection.
    for (const address of addresses)
      lines.push(`address add ${address} dev ${device}${address.includes(':') ? ' nodad' : ''}`)
  }
  if (isNatServer(host)) lines.push(`route add default via ${NAT_GATEWAY}`, `route add default via ${NAT_GATEWAY6}`)
  else if (isServer(host)) {
    for (const vip of [VIP.direct, VIP.direct2, VIP.tunnel]) lines.push(`address add ${vip}/32 dev lo`)
    lines.push(`address add ${VIP.direct6}/128 dev lo nodad`, 'link set dev tunl0 up', 'link set dev ip6tnl0 up')
  }
  return text(lines)
}

/**
 * Lines of a sysctl file for inside a host's namespace. A server that carries the VIP on lo must not answer ARP for it
 * (kernel documentation, networking/ip-sysctl: arp_ignore, arp_announce).
 */
export function hostSysctls(host: Host): string | undefined {
  if (!isServer(host) || isNatServer(host)) return undefined
  return text(['net.ipv4.conf.all.arp_ignore = 1', 'net.ipv4.conf.all.arp_announce = 2'])
}

const hex = (n: number) => n.toString(16).padStart(2, '0')
const text = (lines: string[]) => `${lines.join('\n')}\n`
