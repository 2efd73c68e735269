'use server'

import { buttonAction, problem } from '@/app/_server/action'
import { audit } from '@/app/_server/audit'
import { folder } from '@/app/_server/place'
import { logIn, logOut } from '@/app/_server/session'
import { sayClaim } from '@/app/_server/terminal'
import { type Visitor, type VisitorOutcome, visitorAction } from '@/app/_server/visitor-action'
import { authenticate, createFirstAccount, hasAccounts, nameProblem, passwordProblem } from '@/lib/store/accounts'
import { endClaim, tryClaim } from '@/lib/store/claim'

/** Log-in: unknown user and wrong password get the same words after the same time. */
export const login = visitorAction('user', ['password'], async (visitor) => {
  const name = visitor.field('user').trim()
  const actor = { user: name.slice(0, 64), via: 'console', from: visitor.address } as const
  const who = await authenticate(await folder(), name, visitor.field('password'))
  if (who === null) {
    await audit(actor, 'login-failed', { code: 'login.journalFailed', params: actorParams(actor) })
    return { problems: [problem(null, visitor.t('login.wrong'))], failed: true }
  }
  await logIn(who)
  await audit(actor, 'login', { code: 'login.journalIn', params: actorParams(actor) })
  return { to: visitor.field('next') || '/' }
})

/** Claim: the first account, for whoever has the code that the console printed. Of several at once one wins. */
export const claim = visitorAction('code', ['code', 'password', 'repeat'], async (visitor) => {
  const where = await folder()
  if (await hasAccounts(where)) return { to: '/login' }
  const wrong = claimProblems(visitor)
  if (wrong.length > 0) return { problems: wrong }
  const verdict = await tryClaim(where, visitor.field('code'))
  const taken = { problems: [problem(null, visitor.t('login.alreadyClaimed'))] }
  if (verdict === 'taken') return taken
  if (verdict !== 'right') return wrongCode(visitor, verdict)
  const name = visitor.field('user').trim()
  if (!(await createFirstAccount(where, name, visitor.field('password')))) return taken
  await endClaim(where)
  const who = await authenticate(where, name, visitor.field('password'))
  if (who === null) return { to: '/login' }
  await logIn(who)
  const actor = { user: name, via: 'console', from: visitor.address } as const
  await audit(actor, 'claim', { code: 'login.journalClaim', params: actorParams(actor) })
  return { to: '/' }
})

/** Sign-out. In a page: `<form action={signOut}>` with the hidden field `token`. */
export const signOut = buttonAction(async (caller) => {
  await logOut()
  await audit(caller.actor, 'logout', { code: 'login.journalOut', params: actorParams(caller.actor) })
  return { to: '/login?out=1' }
})

const actorParams = (actor: { user: string; from?: string }) => ({ user: actor.user, from: actor.from ?? '' })

/** All that is wrong with name and passwords, before a try of the code is spent. */
function claimProblems(visitor: Visitor) {
  const name = nameProblem(visitor.field('user').trim())
  const password = passwordProblem(visitor.field('password'))
  return [
    ...(name ? [problem('user', visitor.t(name), visitor.t('login.user'))] : []),
    ...(password ? [problem('password', visitor.t(password), visitor.t('login.password'))] : []),
    ...(visitor.field('password') === visitor.field('repeat')
      ? []
      : [problem('repeat', visitor.t('login.different'), visitor.t('login.repeat'))]),
  ]
}

function wrongCode(visitor: Visitor, verdict: 'wrong' | { renewed: string }): VisitorOutcome {
  if (verdict !== 'wrong') sayClaim(verdict.renewed)
  const says = visitor.t(verdict === 'wrong' ? 'login.wrongCode' : 'login.renewedCode')
  return { problems: [problem('code', says, visitor.t('login.code'))], failed: true }
}
