import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import type { ApplyAnswer, FileName, Rival } from '@/lib/api/types'
import { sortTable } from '@/lib/kernel/ipvs'
import { printSave } from '@/lib/kernel/ipvs-argv'
import { pathsFrom } from '@/lib/store/paths'
import type { MonitorPorts } from './health/ports'
import { type FakeKernel, fakeKernel } from './kernel/fake'
import { type Agent, startAgent } from './main'
import { type AgentOptions, DEFAULTS } from './options'
import type { ApplyStep, Ports } from './ports'

/** A clock that only a test moves; ticks never come by themselves. */
export type TestClock = { now(): number; every(): () => void; forward(ms: number): void }
export function testClock(start = 1_800_000_000_000): TestClock {
  let now = start
  return {
    now: () => now,
    every: () => () => undefined,
    forward: (ms) => {
      now += ms
    },
  }
}

/** A router in a folder of its own with a fake kernel; starts, stops and dies as often as a test wants. */
export type Bench = {
  folder: string
  kernel: FakeKernel
  /** what else runs on the machine */
  around: { rivals: Rival[] }
  clock: TestClock
  ports: Ports
  options: AgentOptions
  log: string[]
  start(): Promise<Agent>
  /** writes a configuration file as a person with an editor would */
  put(name: FileName, text: string): void
  /** from now on the agent stops for ever at this step of an apply, as if the power went; resolves when it is there */
  dieAt(step: ApplyStep): Promise<void>
  /** takes away what a killed process leaves, so that the next start finds it as after a crash */
  bury(): void
}

/** Saved → running, as a person does it: look at the plan, then do it. */
export async function applyPlan(agent: Agent, note = ''): Promise<ApplyAnswer> {
  const { planId } = await agent.loop.plan()
  return agent.loop.apply({ planId, note, actor: PERSON })
}

/** What the kernel holds of the table, as `ipvsadm -S -n` prints it. */
export const dump = (kernel: FakeKernel): string => printSave(sortTable(kernel.state().services))

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

export function bench(
  more: { kernel?: FakeKernel; options?: Partial<AgentOptions>; monitors?: MonitorPorts } = {},
): Bench {
  const folder = mkdtempSync(join(tmpdir(), 'arapaima-'))
  folders.push(folder)
  const etc = join(folder, 'etc')
  mkdirSync(etc)
  const paths = pathsFrom({
    ARAPAIMA_ETC: etc,
    ARAPAIMA_STATE: join(folder, 'state'),
    ARAPAIMA_RUN: join(folder, 'run'),
    ARAPAIMA_GROUP: '0',
  })
  const kernel = more.kernel ?? fakeKernel()
  const clock = testClock()
  const log: string[] = []
  const around: Bench['around'] = { rivals: [] }
  const ports: Ports = {
    kernel,
    around: { rivals: async () => around.rivals },
    monitors: more.monitors ?? null,
    clock,
    bootId: 'boot-1',
    hostname: 'router-a',
    version: '0.0.0',
    log: (line) => log.push(line),
  }
  const options: AgentOptions = { ...DEFAULTS, ...more.options, paths }
  return {
    folder,
    kernel,
    around,
    clock,
    ports,
    options,
    log,
    start: () => startAgent(options, ports),
    put: (name, text) => writeFileSync(join(etc, name), text),
    dieAt: (step) =>
      new Promise((reached) => {
        ports.hook = (now) => {
          if (now !== step) return
          reached()
          return new Promise(() => undefined)
        }
      }),
    bury: () => {
      delete ports.hook
      rmSync(join(paths.state, 'agent', 'lock'), { force: true })
      rmSync(paths.socket, { force: true })
    },
  }
}

/** An lvs.cf with one virtual server `web` per entry and its servers `NAME ADDRESS WEIGHT`. */
export function lvsCf(
  virtuals: { name?: string; vip?: string; port?: number; more?: string; servers: string[] }[],
  network = 'nat',
): string {
  const blocks = virtuals.map(({ name = 'web', vip = '192.0.2.10', port = 80, more = '', servers }) => {
    const inner = servers.map((line) => {
      const [server = '', address = '', weight = '1'] = line.split(' ')
      return `     server ${server} {\n         address = ${address}\n         active = 1\n         weight = ${weight}\n     }`
    })
    return `virtual ${name} {\n     active = 1\n     address = ${vip} eth0:1\n     port = ${port}\n     protocol = tcp\n     scheduler = wrr\n${more}${inner.join('\n')}\n}`
  })
  return `serial_no = 1\nprimary = 192.0.2.1\nservice = lvs\nnetwork = ${network}\nnat_router = 10.0.0.254 eth1:1\n${blocks.join('\n')}\n`
}

export const PERSON = { user: 'anna', via: 'console' } as const
