import type { Saying } from '@/lib/plan/types'
import { StoreError } from '@/lib/store'
import { SyncError } from '@/lib/sync'
import { BundleError } from '@/lib/sync/bundle'

/** What the pair's desk gives: a value, or why there is none as a code with its parameters. It never throws for the partner's or a file's sake. */
export type Answer<T> = { ok: true; value: T } | { ok: false; why: Saying }

/** A refusal as a saying. @throws the error itself when it is a bug of ours */
export function whyOf(error: unknown): Saying {
  if (error instanceof SyncError) return { code: error.code, params: error.params }
  if (error instanceof StoreError) return { code: 'login.storeError', params: { path: error.path, why: error.why } }
  if (error instanceof BundleError)
    return { code: 'sync.badAnswer', params: { address: '', why: `${error.fault} ${error.why}`.trim() } }
  throw error
}

export async function answered<T>(work: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    return { ok: false, why: whyOf(error) }
  }
}
