import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { runningLabs } from '../host/running'
import { TREE } from '../preflight'
import { scenario } from '../run/scenario'

// The lab as a person meets it: `npm run lab` beside the labs of this very run.

const MAIN = [`${TREE}/node_modules/tsx/dist/cli.mjs`, `${TREE}/e2e/lab/main.ts`]

function command(...args: string[]) {
  const child = spawn(process.execPath, [...MAIN, ...args], { env: { ...process.env, LC_ALL: 'C' } })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => {
      output += data.toString()
    })
  const done = new Promise<number | null>((resolve) => child.on('close', resolve))
  return { child, done, output: () => output }
}

/** Programs on this machine that have this folder in their arguments. */
function programsOf(dir: string): string[] {
  const numbers = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return numbers.flatMap((pid) => {
    try {
      const argv = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      return argv.includes(dir) ? [argv.replaceAll('\0', ' ')] : []
    } catch {
      return [] // ended meanwhile
    }
  })
}

scenario(
  'npm run lab: the console on this machine, exec into each host, and nothing left after TERM',
  async ({ until, note }) => {
    const before = runningLabs('open')
    const lab = command('--port', '0')
    try {
      await until(
        async () => lab.output(),
        (text) => text.includes('Ctrl-C ends'),
        { withinMs: 120_000, what: 'the lab is up' },
      )
      const url = /The console of router a: (http:\/\/localhost:\d+)/.exec(lab.output())?.[1]
      assert.ok(url)
      assert.equal((await fetch(`${url}/claim`)).status, 200)
      const [dir = ''] = runningLabs('open').filter((one) => !before.includes(one))
      assert.ok(programsOf(dir).length > 1, 'its programs can be seen')
      const table = command('exec', 'a', 'ipvsadm', '-Ln')
      assert.equal(await table.done, 0)
      assert.match(table.output(), /^IP Virtual Server version/)
      const input = command('exec', 'rs3', 'sh', '-c', 'cat; exit 7')
      input.child.stdin.end('as typed')
      assert.deepEqual([await input.done, input.output()], [7, 'as typed'])
      lab.child.kill('SIGTERM')
      assert.equal(await lab.done, 0)
      // The last of them ends with its namespace, which the kernel takes down by itself.
      await until(async () => [existsSync(dir), programsOf(dir)], [false, []], { what: 'nothing of it is left' })
    } finally {
      lab.child.kill('SIGKILL')
      note(lab.output())
    }
  },
  { long: true },
)
