import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type ConsoleFolder, consoleFolder } from '@/lib/store/private'
import { judgeHost, keyBlob } from './known-hosts'
import { changePartnerSettings, partnerSettings, partnerTarget, readPartnerSettings } from './partner'
import { forgetHost, readKnownHosts, trustHost } from './trust'

let top: string
let folder: ConsoleFolder
beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'arapaima-partner-'))
  folder = await consoleFolder({ state: top, user: 'nobody-of-this-name' })
})
afterEach(() => rm(top, { recursive: true, force: true }))

const KEY =
  keyBlob('ssh-ed25519', 'AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl') ?? Buffer.alloc(0)

describe('who the partner is', () => {
  const defaults = partnerSettings.parse({})
  const pair = { primary: '192.0.2.11', backup: '192.0.2.12' }
  const addressFor = (global: object, own: string[], settings = defaults) =>
    partnerTarget(global, settings, own).address

  test('the one of the two that we are not', () => {
    expect(partnerTarget(pair, defaults, ['192.0.2.11'])).toEqual({ address: '192.0.2.12', port: 22, user: 'arapaima' })
    expect(addressFor(pair, ['192.0.2.12', '10.0.0.1'])).toBe('192.0.2.11')
  })
  test('over the private network when lvs.cf knows both ends of it', () => {
    const both = { ...pair, primary_private: '10.0.0.11', backup_private: '10.0.0.12' }
    expect(addressFor(both, ['192.0.2.11'])).toBe('10.0.0.12')
    expect(addressFor(both, ['10.0.0.12'])).toBe('10.0.0.11')
    expect(addressFor({ ...pair, backup_private: '10.0.0.12' }, ['192.0.2.11'])).toBe('192.0.2.12')
    expect(addressFor({ ...both, primary_private: '0.0.0.0' }, ['192.0.2.11'])).toBe('192.0.2.12')
  })
  test('none, neither of the two, or both: said, not guessed', () => {
    expect(() => addressFor({}, ['192.0.2.11'])).toThrow('sync.noPartner')
    expect(() => addressFor({ ...pair, backup: '0.0.0.0' }, ['192.0.2.11'])).toThrow('sync.noPartner')
    expect(() => addressFor(pair, ['192.0.2.99'])).toThrow('sync.whichRouter')
    expect(() => addressFor(pair, ['192.0.2.11', '192.0.2.12'])).toThrow('sync.whichRouter')
  })
  test('the settings go before lvs.cf', () => {
    expect(addressFor({}, [], { ...defaults, address: 'router-b' })).toBe('router-b')
  })
})

describe('settings', () => {
  test('absent at first; a change keeps the others; 0600', async () => {
    expect(await readPartnerSettings(folder)).toEqual(partnerSettings.parse({}))
    await changePartnerSettings(folder, { port: 2222 })
    await changePartnerSettings(folder, { user: 'sync' })
    expect(await readPartnerSettings(folder)).toMatchObject({ port: 2222, user: 'sync', auto: false, everySec: 30 })
    expect((await stat(join(folder.path, 'partner.json'))).mode & 0o7777).toBe(0o600)
  })
  test('values that could mean something else to a shell, a path or a network are refused', async () => {
    const wrong = [
      { port: 0 },
      { port: 70000 },
      { port: Number.NaN },
      { user: '-oProxyCommand=x' },
      { user: 'a b' },
      { everySec: 1 },
    ]
    const more = [
      { address: '-x' },
      { address: 'a b' },
      { address: '' },
      { folder: '/etc/../root' },
      { folder: 'etc' },
      { via: 'scp' },
    ]
    for (const change of [...wrong, ...more, { command: ['a\nb'] }, { nothing: 1 }])
      await expect(changePartnerSettings(folder, change as never)).rejects.toMatchObject({ code: 'sync.badSettings' })
    expect(await readPartnerSettings(folder)).toEqual(partnerSettings.parse({}))
  })
  test('a damaged file is said, not taken for an empty one', async () => {
    for (const text of ['{', '[]', '{"port":"22"}']) {
      await writeFile(join(folder.path, 'partner.json'), text)
      await expect(readPartnerSettings(folder)).rejects.toMatchObject({ code: 'sync.badSettings' })
    }
  })
})

describe('known_hosts', () => {
  test('a confirmed key is known, once; forgotten it is not, and other lines stay', async () => {
    const path = join(folder.path, 'known_hosts')
    await writeFile(path, '# by hand\n@revoked * ssh-rsa AAAA\nother ssh-ed25519 AAAA')
    await trustHost(folder, '192.0.2.12', 2222, KEY)
    await trustHost(folder, '192.0.2.12', 2222, KEY)
    const verdict = async () => judgeHost(await readKnownHosts(folder), '192.0.2.12', 2222, KEY).verdict
    expect(await verdict()).toBe('known')
    expect((await readFile(path, 'utf8')).match(/\[192\.0\.2\.12\]:2222/g)).toHaveLength(1)
    expect(await forgetHost(folder, '192.0.2.12', 22)).toBe(0)
    expect(await forgetHost(folder, '192.0.2.12', 2222)).toBe(1)
    expect(await verdict()).toBe('unknown')
    expect(await readFile(path, 'utf8')).toBe('# by hand\n@revoked * ssh-rsa AAAA\nother ssh-ed25519 AAAA\n')
  })
})
