import assert from 'node:assert/strict'
import type { HealthAnswer, HealthEntry, HealthServer } from '@/lib/api/health'
import type { ApplyAnswer, JournalEntry, PlanAnswer, Status } from '@/lib/api/types'
import { printSave } from '@/lib/kernel/ipvs-argv'
import { read } from '@/lib/lvscf'
import { desired, type Role } from '@/lib/plan'
import type { Running } from '../host/channel'
import type { Lab } from '../host/lab'
import { CONSOLE_UID, foldersOf, GUEST_TREE, routerEnv } from '../router'
import { addressOf, isRouter, NAT_GATEWAY, type Router } from '../topology'
import type { LabHost } from './host'
import type { Until } from './scenario'

const COMMAND = `${GUEST_TREE}/bin/arapaima`
/** So often a plan is looked at anew. */
export const TRIES = 5

/** The configuration a router of the lab begins with: who it is and where NAT servers send their answers, no virtual server. */
export const FIRST_CONFIG = `serial_no = 1
primary = ${addressOf('a', 'pub')}
service = lvs
network = nat
nat_router = ${NAT_GATEWAY} eth1:1
nat_nmask = 255.255.255.0
`

/** Puts the first configuration on a router, as the console's user may write it. */
export async function prepareRouter(lab: Lab, router: Router, config = FIRST_CONFIG): Promise<void> {
  const file = `${foldersOf(router).etc}/lvs.cf`
  const run = async (argv: string[], input?: string) => {
    const { exit, stderr } = await lab.channel.exec(undefined, argv, { input })
    if (exit !== 0) throw new Error(`${argv.join(' ')}: ${stderr}`)
  }
  await run(['sh', '/run/lab/reset.sh'])
  await run(['tee', file], config)
  await run(['chown', `0:${CONSOLE_UID}`, file])
  await run(['chmod', '0660', file])
}

/** Starts agent and console on a router as a machine's start would. */
export function startUp(lab: Lab, router: Router, onOutput?: (data: Buffer) => void): Running {
  const listen = { out: onOutput, err: onOutput }
  return lab.channel.start(router, [COMMAND, 'up'], { env: routerEnv(router) }, listen)
}

/** Arapaima on a router, by its command. */
export class Product {
  private agent: Running | undefined
  private config = ''

  private constructor(
    readonly router: LabHost,
    private readonly until: Until,
    private readonly role: Role | null,
  ) {
    assert.ok(router.name !== 'guest' && isRouter(router.name))
  }

  /** Writes lvs.cf and starts the agent. `role` null: pulse decides. */
  static async start(router: LabHost, until: Until, config: string, role: Role | null = 'active'): Promise<Product> {
    const product = new Product(router, until, role)
    await product.save(config)
    await product.startAgent()
    return product
  }

  private get folders() {
    return foldersOf(this.router.name as Router)
  }

  /** Puts lvs.cf in place by hand, as an editor would. */
  save(config: string): Promise<void> {
    this.config = config
    return this.router.write(`${this.folders.etc}/lvs.cf`, config)
  }

  /**
   * Starts the agent and waits until it answers. With a fixed role, what it writes to the kernel from then on is told by `written`; where
   * pulse decides nothing is put between it and its tools: their time counts there.
   */
  async startAgent(): Promise<void> {
    const own = ['unshare', '--mount', 'sh']
    // A namespace's own interfaces stand in /sys only where it is mounted from within. sysfs(5)
    const links = [...own, '-c', 'mount -t sysfs sysfs /sys && exec "$@"', 'sh']
    const fixed = [...own, '/run/lab/spy.sh', COMMAND, 'agent', '--role', this.role ?? '']
    this.agent = this.router.start(this.role ? fixed : [...links, COMMAND, 'agent'])
    const { agent } = this
    // Its own line, read here, costs the guest nothing; a command each time would.
    const said = async () => agent.output().includes(`${this.folders.run}/agent.sock`)
    await this.until(said, true, { withinMs: 60_000, what: 'the agent says that it is ready' })
  }

  /** What the agent has printed since it was started. */
  said(): string {
    return this.agent?.output() ?? ''
  }

  /** `kill -9`, as a crash would end it. */
  async killAgent(): Promise<void> {
    this.agent?.kill('SIGKILL')
    await this.agent?.done
  }

  /** Asks the agent to end, as a stopped service would, and waits for it. */
  async stopAgent(): Promise<void> {
    this.agent?.kill('SIGTERM')
    await this.agent?.done
  }

  /** The lines that the agent wrote through ipvsadm and ip since it was started, as the tools got them. */
  async written(): Promise<string[]> {
    const lines = (await this.router.read('/run/spy/log')).split('\n').filter(Boolean)
    // Through the same door, but only a question: which gateway leads there.
    return lines.filter((line) => !line.startsWith('route get ') && line !== 'address show')
  }

  /** The command, whatever its exit status. */
  attempt(...args: string[]) {
    return this.router.attempt([COMMAND, ...args])
  }

  private async json<T>(allowed: number[], ...args: string[]): Promise<T> {
    const { exit, stdout, stderr } = await this.attempt(...args, '--json')
    assert.ok(exit !== null && allowed.includes(exit), `arapaima ${args.join(' ')}: exit ${exit}\n${stderr}${stdout}`)
    return JSON.parse(stdout) as T
  }

  /** Exit status 1: something is not as it should be. */
  status(): Promise<Status> {
    return this.json([0, 1], 'status')
  }

  /** Exit status 6: there is something to do. */
  plan(): Promise<PlanAnswer> {
    return this.json([0, 6], 'plan')
  }

  /** Applies what is saved; it has to succeed, and nothing may remain. */
  async apply(note = 'lab'): Promise<ApplyAnswer> {
    const once = () => this.attempt('apply', '--yes', '--note', note, '--json')
    let ran = await once()
    // Exit status 4: a verdict about a server made another plan of it meanwhile. It is looked at anew, as a person would.
    for (let tries = 1; ran.exit === 4 && tries < TRIES; tries++) ran = await once()
    assert.equal(ran.exit, 0, `arapaima apply: ${ran.stderr}${ran.stdout}`)
    const answer = JSON.parse(ran.stdout) as ApplyAnswer
    assert.deepEqual([answer.ok, answer.left, answer.remaining], [true, [], []])
    return answer
  }

  /** The same, and waits until every server of the file has passed its check and has its whole weight (slow start: 20 s for each doubling). */
  async serve(note?: string): Promise<ApplyAnswer> {
    const answer = await this.apply(note)
    await this.serving()
    return answer
  }

  /** Waits until the kernel holds all that the file asks for, with all servers well. */
  async serving(): Promise<void> {
    const { wanted } = desired({ config: read(this.config).config, iptables: '', sysctl: '', role: 'active' })
    const lines = printSave(wanted.services).split('\n').filter(Boolean)
    const missing = async () => {
      const table = await this.router.table()
      return lines.filter((line) => !table.includes(line))
    }
    await this.until(missing, [], { withinMs: 90_000, what: 'all servers are in service' })
  }

  repair(): Promise<ApplyAnswer> {
    return this.json([0], 'repair')
  }

  /** Exit status 1: a server is down. */
  health(...words: string[]): Promise<HealthAnswer> {
    return this.json([0, 1], 'health', ...words)
  }

  /** What happened to the servers, newest first. */
  healthLog(...words: string[]): Promise<HealthEntry[]> {
    return this.json([0], 'health', '--log', '-n', '500', ...words)
  }

  /** An operator's word: `drain`, `cut`, `resume`, `force-up`, `force-down`. */
  wish(kind: string, ...words: string[]): Promise<HealthServer> {
    return this.json([0], kind, ...words)
  }

  journal(): Promise<JournalEntry[]> {
    return this.json([0], 'log')
  }
}
