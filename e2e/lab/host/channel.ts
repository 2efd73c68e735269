import { connect, type Socket } from 'node:net'
import { type Answer, lineReader, type Request } from '../protocol'

export type ExecOptions = {
  env?: Record<string, string>
  cwd?: string
  uid?: number
  /** the whole standard input; without it the input is empty */
  input?: string
  /** milliseconds after which the program is killed and the promise fails */
  timeoutMs?: number
}
/** `exit` is null when a signal ended the program. */
export type Result = { exit: number | null; signal: string | null; stdout: string; stderr: string }

/** A program that goes on running in the guest. */
export type Running = {
  write(text: string | Buffer): void
  endInput(): void
  kill(signal: NodeJS.Signals): void
  done: Promise<Result>
  /** what it has printed so far, both streams in order */
  output(): string
}
export type Listener = { out?(data: Buffer): void; err?(data: Buffer): void }

/** The host's end of the control channel: starts programs in the hosts of one lab. */
export class Channel {
  private next = 1
  private readonly waiting = new Map<number, (answer: Answer) => void>()
  private lost: Error | undefined

  private constructor(private readonly socket: Socket) {}

  /** Connects through the run's unix socket and shows the token. Throws when nobody answers. */
  static open(socketPath: string, token: string): Promise<Channel> {
    return new Promise((resolve, reject) => {
      const socket = connect(socketPath)
      const channel = new Channel(socket)
      let ready = false
      const read = lineReader((value) => {
        if (ready) return channel.receive(value as Answer)
        ready = true
        resolve(channel)
      })
      socket.on('data', read)
      socket.on('error', (error) => channel.fail(error))
      socket.on('close', () => {
        const error = new Error('the lab has ended')
        channel.fail(error)
        reject(error)
      })
      socket.write(`${JSON.stringify(token)}\n`)
    })
  }

  close(): void {
    this.socket.destroy()
  }

  /** Starts a program; it ends with this channel at the latest. */
  start(host: string | undefined, argv: string[], options: ExecOptions = {}, listen: Listener = {}): Running {
    const id = this.next++
    const { env, cwd, uid, input, timeoutMs } = options
    const out: Buffer[] = []
    const err: Buffer[] = []
    const all: Buffer[] = []
    const done = new Promise<Result>((resolve, reject) => {
      if (this.lost) return reject(this.lost)
      const timer = timeoutMs
        ? setTimeout(() => {
            this.send({ id, do: 'kill', signal: 'SIGKILL' })
            this.waiting.delete(id)
            reject(new Error(`${argv.join(' ')}: no end after ${timeoutMs} ms\n${Buffer.concat(all)}`))
          }, timeoutMs)
        : undefined
      this.waiting.set(id, (answer) => {
        if ('out' in answer) take(answer.out, out, listen.out)
        else if ('err' in answer) take(answer.err, err, listen.err)
        else {
          clearTimeout(timer)
          this.waiting.delete(id)
          if (answer.error?.includes('the lab has ended')) return reject(new Error(answer.error))
          const stderr = Buffer.concat(err).toString() + (answer.error ?? '')
          resolve({ exit: answer.exit, signal: answer.signal, stdout: Buffer.concat(out).toString(), stderr })
        }
      })
      const take = (data: string, into: Buffer[], tell?: (data: Buffer) => void) => {
        const bytes = Buffer.from(data, 'base64')
        into.push(bytes)
        all.push(bytes)
        tell?.(bytes)
      }
      this.send({ id, do: 'exec', host, argv, env, cwd, uid })
    })
    // Whoever only starts it need not wait for it: a lost lab is then reported by whoever does.
    done.catch(() => undefined)
    const write = (text: string | Buffer) => this.send({ id, do: 'input', data: Buffer.from(text).toString('base64') })
    const endInput = () => this.send({ id, do: 'input', data: null })
    if (input !== undefined) {
      write(input)
      endInput()
    }
    return {
      write,
      endInput,
      kill: (signal) => this.send({ id, do: 'kill', signal }),
      done,
      output: () => Buffer.concat(all).toString(),
    }
  }

  /** Runs a program to its end. */
  exec(host: string | undefined, argv: string[], options: ExecOptions = {}): Promise<Result> {
    return this.start(host, argv, { timeoutMs: 60_000, ...options, input: options.input ?? '' }).done
  }

  private send(request: Request): void {
    if (!this.lost) this.socket.write(`${JSON.stringify(request)}\n`)
  }

  private receive(answer: Answer): void {
    this.waiting.get(answer.id)?.(answer)
  }

  private fail(error: Error): void {
    this.lost ??= error
    for (const [id, tell] of this.waiting) tell({ id, exit: null, signal: null, error: 'the lab has ended' })
    this.waiting.clear()
  }
}
