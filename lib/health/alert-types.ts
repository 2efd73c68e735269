import type { ServerKey, ServiceKey } from '../kernel/state'
import type { Saying } from '../plan/types'
import type { AlertTopic } from './alert-settings'
import type { StateName } from './types'

/** What alerts hear of. `at` is the agent's clock (ms, never stepping back). */
export type AlertEvent = { at: number } & (
  | {
      kind: 'server'
      service: ServiceKey
      server: ServerKey
      /** block names of lvs.cf, for people; null where the file has none any more */
      virtual: string | null
      name: string | null
      from: StateName
      to: StateName
      why: Saying
    }
  /** the blast radius keeps a pool's last set, or no longer */
  | { kind: 'hold'; service: ServiceKey; virtual: string | null; on: boolean; why: Saying }
  /** a virtual server has no server up, or has one again */
  | { kind: 'empty'; service: ServiceKey; virtual: string | null; on: boolean }
  /** an alarm of the agent itself */
  | { kind: 'alarm'; of: string; on: boolean; why: Saying }
  | { kind: 'tick' }
)

/** The state that an alert tells of, as a word. The first of each row is how things are when nothing was told. */
export const ALERT_WORDS = [
  ...(['up', 'down', 'draining', 'cut', 'forced-up', 'forced-down', 'flapping'] as const),
  ...(['released', 'hold'] as const),
  ...(['served', 'empty'] as const),
  ...(['calm', 'alarm'] as const),
] as const
export type AlertWord = (typeof ALERT_WORDS)[number]

export const TOPIC_OF: { [word in AlertWord]: AlertTopic } = {
  up: 'up',
  down: 'down',
  flapping: 'down',
  draining: 'operator',
  cut: 'operator',
  'forced-up': 'operator',
  'forced-down': 'operator',
  released: 'hold',
  hold: 'hold',
  served: 'empty',
  empty: 'empty',
  calm: 'alarm',
  alarm: 'alarm',
}

/** What an alert is about. */
export type AlertSubject =
  | { kind: 'server'; service: ServiceKey; server: ServerKey; virtual: string | null; name: string | null }
  | { kind: 'pool'; service: ServiceKey; virtual: string | null }
  | { kind: 'agent' }

/** One piece of news. */
export type AlertNews = {
  subject: AlertSubject
  word: AlertWord
  why: Saying | null
  /** when it became so */
  at: number
  /** changes of the same subject before this one that were not told */
  untold: number
}

/** A group of a digest: how many subjects of one virtual server came into one state. */
export type AlertGroup = {
  word: AlertWord
  /** null for groups of virtual servers and of the agent's alarms */
  service: ServiceKey | null
  virtual: string | null
  count: number
  /** the first few, as people call them; empty for alarms */
  names: string[]
  /** the first few alarms; empty for servers and virtual servers */
  whys: Saying[]
}

/** What goes out to every channel. */
export type AlertDelivery =
  | { kind: 'news'; at: number; news: AlertNews }
  | { kind: 'digest'; at: number; groups: AlertGroup[]; count: number }
