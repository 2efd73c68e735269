import { checkPassword, hashPassword, MAX_PASSWORD, MIN_PASSWORD, type PasswordHash } from './password'
import { alone, type ConsoleFolder, createJson, readJson, writeJson } from './private'
import { endSessionsOf } from './sessions'

/** STATE/console/accounts.json. `generation` counts the passwords: a session of an older one is over. */
type Account = { name: string; password: PasswordHash; generation: number; createdAt: number }
type AccountFile = { version: 1; accounts: Account[] }
export type Who = { name: string; generation: number }

const FILE = 'accounts.json'
const NAME = /^[A-Za-z0-9_][A-Za-z0-9_.@-]{0,31}$/

/** What is wrong with a new name or password; null if nothing is. */
export const nameProblem = (name: string): 'login.badName' | null => (NAME.test(name) ? null : 'login.badName')
export function passwordProblem(password: string): 'login.shortPassword' | 'login.longPassword' | null {
  if ([...password].length < MIN_PASSWORD) return 'login.shortPassword'
  return Buffer.byteLength(password) > MAX_PASSWORD ? 'login.longPassword' : null
}

const load = async (folder: ConsoleFolder): Promise<Account[]> =>
  (await readJson<AccountFile>(folder, FILE))?.accounts ?? []

export async function hasAccounts(folder: ConsoleFolder): Promise<boolean> {
  return (await load(folder)).length > 0
}

/** Makes the very first account. Of several that try at once one gets it; false for the others. */
export async function createFirstAccount(folder: ConsoleFolder, name: string, password: string): Promise<boolean> {
  const account: Account = { name, password: await hashPassword(password), generation: 1, createdAt: Date.now() }
  const file: AccountFile = { version: 1, accounts: [account] }
  return createJson(folder, FILE, file)
}

/** Who this is, or null: unknown user and wrong password look and last the same. */
export async function authenticate(folder: ConsoleFolder, name: string, password: string): Promise<Who | null> {
  const account = (await load(folder)).find((a) => a.name === name) ?? null
  const right = await checkPassword(password, account?.password ?? null)
  return right && account ? { name: account.name, generation: account.generation } : null
}

/** Number of the user's password; null if there is no such user (any more). */
export async function generationOf(folder: ConsoleFolder, name: string): Promise<number | null> {
  return (await load(folder)).find((a) => a.name === name)?.generation ?? null
}

export async function listAccounts(folder: ConsoleFolder): Promise<string[]> {
  return (await load(folder)).map((a) => a.name)
}

/** Sets the password of `name`, making the account if there is none (`arapaima passwd`), and ends all sessions of that user. */
export async function setPassword(folder: ConsoleFolder, name: string, password: string): Promise<'made' | 'changed'> {
  const hash = await hashPassword(password)
  return alone(folder, async () => {
    const first: Account = { name, password: hash, generation: 1, createdAt: Date.now() }
    if (await createJson(folder, FILE, { version: 1, accounts: [first] } satisfies AccountFile)) return 'made'
    const accounts = await load(folder)
    const old = accounts.find((a) => a.name === name)
    const next: Account = old ? { ...old, password: hash, generation: old.generation + 1 } : first
    const file: AccountFile = { version: 1, accounts: [...accounts.filter((a) => a.name !== name), next] }
    await writeJson(folder, FILE, file)
    await endSessionsOf(folder, name)
    return old ? 'changed' : 'made'
  })
}
