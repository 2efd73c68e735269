import type { AnswerOf } from '@/lib/api/routes'
import {
  ALERT_FIELDS,
  type AlertField,
  type AlertTexts,
  readAlerts,
  SECRET_FIELDS,
  showAlerts,
  withoutChannel,
} from '@/lib/health/alert-fields'
import { ALERT_CHANNELS, type AlertChannel, type AlertSettings } from '@/lib/health/alert-settings'
import { suggest } from '@/lib/lvscf/suggest'
import { readArguments, UsageError } from './args'
import { EXIT, type Io, line, speak, speakCode } from './io'
import { actorOf, agentOf, refused } from './transport'

/** More words than there are settings are a mistake. */
const MOST_WORDS = 64
const isSecret = (field: AlertField) => (SECRET_FIELDS as readonly string[]).includes(field)
const json = (io: Io, value: unknown) => io.out(`${JSON.stringify(value, null, 2)}\n`)

/** `alerts`: who is told when a server goes down. Without a word: how the channels do, with exit 1 when one fails. */
export async function alertsVerb(io: Io, argv: string[]): Promise<number> {
  const { values, words } = readArguments(io, argv, {}, MOST_WORDS)
  const [what, ...rest] = words
  const asJson = values.json === true
  if (what === undefined) return status(io, asJson)
  if (what === 'show' && rest.length === 0) return show(io, asJson)
  if (what === 'set' && rest.length > 0) return set(io, rest, asJson)
  if (what === 'remove' && rest.length === 1) return remove(io, channelOf(io, rest[0]), asJson)
  if (what === 'test' && rest.length === 1) return test(io, channelOf(io, rest[0]), asJson)
  throw new UsageError(speak(io, 'cli.alerts.usage'))
}

function channelOf(io: Io, word = ''): AlertChannel {
  const channel = ALERT_CHANNELS.find((one) => one === word)
  if (!channel) throw new UsageError(speak(io, 'cli.alerts.noChannel', { word, known: ALERT_CHANNELS.join(', ') }))
  return channel
}

async function status(io: Io, asJson: boolean): Promise<number> {
  const call = agentOf(io)
  const [settings, doing] = [await call('settings'), await call('alerts')]
  if (!settings.ok) return refused(io, settings)
  if (!doing.ok) return refused(io, doing)
  const { channels, gathered } = doing.value
  if (asJson) json(io, { channels, gathered, settings: settings.value.alerts })
  else {
    for (const channel of ALERT_CHANNELS)
      io.out(line(channelText(io, channel, settings.value.alerts, channels[channel])))
    io.out(line(speak(io, 'alerts.panel.gathered', { count: gathered })))
  }
  const fails = ALERT_CHANNELS.some((channel) => channels[channel]?.lastFailure)
  return fails ? EXIT.problems : EXIT.done
}

type Queue = AnswerOf<'alerts'>['channels'][AlertChannel]

function channelText(io: Io, channel: AlertChannel, settings: AlertSettings, queue: Queue): string {
  const name = speak(io, `alerts.channel.${channel}`)
  const own = settings[channel]
  if (!own?.enabled || !queue)
    return speak(io, 'cli.alerts.silent', { name, state: speak(io, own ? 'alerts.state.off' : 'alerts.state.unset') })
  const { sent, waiting, failed, dropped, lastSentMs, lastFailure } = queue
  const head = speak(io, 'cli.alerts.channel', {
    name,
    sent,
    waiting,
    lost: failed + dropped,
    last: lastSentMs === null ? speak(io, 'alerts.panel.never') : when(lastSentMs),
  })
  if (!lastFailure) return head
  const { why, atMs, tries } = lastFailure
  return `${head} ${speak(io, 'cli.alerts.failure', { at: when(atMs), tries, why: speakCode(io, why.code, why.params) })}`
}

const when = (at: number) => `${new Date(at).toISOString().replace('T', ' ').slice(0, 19)} UTC`

/** Lines that `alerts set` takes; secrets, and channels that are not set up, are left out. */
async function show(io: Io, asJson: boolean): Promise<number> {
  const settings = await agentOf(io)('settings')
  if (!settings.ok) return refused(io, settings)
  const { alerts } = settings.value
  if (asJson) json(io, alerts)
  else for (const text of linesOf(alerts)) io.out(line(text))
  return EXIT.done
}

function linesOf(settings: AlertSettings): string[] {
  const texts = showAlerts(settings)
  const unset = ALERT_CHANNELS.filter((channel) => settings[channel] === null)
  const shown = ALERT_FIELDS.filter(
    (field) => !isSecret(field) && !unset.some((channel) => field.startsWith(`${channel}.`)),
  )
  return shown.map((field) => `${field}=${texts[field]}`)
}

async function set(io: Io, words: string[], asJson: boolean): Promise<number> {
  const given = givenOf(io, words)
  const settings = await agentOf(io)('settings')
  if (!settings.ok) return refused(io, settings)
  const read = readAlerts({ ...given, ...(await secretsOf(io, given)) }, settings.value.alerts)
  if (read.ok) return change(io, read.settings, asJson)
  for (const { field, code, params } of read.problems)
    io.err(line(`arapaima: ${field}: ${speak(io, `alerts.bad.${code}`, params)}`))
  return EXIT.problems
}

/** `PATH=VALUE` words. @throws UsageError for a word that is none, an unknown path, a secret as an argument */
function givenOf(io: Io, words: readonly string[]): Partial<AlertTexts> {
  const given: Partial<AlertTexts> = {}
  for (const word of words) {
    const at = word.indexOf('=')
    const name = at < 0 ? word : word.slice(0, at)
    const field = ALERT_FIELDS.find((one) => one === name)
    if (!field) {
      const close = suggest(name, [...ALERT_FIELDS])
      const more = close ? ` ${speak(io, 'cli.didYouMean', { word: close })}` : ''
      throw new UsageError(speak(io, 'cli.alerts.noPath', { path: name }) + more)
    }
    if (at < 0) throw new UsageError(speak(io, 'cli.alerts.noValue', { path: name }))
    const value = word.slice(at + 1)
    if (isSecret(field) && value !== '-') throw new UsageError(speak(io, 'cli.alerts.secret', { path: name }))
    given[field] = value
  }
  return given
}

/** The secrets that are named, typed unseen on the terminal, or from standard input with one in each line, in the order of the words. */
async function secretsOf(io: Io, given: Partial<AlertTexts>): Promise<Partial<AlertTexts>> {
  const wanted = (Object.keys(given) as AlertField[]).filter(isSecret)
  const found: Partial<AlertTexts> = {}
  const lines = wanted.length > 0 && !io.ask ? (await io.stdin()).toString('utf8').split(/\r?\n/) : []
  for (const [index, field] of wanted.entries())
    found[field] = io.ask ? await io.ask(speak(io, 'cli.alerts.ask', { path: field }), true) : (lines[index] ?? '')
  const empty = wanted.find((field) => found[field] === '')
  if (empty) throw new UsageError(speak(io, 'cli.alerts.emptySecret', { path: empty }))
  return found
}

async function remove(io: Io, channel: AlertChannel, asJson: boolean): Promise<number> {
  const settings = await agentOf(io)('settings')
  if (!settings.ok) return refused(io, settings)
  return change(io, withoutChannel(settings.value.alerts, channel), asJson)
}

async function change(io: Io, alerts: AlertSettings, asJson: boolean): Promise<number> {
  const reply = await agentOf(io)('changeSettings', { body: { settings: { alerts }, actor: actorOf(io) } })
  if (!reply.ok) return refused(io, reply)
  if (asJson) json(io, reply.value.alerts)
  else io.out(line(speak(io, 'alerts.panel.saved')))
  return EXIT.done
}

/** One try of one channel, now. Exit 1 when it reached nobody. */
async function test(io: Io, channel: AlertChannel, asJson: boolean): Promise<number> {
  const reply = await agentOf(io)('testAlert', { body: { channel, actor: actorOf(io) } })
  if (!reply.ok) return refused(io, reply)
  const { ok, why } = reply.value
  const key = ok ? ('alerts.try.done' as const) : ('alerts.try.failed' as const)
  const text = `${speak(io, key, { channel })}${why ? ` ${speakCode(io, why.code, why.params)}` : ''}`
  if (asJson) json(io, reply.value)
  else if (ok) io.out(line(text))
  else io.err(line(`arapaima: ${text}`))
  return ok ? EXIT.done : EXIT.problems
}
