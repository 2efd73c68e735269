import * as z from 'zod'
import * as alerts from './alerts'
import * as answer from './answers'
import * as health from './health'
import * as pair from './pair'
import * as rehearsal from './rehearsal'
import * as request from './requests'
import { settings } from './settings'
import type { ApplyAnswer, JournalEntry, PlanAnswer, Status, Table } from './types'

/**
 * The contract between the agent and everybody who asks it something: console, command, scripts. HTTP and JSON over the agent's
 * unix socket. `writes` routes change the machine or the journal; every one names who asks.
 */
type Route<Q extends z.ZodType, B extends z.ZodType, A> = {
  method: 'GET' | 'POST' | 'PUT'
  path: `/v1/${string}`
  summary: string
  writes: boolean
  query: Q
  body: B
  answer: z.ZodType<A>
}
const get = <Q extends z.ZodType, A>(
  path: `/v1/${string}`,
  summary: string,
  query: Q,
  shape: z.ZodType<A>,
): Route<Q, typeof request.nothing, A> => ({
  method: 'GET',
  path,
  summary,
  writes: false,
  query,
  body: request.nothing,
  answer: shape,
})
const post = <B extends z.ZodType, A>(
  path: `/v1/${string}`,
  summary: string,
  body: B,
  shape: z.ZodType<A>,
): Route<typeof request.nothing, B, A> => ({
  method: 'POST',
  path,
  summary,
  writes: true,
  query: request.nothing,
  body,
  answer: shape,
})

const put = <B extends z.ZodType, A>(
  path: `/v1/${string}`,
  summary: string,
  body: B,
  shape: z.ZodType<A>,
): Route<typeof request.nothing, B, A> => ({ ...post(path, summary, body, shape), method: 'PUT' })

const applied: z.ZodType<ApplyAnswer> = answer.applied
const entry: z.ZodType<JournalEntry> = answer.journalEntry

export const routes = {
  status: get<typeof request.nothing, Status>(
    '/v1/status',
    'What is saved, running and in the kernel, and how they differ',
    request.nothing,
    answer.status,
  ),
  table: get<typeof request.nothing, Table>(
    '/v1/table',
    'The IPVS table with connections, counters and rates',
    request.nothing,
    answer.table,
  ),
  plan: get<typeof request.nothing, PlanAnswer>(
    '/v1/plan',
    'What an apply of the saved files would do now',
    request.nothing,
    answer.plan,
  ),
  apply: post('/v1/apply', 'Does the plan that was shown, if it is still the plan', request.applyBody, applied),
  repair: post(
    '/v1/repair',
    'Makes the kernel equal to the running revision again, hand changes included',
    request.repairBody,
    applied,
  ),
  cut: post('/v1/cut-retired', 'Removes a retired entry now, with its connections', request.cutBody, applied),
  adopt: post(
    '/v1/adopt-and-remove',
    'Removes services and addresses that are not in the record of this agent',
    request.adoptBody,
    applied,
  ),
  journal: get(
    '/v1/journal',
    'Entries of the journal, oldest first: the newest `limit`, or those after `after`',
    request.journalQuery,
    z.array(entry),
  ),
  health: get('/v1/health', 'State and checks of every real server', health.healthQuery, health.healthAnswer),
  healthLog: get(
    '/v1/health-log',
    'What happened to real servers, newest first',
    health.healthLogQuery,
    z.array(health.healthEntry),
  ),
  wish: post(
    '/v1/wish',
    'An operator’s word over the checks: drain, cut, force-up, force-down, resume',
    health.wishBody,
    health.healthServer,
  ),
  try: post(
    '/v1/try',
    'Makes the checks of a server now, with the whole dialogue; changes no state',
    health.tryBody,
    health.tried,
  ),
  alerts: get('/v1/alerts', 'How the channels of alerts do', request.nothing, alerts.alertsAnswer),
  testAlert: post(
    '/v1/alerts/test',
    'Sends one alert over a channel now, as a test',
    alerts.alertTestBody,
    alerts.alertTested,
  ),
  settings: get('/v1/settings', 'The settings that lvs.cf has no key for, secrets hidden', request.nothing, settings),
  changeSettings: put('/v1/settings', 'Changes the settings that are named', request.settingsBody, settings),
  start: post('/v1/start', 'Pulse takes part again after a stop', pair.startBody, pair.pairAnswer),
  stop: post(
    '/v1/stop',
    'Pulse takes part no longer: hands over where the partner is ready',
    pair.stopBody,
    pair.pairAnswer,
  ),
  handover: post(
    '/v1/handover',
    'On the active router gives the service to the partner, on a standby asks it for the service; answers when the partner serves, or why not',
    pair.handoverBody,
    pair.pairAnswer,
  ),
  restart: post(
    '/v1/restart',
    'The agent ends for its keeper to start it again; withdraws nothing',
    pair.restartBody,
    pair.pairAnswer,
  ),
  rehearsals: get(
    '/v1/rehearsals',
    'Hand-overs that were tried, newest first, and the one that is under way',
    request.nothing,
    rehearsal.rehearsalsAnswer,
  ),
  rehearse: post(
    '/v1/rehearsals',
    'Begins one: to the partner, the gap measured, and back; answers at once',
    rehearsal.rehearseBody,
    pair.pairAnswer,
  ),
  seen: post(
    '/v1/rehearsals/seen',
    'Puts the gap that a third host saw beside a rehearsal',
    rehearsal.seenBody,
    pair.pairAnswer,
  ),
  key: post(
    '/v1/key',
    'Does with the heartbeat’s key what root has written into STATE/agent/key.request',
    pair.keyBody,
    pair.pairAnswer,
  ),
  record: post('/v1/journal', 'Writes an entry for something the console or the command did', request.entryBody, entry),
} as const

export type Routes = typeof routes
export type RouteName = keyof Routes
export type BodyOf<N extends RouteName> = z.input<Routes[N]['body']>
export type QueryOf<N extends RouteName> = z.input<Routes[N]['query']>
export type AnswerOf<N extends RouteName> = z.output<Routes[N]['answer']>
