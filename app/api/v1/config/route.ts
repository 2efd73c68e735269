import { apiRoute, bodyOf, json, refusal } from '@/app/_server/api-route'
import { configBody, filesBody, readFilesBody } from '@/app/_server/config-files'
import { saveFiles } from '@/app/_server/save'

const etag = (hash: string): Record<string, string> => ({ ETag: `"${hash}"` })

/** The three files with their hash, which a PUT sends back as If-Match. */
export const GET = apiRoute(async (caller) => {
  const saved = await caller.store.read()
  return json(configBody(saved), 200, etag(saved.hash))
})

/** `{ files: { "lvs.cf": "text" | { text } | { base64 } }, note? }` with If-Match. 412 gives both versions, 422 every problem; nothing is lost. */
export const PUT = apiRoute(async (caller, request) => {
  const match = /^(?:W\/)?"([0-9a-f]{64})"$/.exec(request.headers.get('if-match') ?? '')
  if (!match?.[1]) return refusal(caller, 428, 'login.needIfMatch')
  const body = await bodyOf(request)
  const files = readFilesBody(body?.files)
  const note = body?.note ?? ''
  if (files === null || typeof note !== 'string') return refusal(caller, 400, 'login.badBody')
  const saved = await saveFiles(caller, { files, ifMatch: match[1], note })
  if (saved.ok)
    return json({ changed: saved.changed, hash: saved.hash, revision: saved.revision }, 200, etag(saved.hash))
  if (saved.code === 'CHANGED') {
    const message = caller.t('login.changed')
    return json({ code: 'CHANGED', message, now: configBody(saved.now), yours: filesBody(saved.yours) }, 412)
  }
  if (saved.code === 'PROBLEMS')
    return json({ code: 'PROBLEMS', message: caller.t('login.problemsInFile'), problems: saved.problems }, 422)
  const status = { LOCKED: 503, TOO_LARGE: 413, CANNOT_WRITE: 507, SYMLINK: 409, UNREADABLE: 409 }[saved.code]
  return refusal(caller, status, 'login.storeError', { path: saved.path, why: saved.why })
})
