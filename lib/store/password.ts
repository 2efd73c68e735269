import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'

/** What is kept of a password. The cost stands beside it, so that it can rise later. */
export type PasswordHash = { salt: string; key: string; cost: number }

/** N = 2^15, r = 8: 32 MiB and about 90 ms each. */
const COST = 2 ** 15
const KEY_BYTES = 32
export const MIN_PASSWORD = 8
/** Longer ones would only cost time to hash. */
export const MAX_PASSWORD = 1024
/** Half of libuv's threads, so that a flood of log-ins leaves the others for files. */
const AT_ONCE = 2

let running = 0
const waiting: (() => void)[] = []

async function derive(password: string, salt: Buffer, cost: number): Promise<Buffer> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  else running += 1
  try {
    const options: ScryptOptions = { N: cost, r: 8, p: 1, maxmem: 128 * cost * 8 * 2 }
    return await new Promise((resolve, reject) => {
      scrypt(password.normalize('NFC'), salt, KEY_BYTES, options, (error, key) =>
        error ? reject(error) : resolve(key),
      )
    })
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}

export async function hashPassword(password: string): Promise<PasswordHash> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, COST)
  return { salt: salt.toString('base64'), key: key.toString('base64'), cost: COST }
}

/** Stands in for the account of an unknown user, so that "no such user" takes as long as "wrong password". */
const NOBODY: PasswordHash = {
  salt: Buffer.alloc(16, 1).toString('base64'),
  key: Buffer.alloc(KEY_BYTES, 2).toString('base64'),
  cost: COST,
}

/** True if `password` is the one that was hashed; with `null` for the hash false, after the same time. */
export async function checkPassword(password: string, hash: PasswordHash | null): Promise<boolean> {
  const against = hash ?? NOBODY
  const key = await derive(password.slice(0, MAX_PASSWORD), Buffer.from(against.salt, 'base64'), against.cost)
  return timingSafeEqual(key, Buffer.from(against.key, 'base64')) && hash !== null
}
