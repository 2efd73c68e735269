import type { Status as AgentStatus } from '@/lib/api/types'
import { FILE_NAMES } from '@/lib/store/files'
import { answerFiles } from '@/lib/sync/bundle'
import { machineFacts } from '@/lib/sync/facts'
import type { AgentState, AnswerTo } from '@/lib/sync/protocol'
import type { Receiver } from './world'

const HISTORY = 200

type Told<V extends 'status' | 'compare'> = Omit<AnswerTo<V>, 'arapaima' | 'ok' | 'version'>

/** How this router is: what is saved and running, its role, and what a person compares when a backup is brought in. */
export async function status({ store, agent, host, now }: Receiver): Promise<Told<'status'>> {
  const { files, hash, revision, handEdited } = await store.read()
  const empty = FILE_NAMES.every((name) => files[name].length === 0)
  const history = (await store.history()).slice(0, HISTORY).map((one) => one.hash)
  const reply = await agent('status')
  return {
    host,
    clockMs: now(),
    saved: { hash, revision, handEdited, empty },
    history,
    agent: reply.ok ? agentState(reply.value) : { up: false, code: reply.code, params: reply.params },
    ...machineFacts(),
  }
}

function agentState({ pulse, running, kernel, alarms, tools }: AgentStatus): AgentState {
  const { role, state } = pulse
  return { up: true, role, pulse: state, running, equal: kernel.equal, alarms: alarms.slice(0, 100), tools }
}

/** The files that are saved here. */
export async function compare({ store }: Receiver): Promise<Told<'compare'>> {
  const { files, hash } = await store.read()
  return { hash, files: answerFiles(files) }
}
