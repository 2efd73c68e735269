import type { Place, Route } from './start'
import type { ChannelName, PulseConfig } from './types'

/** Where heartbeats go and how often: what two routers have to agree on. */
export type Line = Pick<Place, 'port' | 'routes'> & Pick<PulseConfig, 'keepaliveMs' | 'deadtimeMs'>

/**
 * After a change of the line this router also speaks and listens on the one before, so that a partner that has not changed yet hears it and is heard: a
 * change over both routers cuts nothing, in whatever order and however far it gets (operations.md 5).
 */
export type Bridge = {
  behind: Line
  /** since when the partner has been heard on the new line without a break, ms of the heartbeat process's clock */
  settledFromMs: number | null
  /** says nothing on the old line any more, only listens */
  mute: boolean
  /** since when */
  muteFromMs: number
}

/** The partner has been heard on the new line for so long: it is its own line too, no passing one. */
export const SETTLED_MS = 120_000
/** Nothing more comes over the old line for so long after we fell silent there: it is given up. */
export const QUIET_MS = 30_000

const NAMES = ['public', 'private'] as const

export const lineOf = ({ config, port, routes }: Pick<Place, 'config' | 'port' | 'routes'>): Line => ({
  port,
  routes,
  keepaliveMs: config.keepaliveMs,
  deadtimeMs: config.deadtimeMs,
})

const textOf = ({ port, routes, keepaliveMs, deadtimeMs }: Line): string =>
  JSON.stringify([port, keepaliveMs, deadtimeMs, ...NAMES.map((name) => [routes[name]?.from, routes[name]?.to])])

export const sameLine = (a: Line, b: Line): boolean => textOf(a) === textOf(b)

/** The bridge that a change from one place to another needs; null where nobody listened before, or this router is another one now. */
export function bridgeFrom(before: Place | null, after: Place, old: Bridge | null): Bridge | null {
  // Nobody to speak to for a while (an address is gone, the backup is disabled): what was agreed on before still counts afterwards.
  if (!before?.config.partner || !after.config.partner) return old
  if (before.config.me !== after.config.me) return null
  if (sameLine(lineOf(before), lineOf(after))) return old
  const behind = lineOf(before)
  // A second change before the partner followed the first: it is still where it was.
  const kept = old && old.settledFromMs === null ? old.behind : behind
  if (sameLine(kept, lineOf(after))) return null
  return { behind: kept, settledFromMs: null, mute: false, muteFromMs: 0 }
}

/** As long as the partner may still go by the old times: the shorter interval, the longer patience. */
export function patient(config: PulseConfig, bridge: Bridge | null): PulseConfig {
  if (!bridge) return config
  const { behind } = bridge
  return {
    ...config,
    keepaliveMs: Math.min(config.keepaliveMs, behind.keepaliveMs),
    deadtimeMs: Math.max(config.deadtimeMs, behind.deadtimeMs),
  }
}

/** When the partner was last heard on either line; monotonic ms, null = not yet. */
export type Heard = { nowMs: number; newMs: number | null; oldMs: number | null }

/** The bridge as time passes; null = it is over. */
export function stepBridge(bridge: Bridge, heard: Heard): Bridge | null {
  const { nowMs, newMs, oldMs } = heard
  const alive = newMs !== null && nowMs - newMs <= bridge.behind.deadtimeMs
  const settledFromMs = alive ? (bridge.settledFromMs ?? nowMs) : null
  if (settledFromMs === null) return { ...bridge, settledFromMs, mute: false }
  if (!bridge.mute)
    return nowMs - settledFromMs < SETTLED_MS
      ? { ...bridge, settledFromMs }
      : { ...bridge, settledFromMs, mute: true, muteFromMs: nowMs }
  const quietFromMs = Math.max(bridge.muteFromMs, oldMs ?? 0)
  return nowMs - quietFromMs < QUIET_MS ? { ...bridge, settledFromMs } : null
}

/** One socket: bound to an own address and port; heartbeats go to all of `to`. */
export type SocketPlan = {
  name: ChannelName
  from: string
  device: string
  port: number
  to: string[]
  /** partner's addresses that only the old line knows here */
  old: string[]
}

/** The sockets of both lines. Two routes from the same address and port share one. */
export function socketsOf(
  now: Pick<Line, 'port' | 'routes'>,
  behind: (Pick<Line, 'port' | 'routes'> & { mute: boolean }) | null,
): SocketPlan[] {
  const plans: SocketPlan[] = []
  const add = (name: ChannelName, route: Route | null, port: number, old: boolean, mute: boolean) => {
    if (!route) return
    const { from, to, device } = route
    let plan = plans.find((one) => one.from === from && one.port === port)
    if (!plan) {
      plan = { name, from, device, port, to: [], old: [] }
      plans.push(plan)
    }
    if (plan.to.includes(to)) return
    if (old) plan.old.push(to)
    if (!mute) plan.to.push(to)
  }
  for (const name of NAMES) add(name, now.routes[name], now.port, false, false)
  if (behind) for (const name of NAMES) add(name, behind.routes[name], behind.port, true, behind.mute)
  return plans
}
