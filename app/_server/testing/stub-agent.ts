import { createServer } from 'node:http'
import type { PairView } from '@/lib/api/pair'
import { SETTINGS_DEFAULTS } from '@/lib/api/settings'
import type { Status } from '@/lib/api/types'

/** What the stub was asked to change, in order. */
type Asked = { path: string; body: Record<string, unknown> }

/**
 * An agent that only answers: for pages whose state of the pair no fake kernel can have. `answers` holds what each path gives, by its
 * address without the query; another one is not found.
 */
export async function stubAgent(top: string, pair: PairView) {
  const asked: Asked[] = []
  const status: Status = {
    agent: { version: '0', pid: 1, startedAt: 0, hostname: 'lvs-a', bootId: '' },
    pulse: { state: 'running', role: 'active', since: 0, source: 'pulse' },
    pair,
    saved: { hash: '', revision: null, problems: [] },
    running: null,
    kernel: { observedAt: 1, equal: true, drift: [], foreign: [], retired: [] },
    work: null,
    alarms: [],
    rivals: [],
    tools: {},
  }
  const answers: Record<string, unknown> = {
    '/v1/status': status,
    '/v1/settings': SETTINGS_DEFAULTS,
    '/v1/rehearsals': { running: null, cannot: null, list: [] },
  }
  const server = createServer(async (request, response) => {
    const path = request.url?.split('?')[0] ?? ''
    let text = ''
    for await (const part of request) text += part
    // What the console notes of its own saves is not asked for.
    if (request.method !== 'GET' && path !== '/v1/journal') asked.push({ path, body: JSON.parse(text) })
    const answer = answers[path]
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer ?? { code: 'api.agentAnswer', params: { status: 404 } }))
  })
  await new Promise<void>((resolve) => server.listen(`${top}/run/agent.sock`, resolve))
  const close = () => {
    server.closeAllConnections()
    return new Promise<void>((resolve) => server.close(() => resolve()))
  }
  return { status, answers, asked, close }
}
