import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { utils } from 'ssh2'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ConsoleFolder, consoleFolder } from '@/lib/store/private'
import { ensureOwnKey, makeKeyPem, readOwnKey } from './key'

let top: string
let folder: ConsoleFolder
beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'arapaima-key-'))
  folder = await consoleFolder({ state: top, user: 'nobody-of-this-name' })
})
afterEach(() => rm(top, { recursive: true, force: true }))

test('made once, also by several at the same time; 0600', async () => {
  expect(await readOwnKey(folder)).toBeNull()
  const all = await Promise.all([1, 2, 3, 4, 5].map(() => ensureOwnKey(folder, 'router-a')))
  expect(new Set(all.map((key) => key.publicLine)).size).toBe(1)
  expect(await readOwnKey(folder)).toEqual(all[0])
  expect((await stat(join(folder.path, 'ssh_key'))).mode & 0o7777).toBe(0o600)
  expect(all[0]?.publicLine).toMatch(/^ssh-ed25519 [A-Za-z0-9+/=]+ arapaima@router-a$/)
  expect(all[0]?.fingerprint).toMatch(/^SHA256:[A-Za-z0-9+/]{43}$/)
})

test('a host name cannot put anything else into the line', async () => {
  const key = await ensureOwnKey(folder, 'a b\n,"x')
  expect(key.publicLine.split(' ')).toHaveLength(3)
  expect(key.publicLine).not.toMatch(/[\n",]/)
})

test('what stands in place of the key and is none is an error, not a new key', async () => {
  for (const bytes of [
    '',
    'nonsense',
    '-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n-----END OPENSSH PRIVATE KEY-----\n',
  ]) {
    await writeFile(join(folder.path, 'ssh_key'), bytes)
    await expect(ensureOwnKey(folder, 'a')).rejects.toMatchObject({ code: 'UNREADABLE' })
  }
})

test('an SSH client reads every key and finds the same public half', async () => {
  // Comments of different lengths: every padding occurs.
  for (let i = 0; i < 9; i++) {
    await writeFile(join(folder.path, 'ssh_key'), makeKeyPem('x'.repeat(i + 1)), { mode: 0o600 })
    const key = await readOwnKey(folder)
    const parsed = utils.parseKey(key?.privatePem ?? '')
    if (parsed instanceof Error) throw parsed
    expect(parsed.comment).toBe('x'.repeat(i + 1))
    expect(key?.publicLine).toContain(` ${parsed.getPublicSSH().toString('base64')} `)
    expect(parsed.verify('text', parsed.sign('text'))).toBe(true)
  }
})
