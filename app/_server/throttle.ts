import { RateLimiterMemory } from 'rate-limiter-flexible'
import { oncePerProcess } from './place'

/**
 * Slows log-ins down by address and by user. Nobody is refused because of what somebody else did: failures only make an answer wait, at
 * most MAX_DELAY_MS, and the number of attempts that may wait at once is counted per address.
 */
export type Throttle = {
  /** Waits as long as the failures so far ask for. Null: too many attempts of this address are waiting already. */
  begin(address: string, user: string): Promise<Turn | null>
}
export type Turn = { failed(): Promise<void>; passed(): Promise<void>; done(): void }

export const MAX_DELAY_MS = 4_000
export const WAITING_AT_ONCE = 8
const WINDOW_SEC = 15 * 60
/** Failures that cost nothing: a person mistypes; behind one address there are several. */
const FREE = { user: 3, address: 10 }

/** Milliseconds to wait after so many failures. */
export function delayAfter(failures: number, free: number): number {
  return failures <= free ? 0 : Math.min(MAX_DELAY_MS, 250 * 2 ** (failures - free - 1))
}

export function makeThrottle(sleep: (ms: number) => Promise<void>): Throttle {
  const failures = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: WINDOW_SEC })
  const waiting = new Map<string, number>()
  const count = async (key: string): Promise<number> => (await failures.get(key))?.consumedPoints ?? 0
  return {
    begin: async (address, name) => {
      // A name is whatever somebody sent; a key is kept for a while.
      const user = name.slice(0, 64)
      const now = waiting.get(address) ?? 0
      if (now >= WAITING_AT_ONCE) return null
      waiting.set(address, now + 1)
      const done = () => {
        const left = (waiting.get(address) ?? 1) - 1
        if (left > 0) waiting.set(address, left)
        else waiting.delete(address)
      }
      const byUser = delayAfter(await count(`u ${user}`), FREE.user)
      const byAddress = delayAfter(await count(`a ${address}`), FREE.address)
      const delayMs = Math.max(byUser, byAddress)
      if (delayMs > 0) await sleep(delayMs)
      return {
        failed: async () => {
          await failures.penalty(`u ${user}`)
          await failures.penalty(`a ${address}`)
        },
        passed: async () => {
          await failures.delete(`u ${user}`)
        },
        done,
      }
    },
  }
}

/** The console's throttle for log-in and claim. */
export const throttle = (): Throttle =>
  oncePerProcess('throttle', () => makeThrottle((ms) => new Promise((resolve) => setTimeout(resolve, ms))))
