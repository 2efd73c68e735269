import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { type Language, say } from '@/lib/text/index'
import { type LabConsole, openConsole } from '../console'
import { type Lab, startLab } from '../host/lab'
import { TREE, whatIsMissing } from '../preflight'
import { startServers } from '../run/guest'
import { addressOf, VIP } from '../topology'

const DAY_SECONDS = 24 * 3600
const print = (text: string) => process.stdout.write(`${text}\n`)

/**
 * A lab for a person: boots it, runs agent and console on router a and serves that console on a port of this machine's own loopback.
 * Ends on Ctrl-C or TERM, or when the guest or the console ends. Exit status 0 after a wanted end, 1 after any other.
 */
export async function openLab(args: string[], language: Language): Promise<number> {
  const { values } = parseArgs({ args, options: { port: { type: 'string', default: '3636' } } })
  const missing = whatIsMissing()
  if (missing.length) {
    print(say(language, 'lab.cannot'))
    for (const reason of missing) print(`  ${reason}`)
    return 1
  }
  const asked = new Promise<'asked'>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve('asked'))
  })
  const built = spawnSync(process.execPath, [`${TREE}/.ci/build.mjs`], { stdio: 'inherit' })
  if (built.status !== 0) return 1
  const began = Date.now()
  print(say(language, 'lab.boot'))
  const lab = await startLab({ seconds: DAY_SECONDS, kind: 'open' })
  try {
    const console = await openConsole(lab, Number(values.port), (data) => process.stdout.write(data))
    if (!console) {
      print(say(language, 'lab.portTaken', { port: values.port }))
      return 1
    }
    print(say(language, 'lab.starting', { seconds: ((Date.now() - began) / 1000).toFixed(1) }))
    return await serve(lab, console, asked, language)
  } finally {
    await lab.close()
  }
}

async function serve(lab: Lab, console: LabConsole, asked: Promise<'asked'>, language: Language): Promise<number> {
  const guestEnded = lab.ended.then(() => 'guest' as const)
  const consoleEnded = console.up.done.then(() => 'console' as const).catch(() => guestEnded)
  const over = Promise.race([asked, guestEnded, consoleEnded])
  const first = await Promise.race([over, Promise.all([console.answering, startServers(lab)])])
  if (Array.isArray(first)) welcome(console, language)
  const why = await over
  if (why === 'asked') await console.close()
  else print(`${say(language, why === 'guest' ? 'lab.guestEnded' : 'lab.consoleEnded')}\n${lab.guestLog()}`)
  return why === 'asked' ? 0 : 1
}

function welcome(console: LabConsole, language: Language): void {
  const [first, second] = [addressOf('rs1', 'prv'), addressOf('rs2', 'prv')]
  const code = console.claim()
  print('')
  print(say(language, 'lab.ready', { url: console.url }))
  if (code) print(say(language, 'lab.claim', { code }))
  print(say(language, 'lab.try', { vip: VIP.nat, first, second }))
  print(`  npm run lab -- exec client fetch ${VIP.nat} 80 6`)
  print('  npm run lab -- exec a ipvsadm -Ln')
  print(say(language, 'lab.end'))
}
