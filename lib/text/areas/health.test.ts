import { expect, test } from 'vitest'
import { BUNDLED } from '@/agent/monitors/bundled'
import { BUNDLED_REASONS } from '@/agent/monitors/bundled/types'
import { STATE_NAMES } from '@/lib/health/types'
import { VERDICT_CODES, verdictKey } from '@/lib/health/verdict'
import { hasText, say, type TextKey } from '../index'
import { health } from './health'

const keys = Object.keys(health) as TextKey[]
const everything = {
  by: 'admin',
  bytes: 3,
  check: 'http',
  detail: 'HTTP/1.1 503',
  error: 'ECONNREFUSED',
  known: 3,
  path: '/x',
  reason: 'status',
  seconds: 6,
  server: '10.0.0.1:80',
  service: 'tcp 192.0.2.10:80',
  servers: 2,
  signal: 'SIGSEGV',
  status: 3,
  up: 1,
  text: 'GET / HTTP/1.0\\r\\n',
  weight: 5,
  why: 'EACCES',
}

test('every state, verdict and bundled check has its sentence', () => {
  const wanted = [
    ...STATE_NAMES.flatMap((name) => [`health.state.${name}`, `health.about.${name}`]),
    ...VERDICT_CODES.map(verdictKey),
    ...BUNDLED.map((check) => `health.bundled.${check.name}`),
    ...['start', 'found', 'missing', 'warm', 'config', 'inactive', 'retired', 'release', 'drain', 'cut'].map(
      (why) => `health.why.${why}`,
    ),
    ...['force-up', 'force-down', 'resume'].map((why) => `health.why.${why}`),
    ...['link', 'gateway', 'partner', 'others', 'sorry', 'servers', 'limit'].map((why) => `health.blast.${why}`),
    'health.offer.handover',
    ...['inactive', 'retired', 'nothing-to-resume', 'already', 'not-in-table', 'unknown'].map(
      (why) => `health.can.${why}`,
    ),
  ]
  expect(wanted.filter((key) => !hasText(key))).toEqual([])
})

test('every sentence stands in full, in both languages', () => {
  for (const key of keys) {
    for (const language of ['en', 'zh'] as const) {
      const sentence = say(language, key, everything)
      expect(sentence, key).not.toMatch(/[{}]|undefined/)
      if (language === 'zh' && !/^health\.verdict\.bundled-ok$/.test(key))
        expect(sentence, key).toMatch(/[\u4e00-\u9fff]/)
    }
  }
})

test('each reason of a bundled check and of a refused program is said in its own words', () => {
  const words = (key: TextKey, reasons: readonly string[]) =>
    new Set(reasons.map((reason) => say('en', key, { ...everything, reason })))
  expect(words('health.verdict.bundled-down', [...BUNDLED_REASONS, 'other']).size).toBe(BUNDLED_REASONS.length + 1)
  const refusals = ['notAbsolute', 'outside', 'missing', 'notAFile', 'notExecutable', 'owner', 'writable', 'noUser']
  expect(words('health.verdict.program-refused', [...refusals, 'other']).size).toBe(refusals.length + 1)
})

test('numbers agree with their nouns', () => {
  const early = (bytes: number) => say('en', 'health.verdict.closed-early', { bytes })
  expect(early(0)).toBe('The server closed the connection after no byte at all.')
  expect(early(1)).toBe('The server closed the connection after 1 byte.')
  expect(early(7)).toBe('The server closed the connection after 7 bytes.')
})
