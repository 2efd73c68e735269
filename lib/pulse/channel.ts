import { COUNTED_BEATS } from './state'
import type { Beat, Channel, ChannelName, Doubt, PulseState } from './types'

/** A packet of the partner came in on this channel. */
export function noteHeard(
  channels: PulseState['channels'],
  name: ChannelName,
  { word, told }: Beat,
  atMs: number,
): PulseState['channels'] {
  const channel = channels[name]
  const old = told ? channel.old : { word, atMs }
  // Beats from before the partner was there are no loss.
  const [now = 0, ...before] = channel.heardAtMs === null ? [0] : channel.counts
  return { ...channels, [name]: { ...channel, heardAtMs: atMs, counts: [now + 1, ...before], old } }
}

/**
 * Piranha's packet has no number, and the same heartbeat comes over both channels: what one of them brings now may be older than what the other one brought
 * before. Each keeps its order, so a word that is no change on its own channel says nothing against another one that was just heard on the other.
 */
export function isOvertaken(
  channels: PulseState['channels'],
  name: ChannelName,
  { word, told }: Beat,
  at: { atMs: number; keepaliveMs: number },
): boolean {
  if (told) return false
  const mine = channels[name].old
  const other = channels[name === 'public' ? 'private' : 'public'].old
  const isChange = mine !== null && mine.word !== word
  if (isChange || !other || other.word === word) return false
  return at.atMs - other.atMs < 2 * at.keepaliveMs
}

export function noteDoubt(
  channels: PulseState['channels'],
  name: ChannelName,
  code: Doubt,
  atMs: number,
): PulseState['channels'] {
  return { ...channels, [name]: { ...channels[name], doubt: { code, atMs } } }
}

/** A beat of ours: what comes from now on counts for the next one. */
export function nextBeat(channels: PulseState['channels']): PulseState['channels'] {
  const shifted = (channel: Channel) => ({ ...channel, counts: [0, ...channel.counts].slice(0, COUNTED_BEATS + 1) })
  return { public: shifted(channels.public), private: shifted(channels.private) }
}

/**
 * Share of the partner's heartbeats that did not come over the last beats, 0..1; null before a few beats have passed. A beat of ours without a packet is a
 * loss, unless one beside it brought two: the two routers' beats drift. Answers between beats make up for nothing.
 */
export function lossOf(channel: Channel): number | null {
  const whole = channel.counts.slice(1)
  if (whole.length < 4) return null
  const came = whole.filter((count, i) => count > 0 || (whole[i - 1] ?? 0) > 1 || (whole[i + 1] ?? 0) > 1)
  return 1 - came.length / whole.length
}
