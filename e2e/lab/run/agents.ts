import { type Call, createClient, type Transport } from '@/lib/api/client'
import type { AgentAsked, AgentSaid } from '../guest/agents'
import type { Running } from '../host/channel'
import { lineReader } from '../protocol'
import { foldersOf } from '../router'
import type { Router } from '../topology'
import { bundleForGuest } from './bundle'
import type { World } from './scenario'

/** The agents of both routers by their sockets, over one process in the guest: as typed calls, a few milliseconds each. */
export class Agents {
  private next = 1
  private readonly waiting = new Map<number, (said: AgentSaid) => void>()

  private constructor(private readonly running: Running) {}

  static async open({ dir, guest }: World): Promise<Agents> {
    const program = await bundleForGuest(dir, 'agents')
    const holder: { agents?: Agents } = {}
    const read = lineReader((value) => holder.agents?.said(value as AgentSaid))
    holder.agents = new Agents(guest.start([process.execPath, program], {}, { out: read }))
    return holder.agents
  }

  private said(said: AgentSaid): void {
    this.waiting.get(said.id)?.(said)
    this.waiting.delete(said.id)
  }

  /** An agent that is away or refuses is a value of the call, never an exception. */
  of(router: Router): Call {
    const socket = `${foldersOf(router).run}/agent.sock`
    const transport: Transport = (request) =>
      new Promise((resolve, reject) => {
        const asked: AgentAsked = { id: this.next++, socket, ...request }
        this.waiting.set(asked.id, (said) => {
          if ('code' in said) reject(Object.assign(new Error(said.code), { code: said.code }))
          else resolve(said)
        })
        this.running.done.then(() => reject(new Error('what asks the agents has ended')), reject)
        this.running.write(`${JSON.stringify(asked)}\n`)
      })
    return createClient(transport)
  }

  close(): void {
    this.running.endInput()
  }
}
