import { request } from 'node:http'
import { userInfo } from 'node:os'
import { createClient, type Reply, type Transport } from '@/lib/api/client'
import type { Actor, FileProblem } from '@/lib/api/types'
import { sayingOf } from '@/lib/lvscf/problems'
import { pathsFrom } from '@/lib/store/paths'
import { EXIT, type Io, line, speakCode } from './io'

/** An apply may take as long as its operations; reads are quick. */
const TIMEOUT_MS = 120_000
const MAX_BYTES = 128 * 1024 * 1024

/** HTTP over the agent's socket. */
export function socketTransport(socketPath: string): Transport {
  return async (asked) => {
    for (let tries = 1; ; tries++) {
      try {
        return await exchange(socketPath, asked)
      } catch (error) {
        // The queue of the socket is full for a moment. connect(2), EAGAIN on unix sockets
        if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN') || tries === FULL_TRIES) throw error
        await new Promise((resolve) => setTimeout(resolve, FULL_PAUSE_MS))
      }
    }
  }
}

const FULL_TRIES = 50
const FULL_PAUSE_MS = 20

function exchange(
  socketPath: string,
  { method, path, body }: Parameters<Transport>[0],
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const headers =
      body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    const asked = request({ socketPath, method, path, headers: { host: 'agent', ...headers }, agent: false })
    asked.setTimeout(TIMEOUT_MS, () => asked.destroy(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })))
    asked.on('error', reject)
    asked.on('response', (response) => {
      const parts: Buffer[] = []
      let size = 0
      response.on('error', reject)
      response.on('data', (part: Buffer) => {
        size += part.length
        if (size > MAX_BYTES) asked.destroy(Object.assign(new Error('answer too large'), { code: 'EMSGSIZE' }))
        else parts.push(part)
      })
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8') }),
      )
    })
    asked.end(body)
  })
}

export const agentOf = (io: Io) => createClient(socketTransport(pathsFrom(io.env).socket))

/** Who asks: the user who logged in, also behind sudo. Recorded, never trusted for permission. */
export function actorOf(io: Io): Actor {
  const name = (io.env.SUDO_USER || accountName()).replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, '').slice(0, 64)
  return { user: name || 'unknown', via: 'cli' }
}

/** The number's own text when no account has it (ARAPAIMA_USER may be a mere number). */
function accountName(): string {
  try {
    return userInfo().username
  } catch {
    return `${process.getuid?.()}`
  }
}

/** Says why the agent did not do it; the exit status tells a script. */
export function refused(io: Io, reply: Extract<Reply<unknown>, { ok: false }>): number {
  io.err(line(`arapaima: ${speakCode(io, reply.code, reply.params)}`))
  for (const problem of reply.problems) io.err(line(problemText(io, problem)))
  if (reply.status === 0) return EXIT.away
  if (reply.code === 'api.changed') return EXIT.changed
  if (reply.code === 'api.unreadable' || reply.code === 'api.unwritable') return EXIT.file
  return EXIT.problems
}

/** `lvs.cf:4:10: error CODE: sentence` */
export function problemText(io: Io, problem: FileProblem): string {
  const { file, line: row, column, severity, code } = problem
  const saying = sayingOf(problem)
  const key = code.includes('.') ? code : saying.code
  return `${file}:${row}:${column}: ${severity} ${code}: ${speakCode(io, key, saying.params)}`
}
