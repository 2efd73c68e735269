import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ms, print, quantile } from '@/e2e/lab/bench/row'
import { lvsCfOf } from '@/e2e/lab/bench/site'
import { createClient } from '@/lib/api/client'
import { pathsFrom } from '@/lib/store/paths'
import { socketTransport } from '../cli/transport'
import { fakeKernel } from '../kernel/fake'
import { startAgent } from '../main'
import { DEFAULTS } from '../options'
import { systemClock } from '../ports'

/**
 * Measures, not a test: how fast the agent answers on its socket with 1000 virtual servers of 10 real servers each, on the fake kernel and by a client
 * in this same process, which reads and parses the answers: the agent alone is faster. `npm run bench -- status`
 */
const REQUESTS = 200
const VIRTUALS = 1000

const folder = mkdtempSync(join(tmpdir(), 'arapaima-bench-'))
const etc = join(folder, 'etc')
mkdirSync(etc)
writeFileSync(
  join(etc, 'lvs.cf'),
  lvsCfOf({ virtuals: VIRTUALS, servers: 10, checkSec: null })
    .replace('network = nat\n', 'network = direct\n')
    .replaceAll(/ {9}port = .*\n/g, ''),
)
const paths = pathsFrom({
  ARAPAIMA_ETC: etc,
  ARAPAIMA_STATE: join(folder, 'state'),
  ARAPAIMA_RUN: join(folder, 'run'),
  ARAPAIMA_GROUP: '0',
})
const log = (line: string) => process.stderr.write(`${line}\n`)
const agent = await startAgent(
  { ...DEFAULTS, paths },
  {
    kernel: fakeKernel(),
    around: { rivals: async () => [] },
    monitors: null,
    clock: systemClock,
    bootId: 'boot',
    hostname: 'bench',
    version: '0',
    log,
  },
)
try {
  const transport = socketTransport(paths.socket)
  const call = createClient(transport)
  const plan = await call('plan')
  if (!plan.ok) throw new Error(plan.code)
  const actor = { user: 'bench', via: 'cli' as const }
  const applied = await call('apply', { body: { planId: plan.value.planId, note: '', actor } })
  if (!applied.ok || !applied.value.ok) throw new Error(JSON.stringify(applied).slice(0, 500))
  for (const path of ['/v1/status', '/v1/table']) {
    const times: number[] = []
    let bytes = 0
    for (let i = 0; i < REQUESTS; i++) {
      const began = performance.now()
      const answer = await transport({ method: 'GET', path })
      times.push(performance.now() - began)
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`)
      bytes = answer.body.length
    }
    const goal = path === '/v1/status' ? '< 20 ms' : undefined
    print({ figure: `${VIRTUALS} x 10: ${path}, p99 of ${REQUESTS}`, ours: ms(quantile(times, 0.99)), goal })
    print({ figure: '    median', ours: ms(quantile(times, 0.5)) })
    print({ figure: '    size', ours: `${(bytes / 1024).toFixed(0)} KiB` })
  }
} finally {
  await agent.close()
  rmSync(folder, { recursive: true })
}
