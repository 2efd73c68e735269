import type { PairView, RoleChange } from '@/lib/api/pair'
import { canHandOver, canStart, canStop, canTake, lossOf, readiness } from '@/lib/pulse'
import { type Bridge, patient } from '@/lib/pulse/bridge'
import type { Place, Route } from '@/lib/pulse/start'
import { heardPartner } from '@/lib/pulse/state'
import type { ChannelName, PulseState } from '@/lib/pulse/types'
import { leaseOf } from '@/lib/pulse/wish'
import type { PulseMemory } from './keys'
import type { PulseView } from './messages'

export type ViewInput = {
  place: Place
  view: PulseView
  /** epoch ms at which the view came */
  viewAtMs: number
  memory: PulseMemory
  bridge: Bridge | null
  sync: PairView['sync']
  changes: RoleChange[]
}

/** The pair as the panels show it, from what the heartbeat process last told. Its monotonic times become epoch ms. */
export function pairViewOf({ place, view, viewAtMs, memory, bridge, sync, changes }: ViewInput): PairView {
  // What the heartbeat process goes by, while the partner may still be on the line of before.
  const config = patient(place.config, bridge)
  const { state } = view
  const epoch = (ms: number) => Math.round(viewAtMs - (state.nowMs - ms))
  const epochOrNull = (ms: number | null) => (ms === null ? null : epoch(ms))
  const lease = leaseOf(state, config)
  const channel = (name: ChannelName) => channelOf(state, name, place.routes[name], config.deadtimeMs, epochOrNull)
  return {
    state: state.name,
    since: epoch(state.sinceMs),
    why: state.why,
    me: config.me,
    source: config.roleFrom,
    paired: config.partner,
    port: place.port,
    keepaliveMs: place.config.keepaliveMs,
    deadtimeMs: place.config.deadtimeMs,
    monitorLinks: config.monitorLinks,
    term: state.term,
    holding: state.facts?.holding ?? false,
    leaseSec: lease.kind === 'seconds' ? lease.sec : null,
    channels: { public: channel('public'), private: channel('private') },
    partner: config.partner ? partnerOf(state, heardPartner(state, config), epochOrNull) : null,
    readiness: config.partner ? readiness(state, config) : [],
    can: {
      start: canStart(state, config),
      stop: canStop(state, config, false),
      handover: canHandOver(state, config),
      take: canTake(state, config),
    },
    faults: place.faults,
    warnings: [...place.warnings, ...view.alarms],
    sync,
    behind: bridge && behindOf(bridge),
    key: { count: memory.keys.length, latched: memory.latched },
    lagMs: view.lagMs,
    strangers: view.strangers,
    changes,
  }
}

function behindOf({ behind, mute, settledFromMs }: Bridge): PairView['behind'] {
  const { port, routes, keepaliveMs, deadtimeMs } = behind
  const to = [routes.public, routes.private].flatMap((route) => (route ? [route.to] : []))
  return { port, to, keepaliveMs, deadtimeMs, followed: settledFromMs !== null, mute }
}

type Epoch = (ms: number | null) => number | null

function channelOf(state: PulseState, name: ChannelName, route: Route | null, deadtimeMs: number, epoch: Epoch) {
  if (!route) return null
  const channel = state.channels[name]
  const { doubt } = channel
  const fresh = doubt && state.nowMs - doubt.atMs <= deadtimeMs
  return {
    ...route,
    heardAt: epoch(channel.heardAtMs),
    loss: lossOf(channel),
    doubt: fresh ? doubt.code : null,
    link: state.links[name],
  }
}

function partnerOf({ partner }: PulseState, alive: boolean, epoch: Epoch): PairView['partner'] {
  const { told } = partner
  const sum = (field: 'up' | 'known') => told?.pools.reduce((total, pool) => total + pool[field], 0) ?? 0
  return {
    heardAt: epoch(partner.heardAtMs),
    alive,
    word: partner.word,
    old: partner.old,
    told: told && {
      term: told.term,
      revision: told.revision,
      sysctlsOk: told.sysctlsOk,
      syncOk: told.syncOk,
      keepaliveMs: told.keepaliveMs,
      deadtimeMs: told.deadtimeMs,
      up: sum('up'),
      known: sum('known'),
    },
  }
}
