import { groupsOf } from './alert-digest'
import type { AlertSettings } from './alert-settings'
import { change, dueMs, look, newTrack, type Track, type Tracked } from './alert-track'
import type { AlertDelivery, AlertEvent, AlertNews, AlertSubject, AlertWord } from './alert-types'
import type { StateName } from './types'

/**
 * Who has to be told what, and when: repeat limits, flapping, digests. In the end the last word that was told of a subject is how it is, whatever
 * was kept back meanwhile. `step` moves it on in place: a copy per event would cost minutes when a hundred thousand servers fail at once.
 */
export type AlertState = {
  tracks: Map<string, Track>
  /** when something is owed of a track */
  owed: Map<string, number>
  /** nothing is owed before this */
  owedFromMs: number
  /** news that goes out together */
  gathered: AlertNews[]
  flushAtMs: number | null
  /** no digest before this */
  digestAtMs: number
}

export function newAlertState(): AlertState {
  return {
    tracks: new Map(),
    owed: new Map(),
    owedFromMs: Number.POSITIVE_INFINITY,
    gathered: [],
    flushAtMs: null,
    digestAtMs: Number.NEGATIVE_INFINITY,
  }
}

/**
 * One event, or the clock. What is due by now goes out first, so that a late tick changes no order.
 * @param state is moved on in place
 * @returns what goes out now, in its order
 */
export function step(state: AlertState, event: AlertEvent, settings: AlertSettings): AlertDelivery[] {
  const { at } = event
  const deliveries = due(state, at, settings)
  if (event.kind === 'tick') return deliveries
  const heard = hear(event)
  if (!heard) return deliveries
  take(state, heard, at, settings)
  return [...deliveries, ...due(state, at, settings)]
}

/** When a tick is due next, never too late; null = nothing waits. */
export function nextAlertMs(state: AlertState): number | null {
  const next = Math.min(state.owedFromMs, state.flushAtMs ?? Number.POSITIVE_INFINITY)
  return next === Number.POSITIVE_INFINITY ? null : next
}

type Heard = {
  /** of its track */
  id: string
  subject: AlertSubject
  /** what it counted as before the first event; null = it is to be forgotten */
  was: AlertWord
  word: AlertWord | null
  why: AlertNews['why']
}

/** States that are no news of their own keep the word: held (told by its pool), starting. Inactive and retired servers are forgotten. */
const WORD_OF: { [state in StateName]: AlertWord | 'forget' | 'as before' } = {
  starting: 'as before',
  up: 'up',
  warming: 'up',
  down: 'down',
  quiesced: 'down',
  held: 'as before',
  draining: 'draining',
  cut: 'cut',
  retired: 'forget',
  'forced-up': 'forced-up',
  'forced-down': 'forced-down',
  inactive: 'forget',
}

function hear(event: Exclude<AlertEvent, { kind: 'tick' }>): Heard | null {
  switch (event.kind) {
    case 'server': {
      const { service, server, virtual, name, why } = event
      const word = WORD_OF[event.to]
      if (word === 'as before') return null
      const from = WORD_OF[event.from]
      const was = from === 'as before' || from === 'forget' ? 'up' : from
      const subject: AlertSubject = { kind: 'server', service, server, virtual, name }
      return { id: `${service} ${server}`, subject, was, word: word === 'forget' ? null : word, why }
    }
    case 'hold':
    case 'empty': {
      const { service, virtual, kind, on } = event
      const [was, word] = kind === 'hold' ? (['released', 'hold'] as const) : (['served', 'empty'] as const)
      const subject: AlertSubject = { kind: 'pool', service, virtual }
      const why = event.kind === 'hold' ? event.why : null
      return { id: `${service} ${kind}`, subject, was: on ? was : word, word: on ? word : was, why }
    }
    case 'alarm': {
      const word = event.on ? 'alarm' : 'calm'
      const was = event.on ? 'calm' : 'alarm'
      return { id: `agent ${event.of}`, subject: { kind: 'agent' }, was, word, why: event.why }
    }
  }
}

function take(state: AlertState, heard: Heard, at: number, settings: AlertSettings): void {
  const { id, word } = heard
  const old = state.tracks.get(id)
  if (word === null) {
    state.tracks.delete(id)
    state.owed.delete(id)
    return
  }
  const known: Track = { ...(old ?? newTrack(heard.subject, heard.was, at)), subject: heard.subject }
  if (known.word === word) state.tracks.set(id, known)
  else keep(state, id, change(known, word, heard.why, at, settings), at, settings)
}

function keep(state: AlertState, id: string, { track, news }: Tracked, at: number, settings: AlertSettings): void {
  state.tracks.set(id, track)
  const dueAtMs = dueMs(track, settings)
  if (dueAtMs === null) state.owed.delete(id)
  else {
    state.owed.set(id, dueAtMs)
    state.owedFromMs = Math.min(state.owedFromMs, dueAtMs)
  }
  if (!news) return
  state.gathered.push(news)
  state.flushAtMs ??= Math.max(at + settings.digest.gatherSec * 1000, state.digestAtMs)
}

/** Everything that is owed by now, then what was gathered long enough. */
function due(state: AlertState, at: number, settings: AlertSettings): AlertDelivery[] {
  if (state.owedFromMs <= at) {
    for (const [id, atMs] of [...state.owed]) {
      const track = state.tracks.get(id)
      if (track && atMs <= at) keep(state, id, look(track, at, settings), at, settings)
    }
    state.owedFromMs = [...state.owed.values()].reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  }
  if (state.flushAtMs === null || state.flushAtMs > at) return []
  const news = state.gathered
  state.gathered = []
  state.flushAtMs = null
  if (news.length < settings.digest.from) return news.map((one) => ({ kind: 'news', at, news: one }))
  state.digestAtMs = at + settings.digest.everySec * 1000
  return [{ kind: 'digest', at, groups: groupsOf(news), count: news.length }]
}
