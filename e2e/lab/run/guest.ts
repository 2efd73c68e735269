import { type Lab, startLab } from '../host/lab'
import { addressOf, HOSTS, type Host, type Router, SERVERS, VIP } from '../topology'
import { ClientProcess, LabClient } from './client'
import { LabHost } from './host'
import { type Scenario, Skip, untilWith, type World } from './scenario'
import { Transcript } from './transcript'

export type Outcome = {
  scenario: Scenario
  verdict: 'passed' | 'failed' | 'skipped'
  seconds: number
  text: string
  transcript: Transcript
}

/** Starts the servers of every real server of a lab and waits until they listen; they end with it. */
export async function startServers(lab: Lab): Promise<void> {
  const starts = SERVERS.map((server) => {
    const direct = server === 'rs4' || server === 'rs5'
    const own = direct ? [addressOf(server, 'pub')] : [addressOf(server, 'prv'), addressOf(server, 'prv', 6)]
    const vips = direct ? [VIP.direct, VIP.direct2, VIP.tunnel, VIP.direct6] : []
    const argv = [process.execPath, '/run/lab/server.mjs', server, ...own, ...vips]
    return new Promise<void>((resolve, reject) => {
      const running = lab.channel.start(server, argv, {}, { out: () => resolve() })
      running.done.then(({ stderr }) => reject(new Error(`${server} has ended: ${stderr}`)), reject)
    })
  })
  await Promise.all(starts)
}

/** One guest with its servers and its client, in which scenarios run one after the other. */
export class Guest {
  /**
   * True when no further scenario may run here: the guest has ended by itself, or a scenario failed in it. What such a one began (a command it still
   * waits for, a program on a host that is not made anew) would go on under the next.
   */
  spent = false

  private constructor(
    readonly lab: Lab,
    private readonly client: ClientProcess,
  ) {
    lab.ended.then(() => {
      this.spent = true
    })
  }

  static async boot(seconds: number): Promise<Guest> {
    const lab = await startLab({ seconds, kind: 'test' })
    try {
      const client = new ClientProcess(lab.channel, process.execPath)
      await startServers(lab)
      return new Guest(lab, client)
    } catch (error) {
      await lab.close()
      throw error
    }
  }

  close(): Promise<void> {
    return this.lab.close()
  }

  /** Runs one scenario on fresh routers. Never throws: what went wrong is the outcome. */
  async play(scenario: Scenario): Promise<Outcome> {
    const began = Date.now()
    const transcript = new Transcript()
    const client = new LabClient(this.client, transcript)
    let verdict: Outcome['verdict'] = 'passed'
    let text = ''
    const told: string[] = []
    try {
      await this.reset()
      await limited(scenario.run(this.world(transcript, client, told)), scenario.timeoutMs)
    } catch (error) {
      verdict = error instanceof Skip ? 'skipped' : 'failed'
      this.spent ||= verdict === 'failed'
      text = error instanceof Skip ? error.message : `${(error as Error).stack}`
    }
    // A guest that died takes this down too: the scenario already says so.
    await client.clean().catch(() => undefined)
    text = [...told.map((line) => `     ${line}`), ...(text ? [text] : [])].join('\n')
    return { scenario, verdict, seconds: (Date.now() - began) / 1000, text, transcript }
  }

  private async reset(): Promise<void> {
    const done = await this.lab.channel.exec(undefined, ['sh', '/run/lab/reset.sh'])
    if (done.exit !== 0) throw new Error(`the routers could not be made anew: ${done.stderr}`)
  }

  private world(transcript: Transcript, client: LabClient, told: string[]): World {
    const hosts = new Map(HOSTS.map((name) => [name, new LabHost(name, this.lab.channel, transcript)]))
    const host = (name: Host) => hosts.get(name) as LabHost
    return {
      a: host('a'),
      b: host('b'),
      client,
      host,
      guest: new LabHost('guest', this.lab.channel, transcript),
      dir: this.lab.dir,
      lab: this.lab,
      until: untilWith((router) => this.dump(router)),
      note: (text) => transcript.note(text),
      tell: (text) => void told.push(text),
      skip: (reason) => {
        throw new Skip(reason)
      },
    }
  }

  /** Everything worth knowing about a router. */
  private async dump(router: Router): Promise<string> {
    const commands = [
      ['ipvsadm', '-Ln'],
      ['ipvsadm', '-Lnc'],
      ['ip', 'address'],
      ['ip', 'neigh'],
      ['iptables-legacy-save'],
    ]
    const parts: string[] = []
    for (const argv of commands) {
      const { stdout, stderr } = await this.lab.channel.exec(router, argv)
      parts.push(`[${router}] ${argv.join(' ')}\n${stdout}${stderr}`)
    }
    return parts.join('\n')
  }
}

function limited(work: Promise<void>, timeoutMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not done after ${timeoutMs / 1000} s`)), timeoutMs)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
