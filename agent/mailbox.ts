import { ApiError } from '@/lib/api/errors'

/**
 * The one queue in front of the loop: whatever wants to look at or change the kernel arrives here as a message, and the next one begins when
 * the last has ended. Two applies at once are therefore one after the other, and the second sees what the first has done.
 */
export type Mailbox = {
  /** @throws ApiError `api.busy` when too many wait, `api.stopping` after close */
  post<T>(work: () => Promise<T>): Promise<T>
  /** Comes before all that wait, however many: a role must not wait for looks. */
  first<T>(work: () => Promise<T>): Promise<T>
  /** how long the message that is being done has taken so far, ms; 0 = none is */
  busyMs(): number
  /** refuses new messages and resolves when the last one has ended */
  close(): Promise<void>
}

type Message = { run(): Promise<void> }

export function createMailbox(limit = 64): Mailbox {
  const waiting: Message[] = []
  let sinceMs: number | null = null
  let closed = false
  let emptied: (() => void) | null = null
  const next = () => {
    const message = waiting.shift()
    sinceMs = message ? performance.now() : null
    if (message) void message.run().finally(next)
    else emptied?.()
  }
  const put = <T>(work: () => Promise<T>, add: (message: Message) => void): Promise<T> => {
    if (closed) return Promise.reject(new ApiError('api.stopping'))
    return new Promise((resolve, reject) => {
      add({ run: () => Promise.resolve().then(work).then(resolve, reject) })
      // Never within the call that posts it.
      if (sinceMs === null) {
        sinceMs = performance.now()
        queueMicrotask(next)
      }
    })
  }
  return {
    post(work) {
      if (waiting.length >= limit) return Promise.reject(new ApiError('api.busy', { waiting: limit }))
      return put(work, (message) => waiting.push(message))
    },
    first: (work) => put(work, (message) => waiting.unshift(message)),
    busyMs: () => (sinceMs === null ? 0 : performance.now() - sinceMs),
    async close() {
      closed = true
      if (sinceMs === null) return
      await new Promise<void>((resolve) => {
        emptied = resolve
      })
    },
  }
}
