import { ApiError } from '@/lib/api/errors'

/** So many at once, and so many a second after that. */
export type Bucket = { take(): void }

/** The journal keeps a bounded number of entries: whoever posts without measure would push the history out of it. */
export function createBucket(now: () => number, size: number, perSecond: number): Bucket {
  let left = size
  let at = now()
  return {
    /** @throws ApiError `api.busy` when there is none left */
    take: () => {
      left = Math.min(size, left + ((now() - at) / 1000) * perSecond)
      at = now()
      if (left < 1) throw new ApiError('api.busy', {})
      left--
    },
  }
}
