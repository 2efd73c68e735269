import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { entryBody } from '@/lib/api/requests'
import type { QueuedEntry } from '@/lib/sync/journal-queue'

/** The journal's door, with the schema that the agent has there. */
let top: string
let agent: http.Server | undefined
const taken: QueuedEntry[] = []
const answers: number[] = []

function openDoor(): Promise<void> {
  agent = http.createServer((request, response) => {
    let text = ''
    request.on('data', (part) => {
      text += part
    })
    request.on('end', () => {
      const wanted = answers.shift() ?? 200
      const parsed = entryBody.safeParse(JSON.parse(text))
      const status = wanted === 200 && !parsed.success ? 400 : wanted
      if (status === 200) taken.push(JSON.parse(text) as QueuedEntry)
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(status === 200 ? '{}' : JSON.stringify({ code: 'api.invalid', params: {} }))
    })
  })
  return new Promise((resolve) => agent?.listen(join(top, 'run', 'agent.sock'), resolve))
}

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'arapaima-audit-'))
  process.env.ARAPAIMA_STATE = join(top, 'state')
  process.env.ARAPAIMA_RUN = join(top, 'run')
  await mkdir(join(top, 'run'))
})
afterAll(async () => {
  agent?.closeAllConnections()
  agent?.close()
  await rm(top, { recursive: true, force: true })
})

const queue = () => readFile(join(top, 'state/console/journal.queue'), 'utf8').catch(() => '')
const actor = (user: string) => ({ user, via: 'console', from: '192.0.2.7' }) as const

test('entries wait while the agent is away, then go in order, once, in a form that the agent takes', async () => {
  const { audit, passOn } = await import('./audit')
  const saying = { code: 'login.journalIn', params: { user: 'ann', from: '192.0.2.7' } }
  await audit(actor('ann'), 'login', saying)
  await audit(actor('evil\n\u2028name'.padEnd(200, 'x')), 'login-failed', saying)
  await audit(actor(''), 'login-failed', saying)
  await passOn()
  expect((await queue()).trim().split('\n')).toHaveLength(3)

  await openDoor()
  // Busy first: nothing is lost or sent out of order.
  answers.push(503)
  await passOn()
  expect(taken).toEqual([])
  await passOn()
  expect(taken.map((entry) => entry.what)).toEqual(['login', 'login-failed', 'login-failed'])
  expect(taken.map((entry) => entry.actor.user.slice(0, 10))).toEqual(['ann', 'evil??name', '-'])
  expect(new Set(taken.map((entry) => entry.detail.id)).size).toBe(3)
  expect(await queue()).toBe('')

  // One that a living agent refuses does not block the others.
  answers.push(400)
  await Promise.all([audit(actor('bob'), 'login', saying), audit(actor('cid'), 'logout', saying)])
  await passOn()
  expect(await queue()).toBe('')
  expect(taken).toHaveLength(4)
})
