import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { type LabConsole, openConsole } from '../../lab/console'
import { Channel } from '../../lab/host/channel'
import type { Lab } from '../../lab/host/lab'
import { foldersOf } from '../../lab/router'
import { ClientProcess, LabClient } from '../../lab/run/client'
import { LabHost } from '../../lab/run/host'
import { Transcript } from '../../lab/run/transcript'

export const USER = 'anna'
export const PASSWORD = 'correct horse battery'

/** Router a of the guest with agent and console as in production, and what the tests do to it by other ways than the browser. */
export class RouterA {
  readonly transcript = new Transcript()
  readonly host: LabHost
  /** the other router of the pair, as a machine */
  readonly other: LabHost
  readonly client: LabClient
  private console: LabConsole | undefined
  private port = 0

  private constructor(private readonly lab: Lab) {
    this.host = new LabHost('a', lab.channel, this.transcript)
    this.other = new LabHost('b', lab.channel, this.transcript)
    this.client = new LabClient(new ClientProcess(lab.channel, process.execPath), this.transcript)
  }

  /** Joins the guest that stands in this folder. */
  static async join(dir: string): Promise<RouterA> {
    const channel = await Channel.open(`${dir}/control.sock`, readFileSync(`${dir}/token`, 'utf8'))
    const never = new Promise<void>(() => undefined)
    const consoleSocket = (router: 'a' | 'b') => `${dir}/console-${router}.sock`
    const close = async () => channel.close()
    return new RouterA({ dir, name: basename(dir), channel, consoleSocket, guestLog: () => '', ended: never, close })
  }

  /** The router as on its first day: no account, no virtual server, an empty table. Costs the start of a console. */
  async fresh(): Promise<void> {
    await this.console?.close()
    const opened = await openConsole(this.lab, this.port)
    assert.ok(opened, `port ${this.port} is taken`)
    this.console = opened
    this.port = Number(new URL(opened.url).port)
    const ended = await Promise.race([opened.answering, opened.up.done.then(({ stderr }) => stderr || 'ended')])
    assert.equal(ended, undefined)
  }

  /** Where the console is reached. */
  get url(): string {
    assert.ok(this.console, 'the console was started')
    return this.console.url
  }

  /** The claim code that the console printed. */
  claimCode(): string {
    const code = this.console?.claim()
    assert.ok(code, 'the console printed a claim code')
    return code
  }

  /** A path in one of the router's folders: `etc/lvs.cf`. */
  path(name: string): string {
    return `${foldersOf('a').top}/${name}`
  }

  /** lvs.cf byte for byte (as latin1 text). */
  async file(): Promise<string> {
    const coded = await this.host.run(['base64', '-w0', this.path('etc/lvs.cf')])
    return Buffer.from(coded, 'base64').toString('latin1')
  }

  /** Puts lvs.cf in place by hand, as an editor would: owner and mode stay. */
  async edit(text: string): Promise<void> {
    await this.host.write(this.path('etc/lvs.cf'), text)
  }

  /** Ends every session, as a password change would. */
  async endSessions(): Promise<void> {
    await this.host.run(['find', this.path('state/console/sessions'), '-type', 'f', '-delete'])
  }

  async close(): Promise<void> {
    await this.console?.close()
    await this.lab.close()
  }
}
