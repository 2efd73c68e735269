import { ApiError } from '@/lib/api/errors'

/**
 * The one queue in front of the loop: whatever wants to look at or change the kernel arrives here as a message, and the next one begins when
 * the last has ended. Two applies at once are therefore one after the other, and the second sees what the first has done.
 */
export type Mailbox = {
  /** @throws ApiError `api.busy` when too many wait, `api.stopping` after close */
  post<T>(work: () => Promise<T>): Promise<T>
  /** refuses new messages and resolves when the last one has ended */
  close(): Promise<void>
}

export function createMailbox(limit = 64): Mailbox {
  let last: Promise<unknown> = Promise.resolve()
  let length = 0
  let closed = false
  return {
    post(work) {
      if (closed) return Promise.reject(new ApiError('api.stopping'))
      if (length >= limit) return Promise.reject(new ApiError('api.busy', { waiting: length }))
      length++
      const result = last.then(work)
      last = result
        .catch(() => undefined)
        .then(() => {
          length--
        })
      return result
    },
    async close() {
      closed = true
      await last
    },
  }
}
