'use server'

import { revalidatePath } from 'next/cache'
import { buttonAction, type Caller, type Outcome, problem, userAction } from '@/app/_server/action'
import { problemSentence } from '@/app/_server/problem-notice'
import { WISH_KINDS } from '@/lib/api/health'
import { pageWith } from '../query'
import { keep } from './kept'

type Wish = { service: string; server: string; kind: (typeof WISH_KINDS)[number]; reason: string; deactivate: boolean }

/** An operator's word over the checks. Fields: `service`, `server` (keys), `do`, `reason`, `deactivate`. */
export const wish = userAction<Wish>((_form, caller) => {
  const kind = WISH_KINDS.find((one) => one === caller.field('do'))
  if (!kind) return { ok: false, problems: [problem(null, problemSentence(caller, 'NOT_DONE'))] }
  const [service, server, reason] = [caller.field('service'), caller.field('server'), caller.field('reason')]
  const deactivate = kind === 'drain' && caller.field('deactivate') === '1'
  return { ok: true, value: { service, server, kind, reason, deactivate } }
}, carryOut)

async function carryOut({ service, server, kind, reason, deactivate }: Wish, caller: Caller): Promise<Outcome> {
  const reply = await caller.agent.wish({ virtual: service, server, kind, reason, deactivate, actor: caller.actor })
  revalidatePath('/', 'layout')
  if (!reply.ok) return { problems: [problem(null, caller.code(reply.code, reply.params))] }
  const { name, state } = reply.value
  const done = keep({ kind: 'wished', server: { name, state } })
  return { to: pageWith('/monitors/server', { service, server, done }) }
}

/** Makes a server's check once and shows the dialogue. Fields: `virtual`, `server` (names or keys), `of`, `back`. */
export const tryNow = buttonAction(async (caller): Promise<Outcome> => {
  const of = caller.field('of') === 'saved' ? 'saved' : 'running'
  const asked = { virtual: caller.field('virtual'), server: caller.field('server'), of, actor: caller.actor } as const
  const reply = await caller.agent.try(asked)
  const done = keep(
    reply.ok ? { kind: 'tried', tried: reply.value } : { kind: 'refused', code: reply.code, params: reply.params },
  )
  const back = new URL(caller.field('back'), 'http://console.invalid')
  for (const name of ['done', 'problem', 'saved', 'preset']) back.searchParams.delete(name)
  back.searchParams.set('done', done)
  return { to: `${back.pathname}${back.search}` }
})
