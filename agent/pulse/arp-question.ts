import { askArgv } from '@/lib/kernel/address'
import { type RunOptions, type RunResult, run } from '../run'

type Place = { device: string; address: string }
export type ArpOptions = {
  signal: AbortSignal
  everyMs?: number
  run?: (argv: readonly string[], options: RunOptions) => Promise<RunResult>
}

/** Between two questions. arping itself asks once a second: each question is one of its own, up to ten at a time. */
const EVERY_MS = 100
/** Longer than arping waits for an answer. */
const TIMEOUT_MS = 3000

/**
 * Asks the network who has this address until somebody answers. Not by TCP: a router that holds the table would balance its own question
 * (operations.md 4, tried).
 * @returns when the first answer came, by performance.now(); null when `signal` ended it
 * @throws AgentError when arping is not there
 */
export function firstArpAnswer(place: Place, options: ArpOptions): Promise<number | null> {
  const { signal, everyMs = EVERY_MS, run: start = run } = options
  const argv = askArgv(place.device, place.address)
  return new Promise((resolve, reject) => {
    const others = new AbortController()
    const end = (work: () => void) => {
      clearInterval(timer)
      signal.removeEventListener('abort', stop)
      others.abort()
      work()
    }
    const stop = () => end(() => resolve(null))
    const ask = () => {
      start(argv, { timeoutMs: TIMEOUT_MS, signal: others.signal }).then(
        ({ code }) => {
          const at = performance.now()
          if (code === 0 && !others.signal.aborted) end(() => resolve(at))
        },
        (error: unknown) => end(() => reject(error)),
      )
    }
    const timer = setInterval(ask, everyMs)
    if (signal.aborted) stop()
    else {
      signal.addEventListener('abort', stop, { once: true })
      ask()
    }
  })
}
