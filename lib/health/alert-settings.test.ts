import { expect, test } from 'vitest'
import { ALERT_DEFAULTS, type AlertSettings, alertSettings, HIDDEN, hideSecrets, withSecrets } from './alert-settings'

const smtp = { kind: 'smtp', host: 'mail.example.com', login: { user: 'lvs', password: 'mail-secret' } }
const full = alertSettings.parse({
  webhook: { url: 'https://hooks.example.com/x', secret: 'hook-secret' },
  mail: { from: 'lvs@example.com', to: ['ops@example.com'], via: smtp },
})
const withVia = (more: object): AlertSettings => {
  const hidden = hideSecrets(full)
  return { ...hidden, mail: hidden.mail && { ...hidden.mail, via: { ...hidden.mail.via, ...more } as never } }
}

test('nothing given tells nobody', () => {
  expect([ALERT_DEFAULTS.webhook, ALERT_DEFAULTS.mail, ALERT_DEFAULTS.program]).toEqual([null, null, null])
})

test('what cannot be meant is refused', () => {
  const mail = (more: object) => ({
    mail: { from: 'a@example.com', to: ['b@example.com'], via: { kind: 'sendmail' }, ...more },
  })
  const hook = (url: string) => ({ webhook: { url, secret: 'long enough' } })
  const bad: object[] = [
    hook('file:///etc/shadow'),
    hook('gopher://192.0.2.1/'),
    hook('http://user:password@192.0.2.1/'),
    hook('http://192.0.2.1/\r\nX: y'),
    hook('not a url'),
    { webhook: { url: 'https://192.0.2.1/', secret: 'short' } },
    { webhook: { url: 'https://192.0.2.1/', secret: 'long enough\n' } },
    mail({ from: '-oQ/tmp@example.com' }),
    mail({ to: ['a@example.com\nBcc: c@example.com'] }),
    mail({ to: [] }),
    mail({ to: ['"a b"@example.com'] }),
    mail({ via: { ...smtp, host: '-v' } }),
    mail({ via: { ...smtp, host: 'a b' } }),
    mail({ via: { ...smtp, tls: 'none' } }),
    { program: { argv: ['relative'] } },
    { program: { argv: [] } },
    { program: { argv: ['/a', 'b\0c'] } },
    { unknown: 1 },
    { on: ['everything'] },
  ]
  expect(bad.filter((one) => alertSettings.safeParse(one).success)).toEqual([])
  const good = [
    hook('http://192.0.2.1:8080/a?b=c'),
    mail({}),
    mail({ via: { kind: 'smtp', host: '2001:db8::1' } }),
    { program: { argv: ['/a', '-x'] } },
  ]
  expect(good.filter((one) => !alertSettings.safeParse(one).success)).toEqual([])
})

test('shown settings hold no secret, and come back with theirs', () => {
  const text = JSON.stringify(hideSecrets(full))
  expect(text).not.toMatch(/hook-secret|mail-secret/)
  expect(alertSettings.parse(hideSecrets(full))).toEqual(hideSecrets(full))
  expect(withSecrets(hideSecrets(full), full)).toEqual(full)
  expect(withSecrets(full, ALERT_DEFAULTS)).toEqual(full)
  expect(withSecrets(hideSecrets(full), ALERT_DEFAULTS)).toBeNull()
})

test('a password is not kept for another host, port or user, nor for a weaker connection', () => {
  const changes: object[] = [
    { host: 'other.example.com' },
    { port: 25 },
    { tls: 'implicit' },
    { verify: false },
    { login: { user: 'other', password: HIDDEN } },
  ]
  for (const change of changes) expect(withSecrets(withVia(change), full), JSON.stringify(change)).toBeNull()
  expect(withSecrets(withVia({ allowLocal: true }), full)?.mail?.via).toMatchObject({ login: smtp.login })
})
