/**
 * The one wrapper around everything that a form can change. In a file that begins with 'use server':
 *
 *   export const saveGlobal = userAction(
 *     (form, caller) => ({ ok: true, value: readGlobal(form) }),          // or { ok: false, problems }: all of them, in the caller's words
 *     async (value, caller) => {
 *       const saved = await caller.store.save({ files, ifMatch: caller.field('revision'), author: caller.user.name, note: '' })
 *       return saved.ok ? { to: '/global?saved=1' } : { problems: [problem(null, caller.t('forms.clash'))], clash }
 *     },
 *   )
 *
 * and in the page `<Form action={saveGlobal} hidden={[['token', await formToken()]]} …>`. In this order: session, origin, form token,
 * then parsing, then `run` once. `{ to }` ends in a redirect; problems go back with everything that was typed. Fields named in `secrets`
 * never go back. A session that ended is such a problem, too; without JavaScript it leads to the log-in page, and from there back to
 * the form with what was typed (drafts.ts).
 * For a form without fields and answers (a button): `buttonAction`; a problem then leads to the form's field `back` with `?problem=CODE`.
 * Route handlers use `apiRoute` of api-route.ts.
 */
import { revalidatePath } from 'next/cache'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { Clash, FormProblem, FormState, SaveAction } from '@/components/form/state'
import type { Actor } from '@/lib/api/types'
import { type Store, StoreError } from '@/lib/store'
import { type Agent, agentClient } from './agent'
import { withDraft } from './drafts'
import { isFormToken, TOKEN_FIELD } from './form-token'
import { isForeign } from './gate'
import { getSpeaker, type Speaker } from './language'
import { localPath } from './local-path'
import { storeFor } from './save'
import { clientAddress, currentUser, loginPath, type User } from './session'

/** What `run` gets to work with. */
export type Caller = Speaker & {
  user: User
  /** who asks, for store and agent */
  actor: Actor
  /** each save that makes a revision is noted in the journal */
  store: Store
  agent: Agent
  /** a field of the form as text, '' if it is missing or a file */
  field: (name: string) => string
}

export type Parsed<V> = { ok: true; value: V } | { ok: false; problems: FormProblem[] }
export type Outcome =
  /** done: the page to go to */
  { to: string } | NotDone
export type NotDone = {
  problems: FormProblem[]
  /** `revision` and `seen` as the next attempt should send them; default: as they came */
  revision?: string
  seen?: string
  clash?: Clash
  values?: Record<string, string>
  /** what a button's page is told in `?problem=`; default NOT_DONE */
  code?: string
}

export type Parse<V> = (form: FormData, caller: Caller) => Parsed<V> | Promise<Parsed<V>>
export type ActionOptions = { secrets?: readonly string[] }

/** Fields that belong to the machinery, not to what a person typed. */
const MACHINERY = new Set([TOKEN_FIELD, 'revision', 'seen'])

export const problem = (field: string | null, says: string, label = ''): FormProblem => ({ field, label, says })

/** A form's action for somebody who is logged in. See the top of this file. */
export function userAction<V>(
  parse: Parse<V>,
  run: (value: V, caller: Caller) => Promise<Outcome>,
  options: ActionOptions = {},
): SaveAction {
  return async (_state, form) => {
    const secrets = options.secrets ?? []
    const outcome = await attempt(form, parse, run, secrets)
    if ('to' in outcome) redirect(localPath(outcome.to))
    return stateOf(form, outcome, secrets)
  }
}

/** The action of a form that is only a button. Its hidden fields: `token`, `back` (where a problem leads to), and what `run` needs. */
export function buttonAction(run: (caller: Caller) => Promise<Outcome>): (form: FormData) => Promise<void> {
  return async (form) => {
    const outcome = await attempt(
      form,
      () => ({ ok: true, value: null }),
      (_none, caller) => run(caller),
      null,
    )
    if ('to' in outcome) redirect(localPath(outcome.to))
    const back = new URL(localPath(text(form, 'back')), 'http://console.invalid')
    back.searchParams.set('problem', outcome.code ?? 'NOT_DONE')
    redirect(back.pathname + back.search)
  }
}

export const text = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

/** True if a script of the page sent the form: the answer goes into the page that is there, with all that was typed. */
const isFetched = (sent: Headers): boolean => sent.has('next-action')

/**
 * Who sends this form, or why it is not taken. Without a session and without a script it leads to the log-in page.
 * @param secrets fields that are never kept; null for a form that gets no answer (a button)
 */
async function callerOf(form: FormData, secrets: readonly string[] | null): Promise<Caller | NotDone> {
  const sent = await headers()
  const speaker = await getSpeaker()
  const user = await currentUser()
  if (user === null) {
    const back = text(form, 'back')
    if (secrets === null) redirect(loginPath(back))
    if (isFetched(sent)) return { problems: [problem(null, speaker.t('login.sessionEnded'))] }
    const draft = stateOf(form, { problems: [problem(null, speaker.t('login.sessionBack'))] }, secrets)
    redirect(loginPath(await withDraft(back, draft)))
  }
  const foreign = isForeign({ method: 'POST', url: '/', headers: Object.fromEntries(sent) })
  if (foreign || !(await isFormToken(form.get(TOKEN_FIELD)))) {
    // The page comes with the answer, and with it the token of this session: sent again, the form is taken.
    revalidatePath('/', 'layout')
    return { problems: [problem(null, speaker.t('login.staleForm'))], code: 'STALE_FORM' }
  }
  const actor: Actor = { user: user.name, via: 'console', from: await clientAddress() }
  return {
    ...speaker,
    user,
    actor,
    store: storeFor(actor),
    agent: agentClient(),
    field: (name) => text(form, name),
  }
}

async function attempt<V>(
  form: FormData,
  parse: Parse<V>,
  run: (value: V, caller: Caller) => Promise<Outcome>,
  secrets: readonly string[] | null,
): Promise<Outcome> {
  const caller = await callerOf(form, secrets)
  if ('problems' in caller) return caller
  const parsed = await parse(form, caller)
  if (!parsed.ok) return { problems: parsed.problems }
  try {
    return await run(parsed.value, caller)
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    const says = caller.t('login.storeError', { path: error.path, why: error.why })
    return { problems: [problem(null, says)], code: error.code }
  }
}

/** What a person typed: every text field but the machinery's and the secret ones; of several with one name (checkbox) the last. */
function typed(form: FormData, secrets: ReadonlySet<string>): Record<string, string> {
  const values: Record<string, string> = {}
  for (const [name, value] of form) {
    if (typeof value !== 'string' || name.startsWith('$') || MACHINERY.has(name) || secrets.has(name)) continue
    values[name] = value
  }
  return values
}

/** The answer that goes back to the form. */
export function stateOf(form: FormData, outcome: NotDone, secrets: readonly string[]): FormState {
  return {
    attempt: crypto.randomUUID(),
    values: outcome.values ?? typed(form, new Set(secrets)),
    problems: outcome.problems,
    revision: outcome.revision ?? text(form, 'revision'),
    seen: outcome.seen ?? text(form, 'seen'),
    ...(outcome.clash ? { clash: outcome.clash } : {}),
  }
}
