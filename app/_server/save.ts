import type { Actor } from '@/lib/api/types'
import type { SaveAnswer, SaveRequest, Store } from '@/lib/store'
import { audit } from './audit'
import { store } from './place'

/** The store as a user has it: each save that made a revision is noted in the journal. */
export function storeFor(actor: Actor): Store {
  const files = store()
  return {
    ...files,
    save: async (request) => {
      const saved = await files.save(request)
      if (saved.ok && saved.changed && saved.revision) {
        const { number, hash } = saved.revision
        const params = { user: actor.user, number, hash: hash.slice(0, 12) }
        await audit(actor, 'save', { code: 'login.journalSave', params })
      }
      return saved
    },
  }
}

/** A save in the caller's name. */
export const saveFiles = (
  caller: { store: Store; actor: Actor },
  request: Pick<SaveRequest, 'files' | 'ifMatch' | 'note'>,
): Promise<SaveAnswer> => caller.store.save({ ...request, author: caller.actor.user })
