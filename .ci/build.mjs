// Builds what runs: dist/agent.mjs (agent and command), dist/heartbeat.mjs (the agent's child), dist/console.mjs (the console's entry) and .next (the panels).
// Nothing is rebuilt when no input changed; `--force` rebuilds, `--agent` builds the bundles only.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleOptions } from './bundle.mjs'

const top = fileURLToPath(new URL('..', import.meta.url))
process.chdir(top)
const inputs = [
  'agent',
  'app',
  'components',
  'lib',
  'public',
  'proxy.ts',
  'next.config.js',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
  '.ci/build.mjs',
  '.ci/bundle.mjs',
]

/** A hash over names and bytes of everything that the build reads; tests do not count. */
function stampOf(paths) {
  const hash = createHash('sha256').update(process.version)
  const visit = (path) => {
    if (!existsSync(path) || /\.(test|bench)\.tsx?$|\.case$|\.md$/.test(path)) return
    try {
      for (const name of readdirSync(path).sort()) visit(join(path, name))
    } catch {
      hash.update(`\0${path}\0`).update(readFileSync(path))
    }
  }
  for (const path of paths) visit(path)
  return hash.digest('hex')
}

/** Pieces of an earlier build: their names change with what they hold. */
function removePieces() {
  for (const name of readdirSync('dist')) if (/^agent-.*\.mjs$/.test(name)) rmSync(join('dist', name))
}

async function bundles() {
  removePieces()
  const { build } = await import('esbuild')
  const common = bundleOptions()
  // In pieces, all in one folder: a verb loads what it needs and not the agent. heartbeat.mjs stands beside whichever piece starts it.
  await build({
    ...common,
    entryPoints: [{ in: 'agent/cli/main.ts', out: 'agent' }],
    outdir: 'dist',
    outExtension: { '.js': '.mjs' },
    splitting: true,
    chunkNames: 'agent-[name]-[hash]',
  })
  // A process of its own, started by the agent: as small as can be.
  await build({ ...common, entryPoints: ['agent/pulse/main.ts'], outfile: 'dist/heartbeat.mjs' })
  await build({
    ...common,
    entryPoints: ['app/_server/main.ts'],
    outfile: 'dist/console.mjs',
    external: [...common.external, 'next', 'react', 'react-dom'],
  })
}

function panels() {
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    // Server actions keep their ids over a rebuild, so that a page left open over an upgrade can still be sent. No action
    // closes over a value, so nothing secret is ever sealed with this key.
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: createHash('sha256').update('arapaima server action ids').digest('base64'),
  }
  const done = spawnSync(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  })
  if (done.status !== 0) {
    process.stdout.write(done.stdout ?? '')
    throw new Error(`next build ended with ${done.status ?? done.signal}`)
  }
}

const agentOnly = process.argv.includes('--agent')
const stamp = stampOf(inputs)
const stampFile = 'dist/stamp'
const fresh = existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp && existsSync('.next/BUILD_ID')
if (fresh && !process.argv.includes('--force')) {
  console.log('build: up to date')
} else {
  const start = Date.now()
  mkdirSync('dist', { recursive: true })
  await bundles()
  if (!agentOnly) {
    panels()
    writeFileSync(stampFile, stamp)
  }
  console.log(`build: done in ${((Date.now() - start) / 1000).toFixed(1)} s`)
}
