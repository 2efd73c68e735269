'use server'

import { revalidatePath } from 'next/cache'
import { buttonAction, type Caller, problem, userAction } from '@/app/_server/action'
import { nudgePartner, pairDesk } from '@/app/_server/pair'
import { stepsOf } from '../answers'
import { keepResult } from '../results'

const MOST_NOTE = 500

type Wish = { planId: string; note: string }

/** Applies the plan that was shown, and no other: the agent refuses when it is no longer the plan, and the page shows the new one. */
export const apply = userAction<Wish>((_form, caller) => ({ ok: true, value: wishOf(caller) }), carryOut)

/** Begins the change of both routers as one and leads to the page that shows it. Field `plan`: the plan that was shown for this router. */
export const changeBoth = buttonAction(async (caller) => {
  revalidatePath('/', 'layout')
  const plan = await caller.agent.plan()
  if (plan.ok && plan.value.planId !== caller.field('plan')) return { problems: [] }
  const begun = await pairDesk().together(caller.actor)
  if (begun.ok) return { to: `/redundancy/partner/sync?job=${begun.value.id}` }
  const said = keepResult({ kind: 'refused', code: begun.why.code, params: begun.why.params })
  return { to: `/review?said=${said}` }
})

function wishOf(caller: Caller): Wish {
  const note = caller.field('note').replaceAll(/\s+/g, ' ').trim().slice(0, MOST_NOTE)
  return { planId: caller.field('plan'), note }
}

async function carryOut({ planId, note }: Wish, caller: Caller) {
  const reply = await caller.agent.apply({ planId, note, actor: caller.actor })
  // Strip and panel are drawn anew with the answer, whichever it is.
  revalidatePath('/', 'layout')
  if (!reply.ok) {
    // The field `plan` stands for "look again": everything else is a refusal.
    const changed = reply.code === 'api.changed'
    return { problems: [problem(changed ? 'plan' : null, caller.code(reply.code, reply.params))] }
  }
  const answer = reply.value
  nudgePartner()
  const id = keepResult({ kind: 'apply', answer, at: Date.now(), user: caller.user.name, steps: stepsOf(answer) })
  return { to: `/review/result/${id}` }
}
