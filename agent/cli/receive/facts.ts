import type { HealthAnswer } from '@/lib/api/health'
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
  const seen = reply.ok ? await agent('health') : null
  return {
    host,
    clockMs: now(),
    saved: { hash, revision, handEdited, empty },
    history,
    agent: reply.ok ? agentState(reply.value) : { up: false, code: reply.code, params: reply.params },
    ...(seen?.ok ? { health: healthOf(seen.value) } : {}),
    ...machineFacts(),
  }
}

function agentState({ pulse, running, kernel, alarms, tools }: AgentStatus): AgentState {
  const { role, state } = pulse
  return { up: true, role, pulse: state, running, equal: kernel.equal, alarms: alarms.slice(0, 100), tools }
}

const DOWN = 100

function healthOf({ servers }: HealthAnswer): AnswerTo<'status'>['health'] {
  const down = servers.filter(({ row }) => row === 'down').map(({ virtuals, name }) => `${virtuals[0] ?? ''}/${name}`)
  const named = down.filter((name) => !/\p{Cc}/u.test(name)).sort()
  const up = servers.filter(({ want }) => want.present && want.weight > 0).length
  return { servers: servers.length, up, down: named.slice(0, DOWN).map((name) => name.slice(0, 300)) }
}

/** The files that are saved here. */
export async function compare({ store }: Receiver): Promise<Told<'compare'>> {
  const { files, hash } = await store.read()
  return { hash, files: answerFiles(files) }
}
