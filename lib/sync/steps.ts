import ipaddr from 'ipaddr.js'
import type { Saying } from '@/lib/plan/types'
import type { PartnerLink } from './client'
import { type SyncCode, SyncError } from './errors'
import type { MachineFacts } from './facts'
import type { StatusAnswer } from './protocol'

/** Bringing a backup in, in the order in which each step can succeed. */
export const STEPS = [
  'reachable',
  'host',
  'key',
  'arapaima',
  'version',
  'agent',
  'modules',
  'interfaces',
  'settings',
  'clock',
] as const
/** The same for a router without Arapaima: who it is, and whether its files can be read. */
export const FILE_STEPS = ['reachable', 'host', 'key', 'files'] as const
export type Step = (typeof STEPS)[number] | (typeof FILE_STEPS)[number]
/** `open`: an earlier step has to succeed first. `warning`: it works, and somebody should look. */
export type StepResult = { step: Step; state: 'done' | 'warning' | 'failed' | 'open'; saying?: Saying }

/** The step at which each refusal of a connection stops; every other one stops where `arapaima receive` should answer. */
const STOPS: Partial<Record<SyncCode, Step>> = {
  'sync.unreachable': 'reachable',
  'sync.timeout': 'reachable',
  'sync.noAlgorithm': 'host',
  'sync.hostUnknown': 'host',
  'sync.hostChanged': 'host',
  'sync.hostRevoked': 'host',
  'sync.noKey': 'key',
  'sync.keyRefused': 'key',
}

/** Beyond this the clocks of two routers are said to be apart, s; nothing is decided by them. */
export const CLOCK_SEC = 5

/** Asks the partner once and tells how far it has come; never throws for what the partner lacks. */
export async function checkSteps(
  link: PartnerLink,
  here: MachineFacts & { version: string },
  now: () => number = Date.now,
): Promise<StepResult[]> {
  const asked = now()
  try {
    const theirs = await link.ask({ verb: 'status' })
    return stepsOf(theirs, here, clockSecOf(theirs, asked, now()))
  } catch (error) {
    if (!(error instanceof SyncError)) throw error
    return stepsUntil(error)
  }
}

/** The steps by an answer of the partner. */
export function stepsOf(
  theirs: StatusAnswer,
  here: MachineFacts & { version: string },
  clockSec: number,
): StepResult[] {
  const found = judged(theirs, here, clockSec)
  return STEPS.map((step) => ({ step, ...(found[step] ?? { state: 'done' }) }))
}

/** The steps up to the one that a refusal stopped. @param steps STEPS, or FILE_STEPS */
export function stepsUntil({ code, params }: SyncError, steps: readonly Step[] = STEPS): StepResult[] {
  const answers = steps.includes('arapaima') ? 'arapaima' : 'files'
  return stoppedAt(STOPS[code] ?? answers, { code, params }, steps)
}

/** Clock there minus clock here, s, as exact as the connection is quick. */
export const clockSecOf = ({ clockMs }: StatusAnswer, askedMs: number, heardMs: number): number =>
  Math.round((clockMs - (askedMs + heardMs) / 2) / 1000)

/** What to say of clocks that are this far apart; null when they are near enough. */
export const clockWarning = (seconds: number): Saying | null =>
  Math.abs(seconds) <= CLOCK_SEC
    ? null
    : { code: 'sync.clock', params: { seconds: Math.abs(seconds), ahead: seconds > 0 ? 1 : 0 } }

/** Without a key nothing was asked, so nothing before that step is known either. */
function stoppedAt(stop: Step, saying: Saying, steps: readonly Step[]): StepResult[] {
  const asked = saying.code !== 'sync.noKey'
  return steps.map((step): StepResult => {
    if (step === stop) return { step, state: 'failed', saying }
    return { step, state: asked && steps.indexOf(step) < steps.indexOf(stop) ? 'done' : 'open' }
  })
}

type Verdicts = Partial<Record<Step, Omit<StepResult, 'step'>>>

function judged(theirs: StatusAnswer, here: MachineFacts & { version: string }, clockSec: number): Verdicts {
  const { agent, kernel, version, links } = theirs
  const verdicts: Verdicts = {}
  const say = (step: Step, state: 'warning' | 'failed', code: string, params: Saying['params'] = {}) => {
    verdicts[step] = { state, saying: { code, params } }
  }
  if (version !== here.version) say('version', 'warning', 'sync.steps.version', { here: here.version, there: version })
  if (!agent.up) say('agent', 'failed', agent.code, agent.params)
  if (!kernel.ipvs) say('modules', 'failed', 'sync.steps.modules')
  const apart = otherNetworks(here.links, links)
  if (apart.length > 0) say('interfaces', 'failed', 'sync.steps.interfaces', { names: apart.join(' ') })
  const differ = Object.entries(here.kernel.sysctls).filter(([name, value]) => kernel.sysctls[name] !== value)
  const names = differ.map(([name, value]) => `${name} (${value} | ${kernel.sysctls[name] ?? '–'})`).join(', ')
  if (differ.length > 0) say('settings', 'warning', 'sync.steps.settings', { names })
  const clock = clockWarning(clockSec)
  if (clock) verdicts.clock = { state: 'warning', saying: clock }
  return verdicts
}

/** Interfaces with addresses here whose namesake there has none in the same network, or that are not there. */
function otherNetworks(mine: MachineFacts['links'], theirs: MachineFacts['links']): string[] {
  const others = networksOf(theirs)
  return [...networksOf(mine)].flatMap(([name, networks]) => {
    const there = new Set(others.get(name))
    return networks.some((network) => there.has(network)) ? [] : [name]
  })
}

/** The networks of each device. `eth0:1` is a label of `eth0`, and only the active router carries the addresses under it. */
function networksOf(links: MachineFacts['links']): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const [label, addresses] of Object.entries(links)) {
    const [device = label] = label.split(':')
    const networks = addresses.flatMap((one) => networkOf(one) ?? [])
    if (networks.length > 0) found.set(device, [...(found.get(device) ?? []), ...networks])
  }
  return found
}

/** `192.0.2.11/24` → `192.0.2.0/24`; null for link-local and single addresses, which name no common network. */
function networkOf(cidr: string): string | null {
  if (!ipaddr.isValidCIDR(cidr)) return null
  const [address, prefix] = ipaddr.parseCIDR(cidr)
  if (address.range() === 'linkLocal' || prefix === (address.kind() === 'ipv4' ? 32 : 128)) return null
  const bytes = address.toByteArray().map((byte, i) => byte & (0xff00 >> Math.min(8, Math.max(0, prefix - 8 * i))))
  return `${ipaddr.fromByteArray(bytes)}/${prefix}`
}
