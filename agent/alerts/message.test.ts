import { expect, test } from 'vitest'
import { ALERT_WORDS, type AlertGroup, type AlertNews } from '@/lib/health/alert-types'
import { LANGUAGES } from '@/lib/text'
import { messageOf, testMessage } from './message'

const AT = Date.UTC(2026, 0, 2, 3, 4, 5)
const world = { host: 'lvs1', language: 'en' as const, id: 'an-id' }
const server: AlertNews = {
  subject: { kind: 'server', service: 'tcp 192.0.2.10:80', server: '10.0.0.1:80', virtual: 'web', name: 'a' },
  word: 'down',
  why: { code: 'health.verdict.refused', params: { error: 'ECONNREFUSED' } },
  at: AT,
  untold: 2,
}
const group = (
  word: AlertGroup['word'],
  count: number,
  names: string[],
  virtual: string | null = 'web',
): AlertGroup => ({
  word,
  service: virtual && 'tcp 192.0.2.10:80',
  virtual,
  count,
  names,
  whys: [],
})

test('one server: who, why, since when, what was not told', () => {
  const made = messageOf({ kind: 'news', at: AT, news: server }, world)
  expect(`${made.subject}\n${made.text}`).toBe(`[lvs1] Server a of web is down.
Server a of web is down.
The server refuses connections (ECONNREFUSED).
Since 2026-01-02T03:04:05.000Z.
2 earlier changes were not told.

Sent by Arapaima on lvs1.
`)
  expect(made.event).toEqual({
    version: 1,
    id: 'an-id',
    host: 'lvs1',
    kind: 'news',
    word: 'down',
    topic: 'down',
    subject: server.subject,
    why: server.why,
    at: '2026-01-02T03:04:05.000Z',
    untold: 2,
    text: made.text.split('\n\n')[0],
  })
})

test('a storm: how many where, some names', () => {
  const groups = [
    group('empty', 1, ['web'], null),
    group('down', 12, ['a', 'b']),
    group('up', 1, ['c'], 'mail'),
    { ...group('alarm', 1, [], null), whys: [{ code: 'agent.journal', params: { why: 'disk full' } }] },
  ]
  const made = messageOf({ kind: 'digest', at: AT, groups, count: 15 }, world)
  expect(made.subject).toBe('[lvs1] 1 virtual server has no server up; 12 servers down in web, and 2 more')
  expect(made.text).toContain('12 servers down in web\n    a, b and 10 more\n1 server up again in mail\n    c\n')
  expect(made.text).toContain('1 alarm of the agent\n    The journal cannot be written: disk full\n')
  expect(made.event).toMatchObject({ kind: 'digest', count: 15, groups })
})

test('every word has its sentences in both languages, whole and on one line of subject', () => {
  const subjects: AlertNews['subject'][] = [
    server.subject,
    { kind: 'pool', service: 's', virtual: null },
    { kind: 'agent' },
  ]
  for (const language of LANGUAGES)
    for (const word of ALERT_WORDS) {
      const made = [
        ...subjects.map((subject) =>
          messageOf({ kind: 'news', at: AT, news: { ...server, subject, word } }, { ...world, language }),
        ),
        ...[1, 5].map((count) =>
          messageOf({ kind: 'digest', at: AT, groups: [group(word, count, ['a'])], count }, { ...world, language }),
        ),
        testMessage(AT, { ...world, language }),
      ]
      for (const { subject, text } of made) {
        expect(subject + text).not.toMatch(/[{}]|undefined|null/)
        expect(subject).not.toMatch(/[\r\n]/)
        expect(/[\u4e00-\u9fff]/.test(subject) && /[\u4e00-\u9fff]/.test(text)).toBe(language === 'zh')
      }
    }
})

test('a name with a line end makes no header', () => {
  const subject = { ...server.subject, name: 'a\r\nBcc: b@example.com' } as AlertNews['subject']
  expect(messageOf({ kind: 'news', at: AT, news: { ...server, subject } }, world).subject).not.toMatch(/[\r\n]/)
})

test('a reason that cannot be said is told by its code', () => {
  const why = { code: 'health.verdict.refused', params: { of: 1 } }
  expect(messageOf({ kind: 'news', at: AT, news: { ...server, why } }, world).text).toContain(
    '\nhealth.verdict.refused of=1\n',
  )
})
