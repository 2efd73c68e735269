import http from 'node:http'
import { createClient, type Reply, type Transport } from '@/lib/api/client'
import type { AnswerOf, BodyOf, RouteName } from '@/lib/api/routes'
import { oncePerProcess, paths } from './place'

export type { Reply } from '@/lib/api/client'

/**
 * The agent as the console sees it. An agent that is away, slow or of another version is a value (`ok: false` with a code that the
 * catalogue has a sentence for), never an exception: every page can be shown without it.
 */
export type Agent = {
  status(): Promise<Reply<AnswerOf<'status'>>>
  table(): Promise<Reply<AnswerOf<'table'>>>
  plan(): Promise<Reply<AnswerOf<'plan'>>>
  apply(body: BodyOf<'apply'>): Promise<Reply<AnswerOf<'apply'>>>
  repair(body: BodyOf<'repair'>): Promise<Reply<AnswerOf<'repair'>>>
  cut(body: BodyOf<'cut'>): Promise<Reply<AnswerOf<'cut'>>>
  adopt(body: BodyOf<'adopt'>): Promise<Reply<AnswerOf<'adopt'>>>
  journal(limit?: number): Promise<Reply<AnswerOf<'journal'>>>
  record(body: BodyOf<'record'>): Promise<Reply<AnswerOf<'record'>>>
}

/** Reads are answered from the agent's last look; an apply may take as long as its operations. */
const READ_MS = 5_000
const WORK_MS = 120_000
const MAX_ANSWER = 64 * 1024 * 1024

const connections = () => oncePerProcess('agent.connections', () => new http.Agent({ keepAlive: true, maxSockets: 16 }))

/** Requests over the unix socket. Node's own client: kept connections, no caching (ecosystem.md measured it beside undici). */
export function unixTransport(socketPath: string, timeoutMs: number): Transport {
  return ({ method, path, body }) =>
    new Promise((resolve, reject) => {
      const length = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body ?? '') }
      const headers = { host: 'agent', ...(body === undefined ? {} : length) }
      const request = http.request({ socketPath, method, path, headers, agent: connections() })
      const late = () => request.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' }))
      const timer = setTimeout(late, timeoutMs)
      request.on('error', (error) => {
        clearTimeout(timer)
        reject(error)
      })
      request.on('response', (response) => {
        const parts: Buffer[] = []
        let size = 0
        response.on('data', (part: Buffer) => {
          size += part.length
          if (size > MAX_ANSWER) request.destroy(Object.assign(new Error('answer too large'), { code: 'EMSGSIZE' }))
          else parts.push(part)
        })
        response.on('error', reject)
        response.on('end', () => {
          clearTimeout(timer)
          resolve({ status: response.statusCode ?? 500, body: Buffer.concat(parts).toString('utf8') })
        })
      })
      request.end(body)
    })
}

export function agentOver(socketPath: string): Agent {
  const read = createClient(unixTransport(socketPath, READ_MS))
  const work = createClient(unixTransport(socketPath, WORK_MS))
  const change =
    <N extends RouteName>(name: N) =>
    (body: BodyOf<N>) =>
      work(name, { body })
  return {
    status: () => read('status'),
    table: () => read('table'),
    plan: () => read('plan'),
    apply: change('apply'),
    repair: change('repair'),
    cut: change('cut'),
    adopt: change('adopt'),
    journal: (limit = 200) => read('journal', { query: { limit } }),
    record: (body) => read('record', { body }),
  }
}

/** The agent of this router. */
export const agentClient = (): Agent => oncePerProcess('agent', () => agentOver(paths().socket))
