import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findTool, run } from '../run'

/** The nft back end is not in the guest of the lab; it is tried here, in a network namespace that dies with the program. */
const NAMESPACE = ['unshare', '-n']
const folder = mkdtempSync(join(tmpdir(), 'arapaima-contract-'))
const program = join(folder, 'contract.mjs')
const listing = ['iptables-nft', '-t', 'mangle', '-n', '-L']
const probe = findTool('unshare') === null ? null : await run([...NAMESPACE, ...listing], { timeoutMs: 5000 })
const missing = probe?.code !== 0
if (missing) console.warn('skipped: needs root, unshare and a kernel with nf_tables')

beforeAll(async () => {
  await build({
    entryPoints: ['agent/kernel/contract-main.ts'],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  })
})
afterAll(() => rmSync(folder, { recursive: true }))

test.skipIf(missing)(
  'the contract suite with the host’s own iptables (nft), ip and /proc/sys',
  async () => {
    const env = { ARAPAIMA_RUN: folder, ARAPAIMA_IPTABLES: 'nft' }
    const result = await run([...NAMESPACE, process.execPath, program, 'memory'], { timeoutMs: 60_000, env })
    expect(result.stderr).toBe('')
    const { log, tools } = JSON.parse(result.stdout)
    expect(log.filter((line: string) => !line.startsWith('passed:'))).toEqual([])
    expect([tools.iptables, tools.ip6tables]).toEqual(['nft', 'nft'])
  },
  70_000,
)
