import { setTimeout as after } from 'node:timers/promises'
import type { Running } from '../host/channel'
import { abandonLabs, type Lab, startLab } from '../host/lab'
import { whatIsMissing } from '../preflight'
import { foldersOf } from '../router'
import { bundleForGuest } from '../run/bundle'
import { startServers } from '../run/guest'
import { LabHost } from '../run/host'
import { FIRST_CONFIG, prepareRouter } from '../run/product'
import { type Until, untilWith } from '../run/scenario'
import { Transcript } from '../run/transcript'
import { addressOf } from '../topology'
import { SERVER_NET, SERVER_PORT } from './site'

/** What a bench in the guest works with: router a fresh, and one machine that answers for every server of a site. */
export type BenchGuest = {
  lab: Lab
  a: LabHost
  until: Until
  /** Router a as it was: nothing runs on it, no table. */
  fresh(): Promise<void>
  /** The agent with this lvs.cf, ready to be asked; ended by `fresh`. */
  agent(config: string): Promise<Running>
  /** keepalived's checkers alone (no VRRP, never as a service), with this configuration; ended by `fresh`. */
  keepalived(config: string): Promise<Running>
}

const folders = foldersOf('a')

/** Boots a guest, runs the bench in it and ends it. Exit status 1 where no guest can be had, with the reasons. */
export async function inGuest(work: (guest: BenchGuest) => Promise<void>): Promise<void> {
  const missing = whatIsMissing()
  if (missing.length) {
    process.stderr.write(`${missing.join('\n')}\n`)
    process.exitCode = 1
    return
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      abandonLabs()
      process.exit(130)
    })
  const lab = await startLab({ seconds: 1200, kind: 'test' })
  try {
    await startServers(lab)
    const rs1 = new LabHost('rs1', lab.channel, new Transcript())
    await rs1.run(['ip', 'route', 'add', 'local', SERVER_NET, 'dev', 'lo'])
    await work(guestOf(lab))
  } finally {
    await lab.close()
  }
}

function guestOf(lab: Lab): BenchGuest {
  const a = new LabHost('a', lab.channel, new Transcript())
  const until = untilWith(async () => '')
  return {
    lab,
    a,
    until,
    fresh: async () => {
      await prepareRouter(lab, 'a', FIRST_CONFIG)
      await a.run(['ip', 'route', 'add', SERVER_NET, 'via', addressOf('rs1', 'prv')])
    },
    agent: async (config) => {
      await a.write(`${folders.etc}/lvs.cf`, config)
      const running = a.start(['arapaima', 'agent'])
      const ready = async () => running.output().includes(`${folders.run}/agent.sock`)
      await until(ready, true, { withinMs: 120_000, what: 'the agent says that it is ready' })
      return running
    },
    keepalived: async (config) => {
      await a.write('/run/keepalived-bench.conf', config)
      const files = ['p', 'c', 'r'].flatMap((flag) => [`-${flag}`, `/run/keepalived-bench.${flag}`])
      return a.start(['keepalived', '-n', '-l', '-C', '-f', '/run/keepalived-bench.conf', ...files])
    },
  }
}

/** What all processes of router a have used: CPU seconds (their ended children's too) and resident bytes. proc(5); USER_HZ is 100. */
export async function usageOf({ lab }: BenchGuest): Promise<{ cpuSec: number; residentBytes: number }> {
  const script = 'for p in $(ip netns pids a); do cat /proc/$p/stat; done'
  const { stdout } = await lab.channel.exec(undefined, ['sh', '-c', script])
  const all = stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => line.slice(line.lastIndexOf(')') + 2).split(' '))
  const sum = (...fields: number[]) =>
    all.reduce((total, stat) => total + fields.reduce((part, field) => part + Number(stat[field]), 0), 0)
  return { cpuSec: sum(11, 12, 13, 14) / 100, residentBytes: sum(21) * 4096 }
}

/** Share of one core that router a uses over this time (0..1), and what it holds at its end. */
export async function usageOver(guest: BenchGuest, sec: number): Promise<{ share: number; residentBytes: number }> {
  const before = await usageOf(guest)
  const began = performance.now()
  await after(sec * 1000)
  const end = await usageOf(guest)
  return {
    share: (end.cpuSec - before.cpuSec) / ((performance.now() - began) / 1000),
    residentBytes: end.residentBytes,
  }
}

/** One entry of the kernel's table, and the weight that is awaited; null = that it is gone. */
export type Awaited = { vip: string; port: number; server: string; weight: number | null }

/** `192.0.2.100`, 1000 → `C0000264:03E8`, as /proc/net/ip_vs has it. */
function kernelText(address: string, port: number): string {
  const hex = (value: number, digits: number) => value.toString(16).toUpperCase().padStart(digits, '0')
  return `${address
    .split('.')
    .map((part) => hex(Number(part), 2))
    .join('')}:${hex(port, 4)}`
}

/** Does it; gives the ms until the kernel of router a shows what is awaited, and the guest's own time then. `everyMs` between two looks. */
export async function timeUntil(
  { a, lab }: BenchGuest,
  { vip, port, server, weight }: Awaited,
  act: () => Promise<unknown>,
  everyMs = 20,
): Promise<{ tookMs: number; seenAt: number }> {
  const program = await bundleForGuest(lab.dir, 'watch')
  const words = [kernelText(vip, port), kernelText(server, SERVER_PORT), String(weight ?? 'gone'), String(everyMs)]
  let said = ''
  let heard = () => {}
  const hear = (data: Buffer) => {
    said += data.toString()
    heard()
  }
  const watch = a.start([process.execPath, program, ...words], {}, { out: hear })
  const says = (word: string) =>
    new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${words.join(' ')}: not ${word} after 120 s`)), 120_000)
      heard = () => {
        if (!said.includes(word)) return
        clearTimeout(timer)
        resolve()
      }
      heard()
    })
  await says('ready')
  const began = performance.now()
  const acting = act()
  await says('seen')
  const tookMs = performance.now() - began
  await acting
  const { stdout } = await watch.done
  return { tookMs, seenAt: Number(/seen (\d+)/.exec(stdout)?.[1]) }
}
