import assert from 'node:assert/strict'
import type { Channel, ExecOptions, Listener, Result, Running } from '../host/channel'
import { GUEST_TREE, routerEnv } from '../router'
import { type Host, isRouter } from '../topology'
import type { Transcript } from './transcript'

/** One machine of the lab (or `guest`, the kernel's own namespace), as a scenario sees it: every command goes into the transcript. */
export class LabHost {
  constructor(
    readonly name: Host | 'guest',
    protected readonly channel: Channel,
    protected readonly transcript: Transcript,
  ) {}

  private get place(): Host | undefined {
    return this.name === 'guest' ? undefined : this.name
  }

  private withEnv(options: ExecOptions): ExecOptions {
    return this.name !== 'guest' && isRouter(this.name)
      ? { ...options, env: { ...routerEnv(this.name), ...options.env } }
      : options
  }

  /** Runs a program to its end, whatever its status. */
  async attempt(argv: string[], options: ExecOptions = {}): Promise<Result> {
    const result = await this.channel.exec(this.place, argv, this.withEnv(options))
    this.transcript.ran(this.name, argv, options, result)
    return result
  }

  /** Runs a program that has to succeed; gives what it printed. */
  async run(argv: string[], options: ExecOptions = {}): Promise<string> {
    const result = await this.attempt(argv, options)
    assert.equal(result.exit, 0, `[${this.name}] ${argv.join(' ')}: ${result.stderr || result.stdout}`)
    return result.stdout
  }

  /** Starts a program that goes on until the scenario ends or it is killed. */
  start(argv: string[], options: ExecOptions = {}, listen: Listener = {}): Running {
    this.transcript.note(`[${this.name}] ${argv.join(' ')} &`)
    return this.channel.start(this.place, argv, this.withEnv(options), listen)
  }

  async write(path: string, text: string): Promise<void> {
    const { exit, stderr } = await this.channel.exec(this.place, ['tee', path], { input: text })
    this.transcript.note(`[${this.name}] > ${path}\n${text.trimEnd()}`)
    assert.equal(exit, 0, `[${this.name}] writing ${path}: ${stderr}`)
  }

  read(path: string): Promise<string> {
    return this.run(['cat', path])
  }

  /** The command of the tree that is being tested. */
  arapaima(...args: string[]): Promise<string> {
    return this.run([`${GUEST_TREE}/bin/arapaima`, ...args])
  }

  /** `ipvsadm -S -n`: one line per service and server. */
  async table(): Promise<string[]> {
    return (await this.run(['ipvsadm', '-S', '-n'])).trim().split('\n').filter(Boolean)
  }

  /** Makes entries by hand, as an administrator would: lines of `ipvsadm -R`. The exit status tells little: read back. */
  async restore(lines: string[]): Promise<void> {
    await this.run(['ipvsadm', '-R'], { input: `${lines.join('\n')}\n` })
  }
}
