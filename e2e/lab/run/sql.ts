import { setTimeout as pause } from 'node:timers/promises'
import type { Running } from '../host/channel'
import type { Tally } from '../protocol'
import type { LabHost } from './host'

/** Debian's own clients of databases. Each question goes over a connection of its own and is answered with the server's name. */
const KINDS = {
  mariadb: {
    argv: (address: string) => [
      ...['mariadb', '--no-defaults', `--host=${address}`, '--user=lab', '--connect-timeout=5', '--skip-ssl'],
      ...['--batch', '--skip-column-names', '--unbuffered', '--force', '--skip-reconnect'],
    ],
    question: () => '\\r\nSELECT @@report_host;\n',
  },
  postgres: {
    argv: (address: string) => ['psql', '-X', '-q', '-A', '-t', placeOf(address)],
    question: (address: string) => `\\c -reuse-previous=off "${placeOf(address)}"\nSHOW cluster_name;\n`,
  },
} as const
const placeOf = (address: string) => `host=${address} user=postgres dbname=postgres connect_timeout=5`

/** An answer is waited for so long. */
const LIMIT_MS = 15_000

/** One client that asks one question after the other. */
export class SqlClient {
  private readonly tally: Tally = { by: {}, lost: 0, errors: [] }
  private readonly running: Running
  private heard: (line: string, isAnswer: boolean) => void = () => undefined
  private going: Promise<void> | null = null
  private goes = false

  constructor(
    host: LabHost,
    private readonly kind: keyof typeof KINDS,
    private readonly address: string,
  ) {
    const on = (isAnswer: boolean) => (data: Buffer) => {
      for (const line of data.toString().split('\n').filter(Boolean)) this.heard(line, isAnswer)
    }
    this.running = host.start(KINDS[kind].argv(address), {}, { out: on(true), err: on(false) })
  }

  /** Asks so many times; what came since the last time this, or `halt`, was asked. */
  async ask(times: number): Promise<Tally> {
    for (let i = 0; i < times; i++) await this.once()
    return this.taken()
  }

  /** Asks about five times a second until `halt`: as fast as it can, it would leave the servers no time to start. */
  begin(): void {
    this.goes = true
    const go = async () => {
      while (this.goes) await Promise.all([this.once(), pause(200)])
    }
    this.going = go()
  }

  async halt(): Promise<Tally> {
    this.goes = false
    await this.going
    return this.taken()
  }

  async close(): Promise<void> {
    this.goes = false
    this.running.kill('SIGKILL')
    await this.running.done
  }

  private taken(): Tally {
    const { by, lost, errors } = this.tally
    Object.assign(this.tally, { by: {}, lost: 0, errors: [] })
    return { by, lost, errors }
  }

  private once(): Promise<void> {
    const { tally } = this
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.heard('no answer', false), LIMIT_MS)
      this.heard = (line, isAnswer) => {
        clearTimeout(timer)
        this.heard = () => undefined
        if (isAnswer) tally.by[line] = (tally.by[line] ?? 0) + 1
        else {
          tally.lost++
          tally.errors.push(line)
        }
        resolve()
      }
      this.running.write(KINDS[this.kind].question(this.address))
    })
  }
}
