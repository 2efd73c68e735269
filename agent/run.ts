import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { AgentError } from './errors'

/** Where tools are looked for, whatever PATH the agent was started with. */
const TOOL_FOLDERS = ['/usr/local/sbin', '/usr/sbin', '/sbin', '/usr/local/bin', '/usr/bin', '/bin']
/** The PATH that every program gets. */
export const SAFE_PATH = TOOL_FOLDERS.join(':')
/** More output than a table of 100 000 servers prints; what comes after it is an error, never silently cut. */
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024
/** How long the pipes of a program that has ended may still give output where nothing of it shall stay, and otherwise. */
const PIPES_MS = { ended: 100, left: 1000 }

export type RunOptions = {
  timeoutMs: number
  /** what the program reads on standard input; nothing otherwise */
  input?: string
  /** beside PATH and LC_ALL=C, which are all that the program gets */
  env?: Readonly<Record<string, string>>
  /** give up beyond this much output on either stream */
  maxBytes?: number
  /** run as this user and group */
  uid?: number
  gid?: number
  cwd?: string
  /** ends the program early; the result then says how it ended */
  signal?: AbortSignal
  /** ends what the program started and left behind in its process group, as soon as the program itself ends */
  endGroup?: boolean
}

export type RunResult = {
  /** exit status, null when a signal ended it */
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
  /** true when it was killed because its time was up */
  timedOut: boolean
}

/** The full path of a tool in the fixed folders, or null. An absolute name is looked at as it is. */
export function findTool(name: string): string | null {
  const candidates = isAbsolute(name) ? [name] : TOOL_FOLDERS.map((folder) => join(folder, name))
  return candidates.find(isExecutable) ?? null
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Ends a program and everything it started: it leads a process group of its own. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // The group is gone already: nothing is left to end.
  }
}

/**
 * Runs a program without a shell: argv[0] absolute or found in the fixed folders, the rest as it is. Never throws for a program
 * that fails; the result says how it ended.
 * @throws AgentError TOOL_MISSING when there is no such program, TOOL_FAILED when it cannot be started, TOOL_OUTPUT when it
 * prints more than `maxBytes`
 */
export async function run(argv: readonly string[], options: RunOptions): Promise<RunResult> {
  const [name = '', ...rest] = argv
  const path = findTool(name)
  if (path === null) throw new AgentError('TOOL_MISSING', `running ${name}`, 'not found on this machine')
  const { env, cwd, uid, gid } = options
  const stdio: StdioOptions = [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe']
  const child = spawn(path, rest, {
    // The types of Next.js want NODE_ENV in every environment; a tool gets none.
    env: { PATH: SAFE_PATH, LC_ALL: 'C', ...env } as unknown as NodeJS.ProcessEnv,
    stdio,
    detached: true,
    cwd,
    uid,
    gid,
  })
  return await ended(child, name, options)
}

function ended(child: ChildProcess, name: string, options: RunOptions): Promise<RunResult> {
  const maxBytes = options.maxBytes ?? MAX_OUTPUT_BYTES
  return new Promise((resolve, reject) => {
    let fault: AgentError | null = null
    const tooMuch = () => {
      fault = new AgentError('TOOL_OUTPUT', `running ${name}`, `more than ${maxBytes} bytes of output`)
      killGroup(child)
    }
    const stdout = collect(child.stdout, maxBytes, tooMuch)
    const stderr = collect(child.stderr, maxBytes, tooMuch)
    const limits = watch(child, options)
    child.once('error', (cause) => {
      limits.end()
      reject(new AgentError('TOOL_FAILED', `running ${name}`, cause.message, { cause }))
    })
    child.once('close', (code, signal) => {
      limits.end()
      if (fault) reject(fault)
      else resolve({ code, signal, stdout: stdout(), stderr: stderr(), timedOut: limits.timedOut() })
    })
    // A program that exits without reading all of its input closes the pipe: its exit status tells more than EPIPE.
    child.stdin?.on('error', () => {})
    child.stdin?.end(options.input ?? '')
  })
}

/** Ends the program when its time is up or the caller wants it, and does not wait for pipes that outlive it. */
function watch(child: ChildProcess, options: RunOptions): { timedOut(): boolean; end(): void } {
  const { timeoutMs, signal, endGroup } = options
  let timedOut = false
  let closing: NodeJS.Timeout | undefined
  const timer = setTimeout(() => {
    timedOut = true
    killGroup(child)
  }, timeoutMs)
  const abort = () => killGroup(child)
  if (signal?.aborted) abort()
  signal?.addEventListener('abort', abort, { once: true })
  // What has left the group holds the pipes for as long as it likes: they are closed from this side.
  child.once('exit', (_, by) => {
    if (endGroup) killGroup(child)
    const nothingStays = endGroup || by === 'SIGKILL'
    closing = setTimeout(
      () => {
        child.stdout?.destroy()
        child.stderr?.destroy()
      },
      nothingStays ? PIPES_MS.ended : PIPES_MS.left,
    )
  })
  return {
    timedOut: () => timedOut,
    end: () => {
      clearTimeout(timer)
      clearTimeout(closing)
      signal?.removeEventListener('abort', abort)
    },
  }
}

function collect(stream: NodeJS.ReadableStream | null, maxBytes: number, tooMuch: () => void): () => string {
  const parts: Buffer[] = []
  let bytes = 0
  stream?.on('data', (part: Buffer) => {
    bytes += part.length
    if (bytes > maxBytes) tooMuch()
    else parts.push(part)
  })
  return () => Buffer.concat(parts).toString('utf8')
}

/**
 * Runs a tool that must succeed and gives what it printed.
 * @throws AgentError TOOL_TIMEOUT or TOOL_FAILED with the tool's own text, beside those of run()
 */
export async function runTool(doing: string, argv: readonly string[], options: RunOptions): Promise<string> {
  const result = await run(argv, options)
  if (result.timedOut)
    throw new AgentError('TOOL_TIMEOUT', doing, `${argv[0]} took longer than ${options.timeoutMs} ms`)
  if (result.code !== 0) throw new AgentError('TOOL_FAILED', doing, failureText(argv[0] ?? '', result))
  return result.stdout
}

/** What a tool said when it failed, on one line; how it ended when it said nothing. */
export function failureText(name: string, result: RunResult): string {
  const said = result.stderr.trim().replace(/\s*\n\s*/g, '; ')
  return said || `${name} ended with ${result.signal ?? `status ${result.code}`}`
}
