import fc from 'fast-check'
import { expect, test } from 'vitest'
import { joinArgv, splitArgv } from './alert-argv'
import { ALERT_FIELDS, type AlertTexts, readAlerts, secretsSet, showAlerts, withoutChannel } from './alert-fields'
import { ALERT_DEFAULTS, type AlertSettings, alertSettings, HIDDEN, hideSecrets } from './alert-settings'

const FULL = hideSecrets(
  alertSettings.parse({
    language: 'zh',
    on: ['down', 'alarm'],
    webhook: { url: 'https://hooks.example.com/x?y=1', secret: 'hook-secret', allowLocal: true },
    mail: {
      from: 'lvs@example.com',
      to: ['ops@example.com', 'night@example.com'],
      via: {
        kind: 'smtp',
        host: 'mail.example.com',
        port: 465,
        tls: 'implicit',
        login: { user: 'lvs', password: 'p' },
      },
    },
    program: { enabled: false, argv: ['/etc/sysconfig/ha/alerts/page', '--to', 'on call'] },
  }),
)
const read = (given: Partial<AlertTexts>, before: AlertSettings = ALERT_DEFAULTS): AlertSettings => {
  const result = readAlerts(given, before)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.settings
}
const bad = (given: Partial<AlertTexts>, before: AlertSettings = ALERT_DEFAULTS) => {
  const result = readAlerts(given, before)
  return result.ok ? [] : result.problems.map(({ field, code }) => `${field} ${code}`)
}

test('what is shown and sent back unchanged is what it was, secrets included', () => {
  for (const settings of [ALERT_DEFAULTS, FULL]) {
    const texts = showAlerts(settings)
    expect(Object.keys(texts)).toEqual([...ALERT_FIELDS])
    expect(JSON.stringify(texts)).not.toContain(HIDDEN)
    expect(read(texts, settings)).toEqual(settings)
    expect(read({}, settings)).toEqual(settings)
  }
  expect(secretsSet(FULL)).toEqual({ 'webhook.secret': true, 'mail.password': true })
  expect(secretsSet(ALERT_DEFAULTS)).toEqual({ 'webhook.secret': false, 'mail.password': false })
})

test('a channel that gets its first field is switched on; one that a form left off is kept, silent', () => {
  const hook = { 'webhook.url': 'https://192.0.2.1/', 'webhook.secret': 'long enough' }
  expect(read(hook).webhook).toMatchObject({ enabled: true, secret: 'long enough', timeoutSec: 10 })
  expect(read({ ...hook, 'webhook.enabled': '0' }).webhook?.enabled).toBe(false)
  expect(read({ 'webhook.enabled': '0' }, FULL).webhook).toMatchObject({ enabled: false, secret: HIDDEN })
  expect(read({ 'webhook.enabled': '1' }, read({ 'webhook.enabled': '0' }, FULL)).webhook).toEqual(FULL.webhook)
  expect(withoutChannel(FULL, 'mail')).toEqual({ ...FULL, mail: null })
  expect(read({ 'program.argv': '/etc/x' }).program?.enabled).toBe(true)
})

test('all that is wrong is said at once, each at its field', () => {
  const given = {
    on: 'down sideways',
    'repeat.count': '0',
    'digest.everySec': '1e3',
    'webhook.enabled': '1',
    'webhook.url': 'ftp://x',
    'webhook.secret': 'short',
    'webhook.allowLocal': 'yes',
    'mail.enabled': '1',
    'mail.to': 'ops@example.com, -oQ@x',
    'mail.tls': 'none',
    'mail.user': 'lvs',
    'program.argv': '/a "b',
  }
  expect(bad(given).sort()).toEqual(
    [
      ...['on topic', 'repeat.count number', 'digest.everySec number', 'webhook.url url', 'webhook.secret secret'],
      ...['webhook.allowLocal flag', 'mail.from missing', 'mail.to mailbox', 'mail.host missing', 'mail.tls clear'],
      ...['mail.password missing', 'program.argv quotes'],
    ].sort(),
  )
  expect(bad({ 'webhook.enabled': '1' })).toEqual(['webhook.url missing', 'webhook.secret missing'])
  expect(bad({ 'mail.enabled': '1', 'mail.via': 'pigeon' })).toContain('mail.via choice')
  expect(bad({ 'program.enabled': '1' })).toEqual(['program.argv argv'])
  expect(bad({ 'webhook.url': 'https://x/\u0007', 'webhook.secret': 'long enough' })).toEqual(['webhook.url url'])
  expect(bad({ 'mail.tls': 'none' }, FULL)).toEqual(['mail.tls clear'])
  expect(bad({ 'mail.to': Array.from({ length: 21 }, (_, i) => `a${i}@x`).join(' ') }, FULL)).toEqual([
    'mail.to mailboxes',
  ])
})

test('a kept password is asked for anew where it would go to another server', () => {
  expect(bad({ 'mail.host': 'other.example.com' }, FULL)).toEqual(['mail.password again'])
  expect(bad({ 'mail.user': 'other' }, FULL)).toEqual(['mail.password again'])
  expect(bad({ 'mail.host': 'other.example.com', 'mail.password': 'q' }, FULL)).toEqual([])
  expect(read({ 'mail.user': '' }, FULL).mail?.via).toMatchObject({ login: null })
  expect(bad({ 'mail.user': '', 'mail.password': 'q' }, FULL)).toEqual(['mail.user missing'])
})

test('words of a program survive being a line', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', '"', '\\', ' ', '-', '故') })), (words) => {
      expect(splitArgv(joinArgv(words))).toEqual(words)
    }),
  )
  expect(splitArgv('  /a  b\t"c d"  ')).toEqual(['/a', 'b', 'c d'])
  for (const line of ['"', 'a"b"', '"a"b', '"\\x"']) expect(splitArgv(line), line).toBeNull()
})
