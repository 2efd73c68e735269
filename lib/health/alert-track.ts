import type { Saying } from '../plan/types'
import type { AlertSettings } from './alert-settings'
import { type AlertNews, type AlertSubject, type AlertWord, TOPIC_OF } from './alert-types'

/** What alerts remember of one subject. Times in ms of the agent's clock. */
export type Track = {
  subject: AlertSubject
  word: AlertWord
  why: Saying | null
  sinceMs: number
  /** what was told last; silence counts as told where nobody wants to hear of it */
  told: AlertWord
  /** changes since then that were not told */
  untold: number
  /** the latest changes, as many as make flapping */
  changes: number[]
  /** when each word was told, within the interval of the repeat limit */
  tellings: { [word in AlertWord]?: number[] }
  flapping: boolean
}

export type Tracked = { track: Track; news: AlertNews | null }

/** A subject that nothing was told of. */
export function newTrack(subject: AlertSubject, word: AlertWord, at: number): Track {
  return {
    subject,
    word,
    why: null,
    sinceMs: at,
    told: word,
    untold: 0,
    changes: [],
    tellings: {},
    flapping: false,
  }
}

/** The subject came into another state. */
export function change(
  track: Track,
  word: AlertWord,
  why: Saying | null,
  at: number,
  settings: AlertSettings,
): Tracked {
  const { flap } = settings
  const changes = [...track.changes, at].slice(-flap.changes)
  const counts = !silent(word, settings) && !silent(track.word, settings)
  const untold = track.untold + (counts ? 1 : 0)
  const moved: Track = { ...track, word, why, sinceMs: at, changes, untold }
  if (track.flapping) return { track: moved, news: null }
  const many = changes.length === flap.changes && at - (changes[0] ?? at) <= flap.withinSec * 1000
  if (many) return tell({ ...moved, flapping: true }, 'flapping', at, settings)
  return settle(moved, at, settings)
}

/** The clock moved: flapping may have calmed (told whatever the repeat limit says: it was silent long enough), the limit may allow again. */
export function look(track: Track, at: number, settings: AlertSettings): Tracked {
  if (!track.flapping) return settle(track, at, settings)
  if (at < calmAt(track, settings)) return { track, news: null }
  return tell({ ...track, flapping: false, changes: [] }, track.word, at, settings)
}

/** When `look` has something to do; null = nothing is owed. */
export function dueMs(track: Track, settings: AlertSettings): number | null {
  if (track.flapping) return calmAt(track, settings)
  if (track.told === track.word || silent(track.word, settings)) return null
  const oldest = track.tellings[track.word]?.at(-settings.repeat.count)
  return oldest === undefined ? track.sinceMs : oldest + settings.repeat.perSec * 1000
}

function calmAt(track: Track, settings: AlertSettings): number {
  return (track.changes.at(-1) ?? track.sinceMs) + settings.flap.calmSec * 1000
}

/** An operator's doings that nobody wants to hear of: the server then counts as it was before, so that its return is no news either. */
function silent(word: AlertWord, settings: AlertSettings): boolean {
  return TOPIC_OF[word] === 'operator' && !settings.on.includes('operator')
}

/** Tells the present word unless it is what was told last, or was told too often. What is owed then stays owed. */
function settle(track: Track, at: number, settings: AlertSettings): Tracked {
  const dueAtMs = dueMs(track, settings)
  return dueAtMs === null || dueAtMs > at ? { track, news: null } : tell(track, track.word, at, settings)
}

function tell(track: Track, word: AlertWord, at: number, settings: AlertSettings): Tracked {
  if (silent(word, settings)) return { track, news: null }
  const after = { ...track, told: word, untold: 0 }
  if (!settings.on.includes(TOPIC_OF[word])) return { track: after, news: null }
  const since = at - settings.repeat.perSec * 1000
  const earlier = (track.tellings[word] ?? []).filter((time) => time > since).slice(-settings.repeat.count)
  const { subject, why, sinceMs } = track
  return {
    track: { ...after, tellings: { ...track.tellings, [word]: [...earlier, at] } },
    news: { subject, word, why, at: sinceMs, untold: Math.max(0, track.untold - 1) },
  }
}
