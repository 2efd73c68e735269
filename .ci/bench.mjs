// npm run bench [-- NAME...]: measures, not tests. Each bench prints its figures as lines of JSON; here they become tables.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { bundleOptions } from './bundle.mjs'
import { build, debianPackages, needNode, npmPackages, top } from './install.mjs'

/**
 * One figure of a bench: ours, the peer's in the same run, and the goal of the design.
 * @typedef {{ figure: string, ours: string, peer?: string, goal?: string }} Row
 */
/**
 * `needs`: purposes of the Debian packages, none of which is ever started as a service. `measures`: the code in the bench's own process, which is then
 * bundled as the product is (tsx's loader adds helpers that the product has not), or the built product in the guest.
 */
const BENCHES = [
  { name: 'plan', script: 'lib/plan/plan.bench.ts', needs: ['bench'], measures: 'itself' },
  { name: 'status', script: 'agent/api/status.bench.ts', needs: [], measures: 'itself' },
  { name: 'monitors', script: 'agent/monitors/monitors.bench.ts', needs: [], measures: 'itself' },
  { name: 'apply', script: 'e2e/lab/bench/apply.bench.ts', needs: ['lab', 'bench'], measures: 'product' },
  { name: 'takeover', script: 'e2e/lab/bench/takeover.bench.ts', needs: ['lab', 'bench'], measures: 'product' },
  { name: 'health', script: 'e2e/lab/bench/health.bench.ts', needs: ['lab', 'bench'], measures: 'product' },
]

needNode()
const { values, positionals } = parseArgs({ options: { 'no-install': { type: 'boolean' } }, allowPositionals: true })
const strangers = positionals.filter((name) => !BENCHES.some((bench) => bench.name === name))
if (strangers.length) {
  console.error(`No such bench: ${strangers.join(' ')}. There are: ${BENCHES.map((bench) => bench.name).join(' ')}`)
  process.exit(2)
}
const wanted = BENCHES.filter((bench) => !positionals.length || positionals.includes(bench.name))
const allowed = !values['no-install']
const missing = debianPackages([...new Set(wanted.flatMap((bench) => bench.needs))], allowed)
if (missing.length) console.log(`Without ${missing.join(' ')} some figures are missing.`)
if (!npmPackages(allowed)) process.exit(1)
if (wanted.some((bench) => bench.measures === 'product') && !build()) process.exit(1)

/** @type {import('node:child_process').ChildProcess | undefined} */
let running
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    running?.kill(signal)
    process.exitCode = 130
  })

/** What node is to run for a bench. */
async function programOf({ name, script, measures }) {
  if (measures === 'product') return ['node_modules/tsx/dist/cli.mjs', script]
  const { build } = await import('esbuild')
  const outfile = join(top, 'dist', 'bench', `${name}.mjs`)
  await build({ ...bundleOptions(), entryPoints: [script], outfile })
  return [outfile]
}

/** Runs a bench; gives its figures. What else it has to say goes to standard error. @returns {Promise<{ status: number, rows: Row[] }>} */
async function run(bench) {
  const program = await programOf(bench)
  return new Promise((resolve) => {
    const child = spawn(process.execPath, program, {
      cwd: top,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    running = child
    let text = ''
    child.stdout.on('data', (data) => {
      text += data
    })
    child.on('close', (status) => {
      const rows = text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line))
      resolve({ status: status ?? 1, rows })
    })
  })
}

/** @param {string} name @param {Row[]} rows */
function table(name, rows) {
  const lines = [[name, 'ours', 'peer', 'goal'], ...rows.map((r) => [r.figure, r.ours, r.peer ?? '', r.goal ?? ''])]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...lines.map((line) => line[column].length)))
  return lines
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i]))
        .join('   ')
        .trimEnd(),
    )
    .join('\n')
}

for (const bench of wanted) {
  if (process.exitCode === 130) break // interrupted
  const { status, rows } = await run(bench)
  console.log(`${table(bench.name, rows)}\n`)
  if (status !== 0) {
    console.log(`${bench.name} failed (${status}).`)
    process.exitCode ||= 1
  }
}
