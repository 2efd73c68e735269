import type { Evidence } from '@/lib/health/blast'
import { type Gateway, gatewayTowards, neighbourEvidence } from '@/lib/health/gateway'
import { familyOf } from '@/lib/kernel/endpoint'
import { parseRoutes } from '@/lib/kernel/route'
import { findTool, run } from '../run'

/** A gateway that is there answers within milliseconds. */
const WAIT_SEC = 1
const TIMEOUT_MS = 5000
type Answer = Evidence['gateway']
type SourceFor = (address: string) => string | undefined
export type AskGateways = (servers: readonly string[], sourceFor: SourceFor) => Promise<Map<string, Answer>>

/**
 * Asks the gateways towards these servers whether they are there (lib/health/gateway.ts): IPv4 by ARP, which no filter of the gateway's stops, IPv6 by
 * what the kernel knows of the neighbour. Never throws: what cannot be asked is not among the answers.
 */
export const askGateways: AskGateways = async (servers, sourceFor) => {
  try {
    const towards = await gatewaysOf(servers)
    const gateways = new Map([...towards.values()].map((gateway) => [nameOf(gateway), gateway]))
    const asked = [...gateways].map(async ([name, gateway]): Promise<[string, Answer]> => {
      return [name, await ask(gateway, sourceFor(gateway.address))]
    })
    const answers = new Map(await Promise.all(asked))
    return new Map([...towards].map(([server, gateway]) => [server, answers.get(nameOf(gateway)) ?? 'unknown']))
  } catch {
    return new Map()
  }
}

const nameOf = ({ device, address }: Gateway) => `${device} ${address}`

async function gatewaysOf(servers: readonly string[]): Promise<Map<string, Gateway>> {
  const families = [...new Set(servers.map(familyOf))]
  const texts = await Promise.all([
    ip(['-force', '-batch', '-'], servers.map((server) => `route get ${server}\n`).join('')),
    ...families.map((family) => ip([`-${family}`, 'route', 'show', 'default'])),
  ])
  const ways = texts.flatMap(parseRoutes)
  const found = servers.map((server) => [server, gatewayTowards(server, ways)] as const)
  return new Map(found.filter((pair): pair is [string, Gateway] => pair[1] !== null))
}

/** What has no way is said on the other stream and is missing here. */
async function ip(words: readonly string[], input?: string): Promise<string> {
  return (await run(['ip', '-j', ...words], { timeoutMs: TIMEOUT_MS, input })).stdout
}

async function ask({ device, address }: Gateway, source: string | undefined): Promise<Answer> {
  if (familyOf(address) === 6 || !findTool('arping')) {
    return neighbourEvidence(statesOf(await ip(['neigh', 'show', 'to', address, 'dev', device])))
  }
  const from = source ? ['-s', source] : []
  const argv = ['arping', '-q', '-f', '-w', `${WAIT_SEC}`, '-I', device, ...from, address]
  const { code } = await run(argv, { timeoutMs: TIMEOUT_MS })
  // arping(8): 1 = no answer; 2 = it could not ask (no such interface, no ARP on it).
  if (code === 0) return 'answers'
  return code === 1 ? 'silent' : 'unknown'
}

function statesOf(json: string): string[] {
  try {
    const parsed: unknown = JSON.parse(json)
    return (Array.isArray(parsed) ? parsed : []).flatMap((entry: { state?: unknown }) =>
      Array.isArray(entry?.state) ? entry.state.filter((state) => typeof state === 'string') : [],
    )
  } catch {
    return []
  }
}
