import { nameOf } from '@/lib/health/alert-digest'
import { type AlertDelivery, type AlertGroup, type AlertNews, TOPIC_OF } from '@/lib/health/alert-types'
import type { Saying } from '@/lib/plan/types'
import { type Language, say, sayCode } from '@/lib/text'
import type { AlertMessage } from './types'

export type MessageWorld = { host: string; language: Language; id: string }

/** Groups that a subject names; the rest is a number. */
const SUBJECT_GROUPS = 2

/** What the channels send for a delivery: for programs as codes and values, for people as sentences. */
export function messageOf(delivery: AlertDelivery, world: MessageWorld): AlertMessage {
  return delivery.kind === 'news' ? newsMessage(delivery.news, world) : digestMessage(delivery, world)
}

/** What `test` sends. `at`: epoch ms. */
export function testMessage(at: number, world: MessageWorld): AlertMessage {
  const what = say(world.language, 'alerts.test')
  return message(what, [what], { kind: 'test', at: iso(at) }, world)
}

function newsMessage(news: AlertNews, world: MessageWorld): AlertMessage {
  const { subject, word, why, at, untold } = news
  const { language } = world
  const virtual = subject.kind === 'agent' ? '' : (subject.virtual ?? subject.service)
  const what = say(language, `alerts.news.${word}`, { name: nameOf(subject), virtual })
  const lines = [
    what,
    ...(why ? [sayWhy(language, why)] : []),
    say(language, 'alerts.line.since', { at: iso(at) }),
    ...(untold > 0 ? [say(language, 'alerts.line.untold', { untold })] : []),
  ]
  const event = { kind: 'news', word, topic: TOPIC_OF[word], subject, why: why && plain(why), at: iso(at), untold }
  return message(what, lines, event, world)
}

function digestMessage({ at, groups, count }: AlertDelivery & { kind: 'digest' }, world: MessageWorld): AlertMessage {
  const { language } = world
  const sentences = groups.map((group) => sentenceOf(group, language))
  const first = sentences.slice(0, SUBJECT_GROUPS).join(language === 'zh' ? '；' : '; ')
  const more = sentences.length - SUBJECT_GROUPS
  const what = more > 0 ? say(language, 'alerts.subject.more', { first, more }) : first
  const lines = groups.flatMap((group, i) => [sentences[i] ?? '', `    ${namesOf(group, language)}`])
  return message(what, lines, { kind: 'digest', at: iso(at), count, groups }, world)
}

function sentenceOf({ word, service, virtual, count }: AlertGroup, language: Language): string {
  return say(language, `alerts.group.${word}`, { count, virtual: virtual ?? service ?? '' })
}

function namesOf({ names, whys, count }: AlertGroup, language: Language): string {
  const shown = [...names, ...whys.map((why) => sayWhy(language, why))]
  return say(language, 'alerts.line.names', { names: shown.join(', '), more: count - shown.length })
}

/** A reason whose sentence lacks a parameter is told by its code: the alert matters more than its words. */
function sayWhy(language: Language, { code, params }: Saying): string {
  try {
    return sayCode(language, code, params)
  } catch {
    return [code, ...Object.entries(params).map(([key, value]) => `${key}=${value}`)].join(' ')
  }
}

function message(what: string, lines: string[], event: object, { host, language, id }: MessageWorld): AlertMessage {
  const subject = say(language, 'alerts.subject', { host, what }).replace(/[\r\n]+/g, ' ')
  const text = [...lines, '', say(language, 'alerts.line.from', { host }), ''].join('\n')
  return { id, subject, text, event: { version: 1, id, host, ...event, text: lines.join('\n') } }
}

const iso = (at: number) => new Date(at).toISOString()
const plain = ({ code, params }: Saying) => ({ code, params })
