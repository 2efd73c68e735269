import { apiRoute, json, refusal } from '@/app/_server/api-route'
import { filesBody } from '@/app/_server/config-files'

/** A revision by number (`41`) or hash: who, when, why, and its files. */
export const GET = apiRoute(async (caller) => {
  const which = caller.params.which ?? ''
  const wanted = /^[1-9]\d{0,8}$/.test(which) ? Number(which) : /^[0-9a-f]{64}$/.test(which) ? which : null
  const found = wanted === null ? null : await caller.store.revision(wanted)
  return found
    ? json({ revision: found.info, files: filesBody(found.files) })
    : refusal(caller, 404, 'login.noRevision', { which: which.slice(0, 80) })
})
