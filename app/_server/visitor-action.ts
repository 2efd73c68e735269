import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import type { FormState, SaveAction } from '@/components/form/state'
import { type Outcome, problem, stateOf, text } from './action'
import { isFormToken, TOKEN_FIELD } from './form-token'
import { getSpeaker, type Speaker } from './language'
import { localPath } from './local-path'
import { clientAddress } from './session'
import { throttle } from './throttle'

/** What an action of somebody without a session gets: sentences, address and the fields. */
export type Visitor = Speaker & { address: string; field: (name: string) => string }

/** `failed`: a wrong guess, which makes the next one wait longer. */
export type VisitorOutcome = Outcome & { failed?: boolean }

/**
 * The wrapper for log-in and claim, the only actions that need no session: form token, then the throttle, then `run` once.
 * `user` is the field that names who the attempt is for.
 */
export function visitorAction(
  user: string,
  secrets: readonly string[],
  run: (visitor: Visitor) => Promise<VisitorOutcome>,
): SaveAction {
  return async (_state, form): Promise<FormState> => {
    const speaker = await getSpeaker()
    const refuse = (says: string) => stateOf(form, { problems: [problem(null, says)] }, secrets)
    if (!(await isFormToken(form.get(TOKEN_FIELD)))) {
      // The page comes with the answer, and with it a token that will do.
      revalidatePath('/', 'layout')
      return refuse(speaker.t('login.staleForm'))
    }
    const address = await clientAddress()
    const turn = await throttle().begin(address, text(form, user))
    if (turn === null) return refuse(speaker.t('login.busy'))
    let outcome: VisitorOutcome
    try {
      outcome = await run({ ...speaker, address, field: (name) => text(form, name) })
      if (outcome.failed) await turn.failed()
      else await turn.passed()
    } finally {
      turn.done()
    }
    if ('to' in outcome) redirect(localPath(outcome.to))
    return stateOf(form, outcome, secrets)
  }
}
