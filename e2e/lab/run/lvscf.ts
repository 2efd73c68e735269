import { addressOf, NAT_GATEWAY, type Server } from '../topology'

/** lvs.cf as an administrator would write it, for scenarios: only what a scenario varies is an argument. */

type Values = Record<string, string | number>
export type VirtualText = { name: string; values: Values; servers: { name: Server; values?: Values }[] }

const lines = (indent: number, values: Values) =>
  Object.entries(values).map(([key, value]) => `${' '.repeat(indent)}${key} = ${value}`)

/** A whole file: global part for router a with this forwarding method, then the virtual servers. */
export function lvsCf(network: 'nat' | 'direct' | 'tunnel', ...virtuals: VirtualText[]): string {
  const nat: Values = network === 'nat' ? { nat_router: `${NAT_GATEWAY} eth1:1`, nat_nmask: '255.255.255.0' } : {}
  const global = lines(0, { serial_no: 1, primary: addressOf('a', 'pub'), service: 'lvs', network, ...nat })
  return `${[...global, ...virtuals.flatMap(virtualLines)].join('\n')}\n`
}

function virtualLines({ name, values, servers }: VirtualText): string[] {
  const blocks = servers.flatMap((server) => [
    `     server ${server.name} {`,
    ...lines(9, { address: serverAddress(server.name), active: 1, weight: 1, ...server.values }),
    '     }',
  ])
  return [`virtual ${name} {`, ...lines(5, { active: 1, ...values }), ...blocks, '}']
}

/** Where a real server is reached: NAT servers on the private network, the others on the public one. */
export function serverAddress(server: Server, family: 4 | 6 = 4): string {
  return addressOf(server, server === 'rs4' || server === 'rs5' ? 'pub' : 'prv', family)
}
