import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process'
import type { Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { AgentError } from './errors'
import { findTool, SAFE_PATH } from './run'

// What runs beside this process for longer than one answer. Programs that run once: run.ts.

/** The types of Next.js want NODE_ENV in every environment; a tool gets none. */
const ENV = { PATH: SAFE_PATH, LC_ALL: 'C' } as unknown as NodeJS.ProcessEnv

/** A program in a process group of its own. @throws AgentError TOOL_MISSING */
function start([name = '', ...rest]: readonly string[], stdio: StdioOptions): ChildProcess {
  const path = findTool(name)
  if (path === null) throw new AgentError('TOOL_MISSING', `starting ${name}`, 'not found on this machine')
  return spawn(path, rest, { env: ENV, stdio, detached: true })
}

/** Tells once that it has ended, or could not be started. Gives whether that is so by now. */
function onceGone(child: ChildProcess, told: (how: string) => void): () => boolean {
  let gone = false
  const end = (how: string) => {
    if (!gone) told(how)
    gone = true
  }
  child.once('error', (error) => end(error.message))
  child.once('exit', (code, signal) => end(signal ?? `status ${code}`))
  return () => gone
}

/** A process of our own that talks with us: typed values in both directions, gone when either side is gone. */
export type Child = {
  pid: number
  /** false: it is gone */
  send(message: unknown): boolean
  /** ends it, whatever it does */
  end(): void
}

/**
 * Starts another Node process with a channel to it. It is not told of our signals: it has to end when the channel closes.
 * @param entry what follows `node` on the command line: options and the script
 */
export function startChild(
  entry: readonly string[],
  on: { message(value: unknown): void; exit(how: string): void },
): Child {
  const child = spawn(process.execPath, [...entry], {
    env: ENV,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const gone = onceGone(child, on.exit)
  child.on('message', (value) => on.message(value))
  return {
    pid: child.pid ?? 0,
    send: (message) => !gone() && child.connected && child.send(message as object, () => undefined),
    end: () => {
      child.kill('SIGKILL')
    },
  }
}

/** A program that runs beside us. It is no part of us: when this process dies it goes on. */
export type Program = { pid: number; signal(name: NodeJS.Signals): void }

/**
 * Starts a program that runs on, in a process group of its own. What it prints goes into a file: a pipe would end it with SIGPIPE once nobody reads.
 * @param log descriptor of that file
 * @param exit called once when it has ended, while this process lives
 * @throws AgentError TOOL_MISSING
 */
export function startProgram(argv: readonly string[], log: number, exit: (how: string) => void): Program {
  const child = start(argv, ['ignore', log, log])
  onceGone(child, exit)
  child.unref()
  return { pid: child.pid ?? 0, signal: (by) => void child.kill(by) }
}

/** A tool that is kept open: lines go in, lines come out. It ends with this process, whose end closes its input. */
export type OpenTool = {
  write(text: string): void
  /** the last of its input: it ends by itself */
  finish(text: string): void
  end(): void
}

/**
 * Keeps a tool open that reads its commands from standard input: starting one costs a process of this size far more than the command itself. It
 * does not keep this process alive.
 * @throws AgentError TOOL_MISSING
 */
export function openTool(
  argv: readonly string[],
  on: { line(text: string): void; error(text: string): void; exit(how: string): void },
): OpenTool {
  const child = start(argv, ['pipe', 'pipe', 'pipe'])
  const gone = onceGone(child, on.exit)
  if (child.stdout) createInterface({ input: child.stdout }).on('line', on.line)
  child.stderr?.on('data', (part: Buffer) => on.error(part.toString('utf8')))
  // It has ended: `exit` says so.
  child.stdin?.on('error', () => {})
  child.unref()
  for (const stream of [child.stdin, child.stdout, child.stderr]) (stream as Partial<Socket> | null)?.unref?.()
  return {
    write: (text) => void (!gone() && child.stdin?.write(text)),
    finish: (text) => void (!gone() && child.stdin?.end(text)),
    end: () => {
      child.stdin?.destroy()
      child.kill('SIGKILL')
    },
  }
}
