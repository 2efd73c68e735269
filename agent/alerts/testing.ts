import { LANGUAGES, say, type TextKey } from '@/lib/text'
import type { AlertMessage, Sent } from './types'

/** A certificate for receiver.test and 127.0.0.1 that signs itself, and its key: for the servers of the tests alone, trusted by nobody else. */
export const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBpzCCAU2gAwIBAgIUGl7Xn1DfNhzarTka388sl6zT5DMwCgYIKoZIzj0EAwIw
GDEWMBQGA1UEAwwNcmVjZWl2ZXIudGVzdDAgFw0yNjExMjExMDQwNDlaGA8yMTI2
MTAyODEwNDA0OVowGDEWMBQGA1UEAwwNcmVjZWl2ZXIudGVzdDBZMBMGByqGSM49
AgEGCCqGSM49AwEHA0IABJGnFEsZtA36T6fmO0QsWHcOYchVhyqdWShwPVWlC+QH
GCp39f4sXWIHYQLbos05kzSFFzPGIgk7Wwcd/ZcXvpyjczBxMB0GA1UdDgQWBBQ4
DyTrgR5AKg18B+7bUkVwWs3n7zAfBgNVHSMEGDAWgBQ4DyTrgR5AKg18B+7bUkVw
Ws3n7zAPBgNVHRMBAf8EBTADAQH/MB4GA1UdEQQXMBWCDXJlY2VpdmVyLnRlc3SH
BH8AAAEwCgYIKoZIzj0EAwIDSAAwRQIgWDMkzpWgowTxwwmWWxJo2F0BsgtNicAN
y/Z5NCCgMjcCIQDpJZG4x+AP3q9lS/hNM9c4K8Bk3A9X+fkYdpYVR25RPw==
-----END CERTIFICATE-----
`

export const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgvCZLGzctEOol/HtO
UIimDVNPF4YqBOAcOSo3dbGU3ByhRANCAASRpxRLGbQN+k+n5jtELFh3DmHIVYcq
nVkocD1VpQvkBxgqd/X+LF1iB2EC26LNOZM0hRczxiIJO1sHHf2XF76c
-----END PRIVATE KEY-----
`

/** A message as the channels get it. */
export const MESSAGE: AlertMessage = {
  id: '5f0c1a2e-0000-4000-8000-000000000001',
  subject: '[lvs1] Server a of web is down. 故障',
  text: 'Server a of web is down.\n.\nFrom here on: 故障\n',
  event: { version: 1, id: '5f0c1a2e-0000-4000-8000-000000000001', kind: 'news', word: 'down', text: '故障' },
}

export const NEVER = new AbortController().signal

/** The code of a failure, and whether it is tried again; `sent` otherwise. */
export function outcome(sent: Sent): string {
  if (sent.ok) return 'sent'
  // each has its sentence in both languages
  for (const language of LANGUAGES) say(language, sent.why.code as TextKey, sent.why.params)
  const reason = sent.why.params.reason ?? sent.why.params.error ?? sent.why.params.status
  return [sent.why.code.replace('alerts.fail.', ''), reason, sent.again ? 'again' : ''].filter((word) => word).join(' ')
}
