import http from 'node:http'
import type { Transport } from '@/lib/api/client'
import { codeOf } from '@/lib/store/disk'

/** How long things may take, ms, and how large an answer may be. */
export type Limits = {
  /** for a question: most are answered from the last look; a plan waits until what the agent does is done */
  readMs: number
  /** for a change, which may take as long as its operations */
  workMs: number
  /** how long an agent that does not listen is waited for: a restart takes about a second */
  comebackMs: number
  maxBytes: number
}
export const LIMITS: Limits = { readMs: 15_000, workMs: 120_000, comebackMs: 3_000, maxBytes: 64 * 1024 * 1024 }

/** connect(2): nobody listens, or the queue of the socket is full. Nothing was sent yet. */
const NOT_CONNECTED = new Set(['ENOENT', 'ECONNREFUSED', 'EAGAIN'])
/** The connection ended under way: what was sent may have been done. */
const CUT_OFF = new Set(['ECONNRESET', 'EPIPE'])
const PAUSE_MS = 50

type Asked = Parameters<Transport>[0]
type Answer = Awaited<ReturnType<Transport>>

/**
 * Requests over the agent's unix socket. An agent that starts anew is waited for; one that stays away is found away at once until it answers again,
 * so that no page waits for it twice. What was cut off is asked again only if it changes nothing.
 */
export function unixTransport(socketPath: string, limits: Limits): Transport {
  // Questions keep their connections: one that the last agent closed costs one more try. A change gets a connection of its own, so that it is
  // never sent into a closed one.
  const kept = new http.Agent({ keepAlive: true, maxSockets: 16 })
  // Until it has answered once nobody knows that there is one to wait for.
  let awaySince: number | null = Number.NEGATIVE_INFINITY
  return async (asked) => {
    const question = asked.method === 'GET'
    const until = performance.now() + (question ? limits.readMs : limits.workMs)
    for (let cutOff = 0; ; ) {
      try {
        const answer = await exchange(socketPath, asked, { until, agent: question ? kept : undefined, limits })
        awaySince = null
        return answer
      } catch (error) {
        const now = performance.now()
        if (question && CUT_OFF.has(codeOf(error)) && cutOff++ < 1) continue
        if (!NOT_CONNECTED.has(codeOf(error))) throw error
        awaySince ??= now
        if (now - awaySince + PAUSE_MS > limits.comebackMs || now + PAUSE_MS > until) throw error
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
      }
    }
  }
}

type Exchange = { until: number; agent: http.Agent | undefined; limits: Limits }

/** One request; rejects with a `code`: of the system, ETIMEDOUT, or EMSGSIZE. Node's own client: no caching (ecosystem.md measured it beside undici). */
function exchange(
  socketPath: string,
  { method, path, body }: Asked,
  { until, agent, limits }: Exchange,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const length = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body ?? '') }
    const headers = { host: 'agent', ...(body === undefined ? {} : length) }
    const request = http.request({ socketPath, method, path, headers, agent: agent ?? false })
    const give = (code: string) => request.destroy(Object.assign(new Error(code), { code }))
    const timer = setTimeout(() => give('ETIMEDOUT'), Math.max(0, until - performance.now()))
    const fail = (error: Error) => {
      clearTimeout(timer)
      reject(error)
    }
    request.on('error', fail)
    request.on('response', (response) => {
      const parts: Buffer[] = []
      let size = 0
      response.on('data', (part: Buffer) => {
        size += part.length
        if (size > limits.maxBytes) give('EMSGSIZE')
        else parts.push(part)
      })
      response.on('error', fail)
      response.on('end', () => {
        clearTimeout(timer)
        resolve({ status: response.statusCode ?? 500, body: Buffer.concat(parts).toString('utf8') })
      })
    })
    request.end(body)
  })
}
