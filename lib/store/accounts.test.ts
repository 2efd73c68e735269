import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  authenticate,
  createFirstAccount,
  generationOf,
  hasAccounts,
  listAccounts,
  nameProblem,
  passwordProblem,
  setPassword,
} from './accounts'
import { CLAIM_TRIES, endClaim, newClaim, tryClaim } from './claim'
import { type ConsoleFolder, consoleFolder } from './private'
import { cookieSecret } from './secret'
import { ABSOLUTE_MS, endSession, findSession, IDLE_MS, startSession } from './sessions'

let top: string
let folder: ConsoleFolder
beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'arapaima-accounts-'))
  folder = await consoleFolder({ state: top, user: 'nobody-of-this-name' })
})
afterEach(() => rm(top, { recursive: true, force: true }))

const modeOf = async (...path: string[]) => (await stat(join(folder.path, ...path))).mode & 0o7777
const who = { name: 'ann', generation: 1 }

describe('accounts', () => {
  test('folder 0700, files 0600, no password in clear', async () => {
    await createFirstAccount(folder, 'ann', 'correct horse')
    expect(await modeOf()).toBe(0o700)
    expect(await modeOf('accounts.json')).toBe(0o600)
    expect(await readFile(join(folder.path, 'accounts.json'), 'utf8')).not.toContain('correct')
    expect(await readdir(folder.path)).toEqual(['accounts.json'])
  })

  test('right, wrong and unknown', async () => {
    await createFirstAccount(folder, 'ann', 'correct horse')
    expect(await authenticate(folder, 'ann', 'correct horse')).toEqual(who)
    expect(await authenticate(folder, 'ann', 'correct horse ')).toBeNull()
    expect(await authenticate(folder, 'bob', 'correct horse')).toBeNull()
    expect(await authenticate(folder, '', '')).toBeNull()
  })

  test('an unknown user costs the same work as a wrong password', async () => {
    await createFirstAccount(folder, 'ann', 'correct horse')
    const cpuOf = async (name: string) => {
      const before = process.cpuUsage()
      await authenticate(folder, name, 'wrong')
      const { user, system } = process.cpuUsage(before)
      return user + system
    }
    await cpuOf('ann')
    const known = await cpuOf('ann')
    const unknown = await cpuOf('bob')
    expect(unknown).toBeGreaterThan(known / 3)
    expect(unknown).toBeLessThan(known * 3)
  })

  test('of many claims at once one wins', async () => {
    const names = ['a', 'b', 'c', 'd', 'e']
    const won = await Promise.all(names.map((name) => createFirstAccount(folder, name, `password ${name}`)))
    expect(won.filter(Boolean)).toHaveLength(1)
    const winner = names[won.indexOf(true)] ?? ''
    expect(await listAccounts(folder)).toEqual([winner])
    expect(await authenticate(folder, winner, `password ${winner}`)).not.toBeNull()
  })

  test('a new password ends the sessions of that user and of nobody else', async () => {
    expect(await hasAccounts(folder)).toBe(false)
    expect(await setPassword(folder, 'ann', 'correct horse')).toBe('made')
    expect(await setPassword(folder, 'bob', 'battery staple')).toBe('made')
    const mine = await startSession(folder, who, Date.now())
    const bobs = await startSession(folder, { name: 'bob', generation: 1 }, Date.now())
    expect(await setPassword(folder, 'ann', 'another horse')).toBe('changed')
    expect(await findSession(folder, mine, Date.now())).toBeNull()
    expect(await findSession(folder, bobs, Date.now())).toMatchObject({ name: 'bob' })
    expect(await generationOf(folder, 'ann')).toBe(2)
    expect(await authenticate(folder, 'ann', 'correct horse')).toBeNull()
    expect(await authenticate(folder, 'ann', 'another horse')).toMatchObject({ generation: 2 })
  })

  test('names and passwords that are refused', () => {
    for (const name of ['', '-x', 'a b', 'a\nb', '.x', 'ä', 'x'.repeat(33), '../x', '"', '{'])
      expect(nameProblem(name)).toBe('login.badName')
    for (const name of ['piranha', 'Ann.B-2', '_x', 'ann@lab', '7']) expect(nameProblem(name)).toBeNull()
    expect(passwordProblem('1234567')).toBe('login.shortPassword')
    expect(passwordProblem('密码密码密码密码')).toBeNull()
    expect(passwordProblem('x'.repeat(1025))).toBe('login.longPassword')
  })
})

describe('sessions', () => {
  const start = 1_700_000_000_000

  test('goes on while it is used, ends after 30 idle minutes', async () => {
    const id = await startSession(folder, who, start)
    expect(await findSession(folder, id, start + IDLE_MS - 1)).toEqual(who)
    expect(await findSession(folder, id, start + 2 * IDLE_MS - 1000)).toEqual(who)
    expect(await findSession(folder, id, start + 4 * IDLE_MS)).toBeNull()
    // Ended for good, also for a clock that goes back.
    expect(await findSession(folder, id, start + 1000)).toBeNull()
  })

  test('a page that refreshes by itself does not keep it alive', async () => {
    const id = await startSession(folder, who, start)
    expect(await findSession(folder, id, start + IDLE_MS - 1, true)).toEqual(who)
    expect(await findSession(folder, id, start + IDLE_MS + 1, true)).toBeNull()
  })

  test('ends after 12 hours, however much it was used', async () => {
    const id = await startSession(folder, who, start)
    for (let at = 0; at <= ABSOLUTE_MS; at += IDLE_MS - 1)
      expect(await findSession(folder, id, start + at)).toEqual(who)
    expect(await findSession(folder, id, start + ABSOLUTE_MS + 1)).toBeNull()
  })

  test('sign-out ends it; a look at the same moment does not bring it back', async () => {
    const id = await startSession(folder, who, start)
    await Promise.all([
      findSession(folder, id, start + 120_000),
      endSession(folder, id),
      findSession(folder, id, start + 120_000),
    ])
    expect(await findSession(folder, id, start + 1000)).toBeNull()
    expect(await readdir(join(folder.path, 'sessions'))).toEqual([])
  })

  test('the folder does not give the id away, and strange ids find nothing', async () => {
    const id = await startSession(folder, who, start)
    const [file] = await readdir(join(folder.path, 'sessions'))
    expect(file).not.toContain(id)
    expect(await modeOf('sessions')).toBe(0o700)
    expect(await modeOf('sessions', file ?? '')).toBe(0o600)
    for (const strange of ['', '../accounts', file ?? '', id.slice(1)])
      expect(await findSession(folder, strange, start)).toBeNull()
  })

  test('records that are over are cleared away by the next log-in', async () => {
    await startSession(folder, who, start)
    await startSession(folder, who, start + ABSOLUTE_MS * 2)
    expect(await readdir(join(folder.path, 'sessions'))).toHaveLength(1)
  })
})

describe('claim', () => {
  test('128 bits in 26 letters; only a hash is kept; case, blanks and hyphens do not matter', async () => {
    const code = await newClaim(folder)
    expect(code).toMatch(/^([A-Z2-7]{4}-){6}[A-Z2-7]{2}$/)
    expect(await readFile(join(folder.path, 'claim.json'), 'utf8')).not.toContain(code)
    expect(await tryClaim(folder, ` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe('right')
  })

  test('a new code makes the old one worthless', async () => {
    const old = await newClaim(folder)
    const code = await newClaim(folder)
    expect(code).not.toBe(old)
    expect(await tryClaim(folder, old)).toBe('wrong')
    expect(await tryClaim(folder, code)).toBe('right')
  })

  test('five wrong tries, also at the same time, make a new one', async () => {
    const code = await newClaim(folder)
    const verdicts = await Promise.all(Array.from({ length: CLAIM_TRIES }, () => tryClaim(folder, 'AAAA')))
    expect(verdicts.filter((v) => v === 'wrong')).toHaveLength(CLAIM_TRIES - 1)
    const renewed = verdicts.find((v) => typeof v === 'object')
    expect(await tryClaim(folder, code)).toBe('wrong')
    expect(await tryClaim(folder, typeof renewed === 'object' ? renewed.renewed : '')).toBe('right')
  })

  test('whoever comes after the claim is told so, and no code is made', async () => {
    const code = await newClaim(folder)
    await createFirstAccount(folder, 'ann', 'long enough')
    await endClaim(folder)
    expect(await tryClaim(folder, code)).toBe('taken')
    expect(await tryClaim(folder, 'AAAA')).toBe('taken')
    expect(await readdir(folder.path)).not.toContain('claim.json')
  })

  test('without a claim nothing is right', async () => {
    const code = await newClaim(folder)
    await endClaim(folder)
    expect(await tryClaim(folder, code)).not.toBe('right')
  })
})

test('the cookie secret is made once, also by several at the same time, and kept', async () => {
  const all = await Promise.all([1, 2, 3, 4].map(() => cookieSecret(folder)))
  expect(new Set(all).size).toBe(1)
  expect(all[0]?.length).toBeGreaterThanOrEqual(43)
  expect(await cookieSecret(folder)).toBe(all[0])
  expect(await modeOf('secret.json')).toBe(0o600)
})
