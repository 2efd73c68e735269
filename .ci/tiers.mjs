// The tiers of the test ladder: how each is run and how its own count is read.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { top } from './install.mjs'

/** @typedef {{ passed: number, failed: number, skipped: number }} Sum */

const temp = mkdtempSync(join(tmpdir(), 'arapaima-test-'))
process.on('exit', () => rmSync(temp, { recursive: true, force: true }))

const running = new Set()
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    for (const child of running) child.kill(signal)
    process.exitCode = 130
  })

/** Runs a program of the tree with Node; gives its status and the end of what it printed. */
function node(script, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: top,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...env },
    })
    running.add(child)
    let tail = ''
    child.stdout.on('data', (data) => {
      process.stdout.write(data)
      tail = (tail + data).slice(-4000)
    })
    child.on('close', (status) => {
      running.delete(child)
      resolve({ status: status ?? 1, tail })
    })
  })
}

/** One check as a sum. @param {boolean} ok @returns {Sum} */
export const one = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 })
/** @param {Sum} x @param {Sum} y @returns {Sum} */
export const plus = (x, y) => ({
  passed: x.passed + y.passed,
  failed: x.failed + y.failed,
  skipped: x.skipped + y.skipped,
})

/** A runner that says it failed though it counted no failure (a file that does not load, a crash) counts as one. */
const honest = (sum, status) => (status !== 0 && sum.failed === 0 ? { ...sum, failed: 1 } : sum)

function report(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return {}
  }
}

async function vitest(...folders) {
  const file = join(temp, `vitest-${folders[0]}.json`)
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...folders]
  const { status } = await node('node_modules/vitest/vitest.mjs', args)
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 } = report(file)
  return honest({ passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests }, status)
}

async function verify() {
  const types = await node('node_modules/typescript/bin/tsc', ['--noEmit'])
  const lint = await node('node_modules/@biomejs/biome/bin/biome', ['check', '.'])
  return plus(plus(one(types.status === 0), one(lint.status === 0)), await vitest('.ci'))
}

async function browser() {
  const file = join(temp, 'playwright.json')
  const args = ['test', '--reporter=list,json']
  const { status } = await node('node_modules/@playwright/test/cli.js', args, { PLAYWRIGHT_JSON_OUTPUT_NAME: file })
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = report(file).stats ?? {}
  // A test that passes only now and then has not passed.
  return honest({ passed: expected, failed: unexpected + flaky, skipped }, status)
}

async function lab() {
  const { status, tail } = await node('node_modules/tsx/dist/cli.mjs', ['e2e/lab/main.ts', 'test'])
  const found = /(\d+) passed, (\d+) failed, (\d+) skipped\s*$/.exec(tail)
  const [passed = 0, failed = 0, skipped = 0] = (found ?? []).slice(1).map(Number)
  return honest({ passed, failed, skipped }, status)
}

/** `needs`: purposes of the Debian packages; `built`: whether it runs what .ci/build.mjs makes (a unit test starts the built console). */
export const TIERS = [
  { name: 'verify', run: verify, needs: [], built: false },
  { name: 'unit', run: () => vitest('lib', 'agent', 'components', 'app'), needs: [], built: true },
  { name: 'console', run: browser, needs: ['browser', 'lab'], built: true },
  { name: 'lab', run: lab, needs: ['lab'], built: true },
]
