import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeKeyPem } from '@/lib/sync/key'
import { authorizedLine, type PublicKey, publicKeyOf, withKey, withoutKey } from './authorized'

const BODY = 'AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl'
const KEY = publicKeyOf(`ssh-ed25519 ${BODY} arapaima@a`) as PublicKey
const LINE = authorizedLine(['/usr/bin/arapaima', 'receive'], KEY)

describe('the key that a person gives', () => {
  test('type, body, comment; blanks around it do not matter', () => {
    expect(KEY).toMatchObject({ type: 'ssh-ed25519', base64: BODY, comment: 'arapaima@a' })
    expect(publicKeyOf(`  ssh-ed25519 ${BODY}\n`)?.comment).toBe('')
    expect(publicKeyOf(`ssh-ed25519 ${BODY} two words, "x"`)?.comment).toBe('two-words---x-')
  })
  test('options, other lines, other types, damaged and private keys are refused', () => {
    const wrong = [
      '',
      'ssh-ed25519',
      `command="sh" ssh-ed25519 ${BODY}`,
      `restrict,pty ssh-ed25519 ${BODY}`,
      `ssh-ed25519 ${BODY}\nssh-ed25519 ${BODY}`,
      `ssh-ed25519 ${BODY} x\ncommand="id"`,
      `ssh-ed25519 ${BODY} x\rcommand="id"`,
      `ssh-rsa ${BODY}`,
      `ssh-dss ${BODY}`,
      `ssh-ed25519-cert-v01@openssh.com ${BODY}`,
      `ssh-ed25519 ${BODY.slice(0, -4)}!!!!`,
      `ssh-ed25519 ${BODY.slice(0, 24)}`,
      `ssh-ed25519 "${BODY}"`,
      `ssh-ed25519\t${BODY}`,
      makeKeyPem('x'),
    ]
    for (const text of wrong) expect([text, publicKeyOf(text)]).toEqual([text, null])
  })
})

test('the line turns everything off but one command', () => {
  expect(LINE).toBe(`restrict,command="/usr/bin/arapaima receive" ssh-ed25519 ${BODY} arapaima@a`)
  for (const word of ['a"b', "a'b", '$(id)', 'a b', 'a;b', 'a\nb', '', '`id`', 'a\\b', '~', '*'])
    expect(() => authorizedLine(['/usr/bin/arapaima', word], KEY)).toThrow('cannot stand')
})

describe('the file', () => {
  const other = `ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQ== somebody`
  test('one line for the key, however often; everything else stays', () => {
    const once = withKey(`# ours\n${other}\n`, LINE, KEY)
    expect(once).toBe(`# ours\n${other}\n${LINE}\n`)
    expect(withKey(once, LINE, KEY)).toBe(once)
    expect(withKey('', LINE, KEY)).toBe(`${LINE}\n`)
    expect(withKey(other, LINE, KEY)).toBe(`${other}\n${LINE}\n`)
  })
  test('the same key without the forced command, or twice, becomes that one line', () => {
    const open = `ssh-ed25519 ${BODY} mine\n${other}\n${LINE}\nno-pty ssh-ed25519 ${BODY}\n`
    expect(withKey(open, LINE, KEY)).toBe(`${other}\n${LINE}\n`)
  })
  test('taken away, nothing else is; a comment that names it stays', () => {
    expect(withoutKey(`${other}\n# ${LINE}\n${LINE}\n`, KEY)).toBe(`${other}\n# ${LINE}\n`)
    expect(withoutKey(`${LINE}\n`, KEY)).toBe('')
    expect(withoutKey(`${other}\n`, KEY)).toBe(`${other}\n`)
    expect(withoutKey('', KEY)).toBe('')
  })
  test('adding and taking away gives the lines of before, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string().filter((line) => !/[\n]/.test(line) && line !== ''),
          { maxLength: 5 },
        ),
        (lines) => {
          const text = lines.map((line) => `${line}\n`).join('')
          return withoutKey(withKey(text, LINE, KEY), KEY) === text
        },
      ),
    )
  })
})
