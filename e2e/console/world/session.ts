import assert from 'node:assert/strict'
import { expect } from '@playwright/test'
import { Client } from '../../../app/_server/testing/client'
import type { ApplyAnswer, PlanAnswer, Status, Table } from '../../../lib/api/types'
import { PASSWORD, type RouterA, USER } from './router'

let kept: { url: string; client: Client } | undefined

/** A scripted client with a session that goes on: the one of the test before, or a new one; a router without an account is claimed. */
export async function session(router: RouterA): Promise<Client> {
  if (kept?.url !== router.url || (await kept.client.get('/api/v1/config')).status !== 200)
    kept = { url: router.url, client: await logIn(router) }
  return kept.client
}

async function logIn(router: RouterA): Promise<Client> {
  const client = new Client(Number(new URL(router.url).port))
  const unclaimed = (await client.get('/login')).headers.location === '/claim'
  const form = unclaimed
    ? await client.form('/claim', 'code', 'repeat')
    : await client.form('/login', 'user', 'password')
  const values: Record<string, string> = { user: USER, password: PASSWORD }
  if (unclaimed) Object.assign(values, { code: router.claimCode(), repeat: PASSWORD })
  assert.equal((await client.submit(form, values)).status, 303)
  return client
}

const json = (client: Client) => ({
  origin: `http://127.0.0.1:${client.port}`,
  'content-type': 'application/json',
})

/** A request to the console's API in that session. */
export async function api<T>(router: RouterA, method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
  const client = await session(router)
  const sent = body === undefined ? {} : { body: JSON.stringify(body) }
  const answer = await client.send({ method, path: `/api/v1/${path}`, headers: json(client), ...sent })
  assert.equal(answer.status, 200, answer.text)
  return JSON.parse(answer.text) as T
}

/** An lvs.cf, and how many servers stand in the table when every check has passed. */
export type Site = { text: string; up: number }

/**
 * This lvs.cf saved and applied, and the servers up. Through the API: the command would cost the start of a program in the guest
 * each time.
 */
export async function become(router: RouterA, { text, up }: Site): Promise<void> {
  await saved(router, text)
  await applied(router)
  const working = async () => {
    const { services } = await api<Table>(router, 'GET', 'table')
    return services.flatMap((service) => service.servers).filter((server) => server.state === 'up').length
  }
  await expect.poll(working, { message: 'servers whose checks have passed', timeout: 30_000 }).toBe(up)
}

async function saved(router: RouterA, text: string): Promise<void> {
  const client = await session(router)
  const { etag } = (await client.get('/api/v1/config')).headers
  const headers = { ...json(client), 'if-match': String(etag) }
  const body = JSON.stringify({ files: { 'lvs.cf': text }, note: 'set-up of a test' })
  const answer = await client.send({ method: 'PUT', path: '/api/v1/config', headers, body })
  assert.equal(answer.status, 200, answer.text)
}

async function applied(router: RouterA): Promise<void> {
  const { planId, hash, steps } = await api<PlanAnswer>(router, 'GET', 'plan')
  const { running } = await api<Status>(router, 'GET', 'status')
  if (running?.hash === hash && steps.length === 0) return
  const answer = await api<ApplyAnswer>(router, 'POST', 'apply', { planId, note: 'set-up of a test' })
  assert.deepEqual([answer.ok, answer.left, answer.remaining], [true, [], []])
}
