import { socketTransport } from '@/agent/cli/transport'
import { lineReader } from '../protocol'

/** Carries requests to the sockets of agents, one line each: one process for a whole scenario, so that no question pays for a program's start. */
export type AgentAsked = { id: number; socket: string; method: string; path: string; body?: string }
export type AgentSaid = { id: number; status: number; body: string } | { id: number; code: string }

const say = (said: AgentSaid) => process.stdout.write(`${JSON.stringify(said)}\n`)

const read = lineReader((value) => {
  const { id, socket, ...request } = value as AgentAsked
  socketTransport(socket)(request).then(
    (answer) => say({ id, ...answer }),
    (error: NodeJS.ErrnoException) => say({ id, code: error.code ?? error.message }),
  )
})
process.stdin.on('data', read)
process.stdin.on('end', () => process.exit(0))
