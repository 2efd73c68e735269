import type { Saying } from '../plan/types'
import { agentAnswers, heardPartner, serves, why } from './state'
import type { ChannelName, PulseConfig, PulseState } from './types'
import { leasePossible } from './wish'

const alarm = (code: string, params: Saying['params'] = {}): Saying => ({ code: `pulse.alarm.${code}`, params })

/** What a person should know now, in the order of its weight. Gone from the list = over. */
export function alarmsOf(state: PulseState, config: PulseConfig): Saying[] {
  if (state.name === 'off')
    return config.unable && config.unable.code !== 'pulse.start.backup-inactive' ? [config.unable] : []
  const found: Saying[] = []
  if (config.roleFrom === 'vrrp' && state.vrrp.said === 'FAULT' && serves(state.name))
    found.push(why('vrrp-fault-alone'))
  if (!config.partner) return found
  if (!agentAnswers(state, config) && state.agentAtMs !== null) found.push(alarm('agent-silent'))
  if (state.name === 'fault') found.push(state.why)
  for (const name of ['public', 'private'] as const) found.push(...doubtOf(state, config, name))
  if (!heardPartner(state, config)) found.push(alarm('partner-silent'))
  else found.push(...silentChannels(state, config), ...differences(state, config))
  if (!leasePossible(config)) found.push(alarm('no-lease'))
  return found
}

/** Packets that could not be believed, as long as they are newer than those that could. */
function doubtOf(state: PulseState, config: PulseConfig, name: ChannelName): Saying[] {
  const { doubt } = state.channels[name]
  if (!doubt || state.nowMs - doubt.atMs > config.deadtimeMs) return []
  const believed = state.partner.heardAtMs ?? Number.NEGATIVE_INFINITY
  const passing = doubt.code === 'replayed' || doubt.code === 'unproven' || doubt.code === 'old-refused'
  if (passing && doubt.atMs - believed < config.deadtimeMs) return []
  return [alarm(doubt.code, { channel: name })]
}

/** The partner is heard, but not over every channel. */
function silentChannels(state: PulseState, config: PulseConfig): Saying[] {
  const names: ChannelName[] = config.privateChannel ? ['public', 'private'] : ['public']
  const since = state.nowMs - config.deadtimeMs
  return names
    .filter((name) => (state.channels[name].heardAtMs ?? Number.NEGATIVE_INFINITY) < since)
    .map((name) => alarm('channel-silent', { channel: name }))
}

/** Two routers that would not agree on when the other is dead. */
function differences({ partner }: PulseState, config: PulseConfig): Saying[] {
  const { told } = partner
  if (!told || partner.old) return []
  if (told.keepaliveMs === config.keepaliveMs && told.deadtimeMs === config.deadtimeMs) return []
  return [alarm('times-differ', { keepalive: told.keepaliveMs / 1000, deadtime: told.deadtimeMs / 1000 })]
}
