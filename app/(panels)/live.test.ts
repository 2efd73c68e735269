import { mkdtemp, rm } from 'node:fs/promises'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { store } from '@/app/_server/place'
import { emptyFiles, hashOf } from '@/lib/store'
import { loadSaved, loadStatus } from './live'

/** An agent that has not looked at the files since the first save. */
const behind = { saved: { hash: hashOf(emptyFiles()), revision: null, problems: [] } }
const agent = http.createServer((_request, response) => response.end(JSON.stringify(behind)))
let top = ''

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'arapaima-live-'))
  Object.assign(process.env, { ARAPAIMA_ETC: top, ARAPAIMA_STATE: join(top, 'state'), ARAPAIMA_RUN: top })
  await new Promise<void>((resolve) => agent.listen(join(top, 'agent.sock'), resolve))
})
afterAll(async () => {
  agent.closeAllConnections()
  agent.close()
  await rm(top, { recursive: true, force: true })
})

test('what is saved is what stands on disk, however far the agent is behind', async () => {
  expect(await loadSaved()).toBeNull()
  const { hash } = await store().read()
  const files = { 'lvs.cf': Buffer.from('primary = 192.0.2.1\n') }
  const saved = await store().save({ files, ifMatch: hash, author: 'ann', note: '' })
  const status = await loadStatus()
  expect(status.ok && status.value.saved.revision).toBeNull()
  expect(await loadSaved()).toMatchObject({ revision: { number: 1, author: 'ann' }, hash: saved.ok && saved.hash })
})
