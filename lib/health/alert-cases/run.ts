import { type AlertSettings, type AlertTopic, alertSettings } from '../alert-settings'
import type { AlertDelivery, AlertEvent, AlertNews } from '../alert-types'
import { type AlertState, newAlertState, nextAlertMs, step } from '../alerts'
import { STATE_NAMES, type StateName } from '../types'

/**
 * Runs the events of a `.case` file by a fake clock, ticks included, and prints every delivery with its second. README.md in this folder has the
 * grammar. Throws on a line that it does not understand: a case is our own text.
 */
export function runCase(input: string): string {
  const world = new World()
  for (const raw of input.split('\n')) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) continue
    const words = line.split(/\s+/)
    if (words[0] === 'set') world.set(words.slice(1))
    else world.happen(Number(words[0]) * 1000, words.slice(1))
  }
  world.pass(Number.POSITIVE_INFINITY)
  return world.lines.join('\n')
}

class World {
  readonly lines: string[] = []
  private settings: AlertSettings = alertSettings.parse({})
  private readonly state: AlertState = newAlertState()
  private readonly before = new Map<string, StateName>()

  set(words: string[]): void {
    for (const word of words) {
      const [key, value = ''] = word.split('=')
      const [one = 0, two = 0, three = 0] = value.split('/').map(Number)
      if (key === 'repeat') this.settings.repeat = { count: one, perSec: two }
      else if (key === 'digest') this.settings.digest = { gatherSec: one, from: two, everySec: three }
      else if (key === 'flap') this.settings.flap = { changes: one, withinSec: two, calmSec: three }
      else if (key === 'on') this.settings.on = value.split(',') as AlertTopic[]
      else throw new Error(`set ${word}?`)
    }
  }

  happen(at: number, [subject = '', word = '']: string[]): void {
    this.pass(at)
    for (const one of expanded(subject)) this.take(this.event(at, one, word))
  }

  /** Ticks as they fall due, up to this time. */
  pass(until: number): void {
    for (let next = nextAlertMs(this.state); next !== null && next <= until; next = nextAlertMs(this.state))
      this.take({ kind: 'tick', at: next })
  }

  private take(event: AlertEvent): void {
    this.lines.push(...step(this.state, event, this.settings).map(deliveryText))
  }

  private event(at: number, subject: string, word: string): AlertEvent {
    const [virtual = '', name] = subject.split('/')
    const why = { code: `why.${word}`, params: {} }
    if (word === 'alarm' || word === 'calm') return { kind: 'alarm', at, of: subject, on: word === 'alarm', why }
    const service = `tcp ${virtual}`
    if (word === 'hold' || word === 'release') return { kind: 'hold', at, service, virtual, on: word === 'hold', why }
    if (word === 'empty' || word === 'served') return { kind: 'empty', at, service, virtual, on: word === 'empty' }
    const to = STATE_NAMES.find((state) => state === word)
    if (!to || !name) throw new Error(`${subject} ${word}?`)
    const from = this.before.get(subject) ?? 'up'
    this.before.set(subject, to)
    return { kind: 'server', at, service, server: `${name}:80`, virtual, name, from, to, why }
  }
}

/** `web/s1..s12` is twelve servers. */
function expanded(subject: string): string[] {
  const range = /^(.*?)(\d+)\.\.\D*(\d+)$/.exec(subject)
  if (!range) return [subject]
  const [, head = '', first = '', last = ''] = range
  return Array.from({ length: Number(last) - Number(first) + 1 }, (_, i) => `${head}${Number(first) + i}`)
}

function deliveryText(delivery: AlertDelivery): string {
  const at = `${(delivery.at / 1000).toString().padStart(6)}  `
  if (delivery.kind === 'news') return at + newsText(delivery.news)
  const groups = delivery.groups.map(
    ({ virtual, count, word, names, whys }) =>
      `${virtual ?? '*'}: ${count} ${word} (${[...names, ...whys.map(({ code }) => code)].join(' ')})`,
  )
  return `${at}digest of ${delivery.count}: ${groups.join('; ')}`
}

function newsText({ subject, word, why, at, untold }: AlertNews): string {
  const what =
    subject.kind === 'server'
      ? `${subject.virtual}/${subject.name}`
      : subject.kind === 'pool'
        ? subject.virtual
        : (why?.code ?? '')
  return `${what} ${word}, since ${at / 1000}${untold > 0 ? `, ${untold} untold` : ''}`
}
