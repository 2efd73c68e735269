import { expect, test } from 'vitest'
import { checkUser, isUnprivileged, userFrom } from './check-user'

const PASSWD = `root:x:0:0:root:/root:/bin/bash
arapaima:x:990:990::/var/lib/arapaima:/usr/sbin/nologin
arapaima-check:x:991:992::/nonexistent:/usr/sbin/nologin
broken:x:-1:0::/:
short
`

test.each([
  ['arapaima-check', { uid: 991, gid: 992 }],
  ['arapaima', { uid: 990, gid: 990 }],
  ['root', null],
  ['broken', null],
  ['short', null],
  ['nobody-here', null],
])('%s', (name, user) => expect(userFrom(PASSWD, name)).toEqual(user))

test('root of this machine is never the check user', async () => {
  expect(await checkUser('root')).toBeNull()
  expect(isUnprivileged(0)).toBe(false)
  expect(isUnprivileged(991)).toBe(true)
  expect(isUnprivileged(undefined)).toBe(process.getuid?.() !== 0)
})
