import { AgentError } from '@/agent/errors'
import { type RunOptions, type RunResult, run } from '@/agent/run'
import { bytesOf, latin1 } from '@/lib/health/escapes'
import { matcherFor } from '@/lib/health/sendexpect'
import { shown } from '@/lib/health/shown'
import type { Verdict } from '@/lib/health/verdict'
import { bundledCheck, bundledName } from './bundled'
import { type CheckInput, nowMs, STALLED_MS, verdictOf } from './check'
import { CHECK_USER, isUnprivileged } from './check-user'
import { allowedProgram, type PathPolicy } from './program-path'

export type ProgramProbe = { program: string; expect: string | null; regex: boolean }

export type ProgramOptions = {
  policy: PathPolicy
  /** who the program runs as (checkUser). undefined = as the agent; an agent that is root then runs none */
  uid?: number
  gid?: number
  run?: (argv: readonly string[], options: RunOptions) => Promise<RunResult>
}

/** Output of a program that is looked at (nanny: 4095); a program that prints more is ended. */
const OUTPUT_MAX = 4096

/**
 * The command line of send_program: split at blanks, no quoting, no shell; a word that is exactly %h or %p becomes the server's address or
 * port (nanny).
 */
export function argvOf(program: string, address: string, port: number): string[] {
  return program
    .split(/[ \t]+/)
    .filter((part) => part !== '')
    .map((part) => (part === '%h' ? address : part === '%p' ? String(port) : part))
}

/**
 * Runs the program of `send_program`: one of ours inside the agent, any other as an unprivileged user in a process group of its own, with
 * nothing on standard input and almost no environment, ended with all of its group when its time is up. Up = it exits 0 and, where expect is given,
 * its output (without one line end) begins with it. Piranha compared exactly, took a failed program for up, and wanted an expect in any case.
 */
export async function checkProgram(input: CheckInput, probe: ProgramProbe, options: ProgramOptions): Promise<Verdict> {
  const began = nowMs()
  const argv = argvOf(probe.program, input.address, input.port)
  const said = { sent: argv.join(' '), expected: probe.expect === null ? '' : shown(bytesOf(probe.expect)) }
  const name = bundledName(argv[0] ?? '')
  if (name !== null) {
    const result = await bundledCheck(name, argv.slice(1), input)
    if (result.verdict.result !== 'up' || probe.expect === null) return result.verdict
    return compared(Buffer.from(result.line, 'latin1'), probe, result.verdict, nowMs() - began)
  }
  if (!isUnprivileged(options.uid))
    return verdictOf(
      { result: 'unknown', code: 'program-refused', params: { reason: 'noUser', path: CHECK_USER } },
      said,
      0,
    )
  const allowed = await allowedProgram(argv[0] ?? '', options.policy)
  if ('reason' in allowed)
    return verdictOf({ result: 'unknown', code: 'program-refused', params: allowed }, said, nowMs() - began)
  try {
    const result = await (options.run ?? run)([allowed.path, ...argv.slice(1)], {
      timeoutMs: Math.max(1, input.limitMs - (nowMs() - began)),
      maxBytes: OUTPUT_MAX,
      uid: options.uid,
      gid: options.gid,
      cwd: '/',
      signal: input.signal,
      endGroup: true,
    })
    return judged(result, input, probe, said, nowMs() - began)
  } catch (error) {
    return failed(error, said, nowMs() - began)
  }
}

type Said = { sent: string; expected: string }

function judged(result: RunResult, input: CheckInput, probe: ProgramProbe, said: Said, tookMs: number): Verdict {
  const output = Buffer.from(result.stdout, 'utf8')
  input.listen?.({ who: 'got', bytes: output, afterMs: tookMs })
  const errors = shown(Buffer.from(result.stderr, 'utf8'))
  const got = [shown(output), errors].filter(Boolean).join(' · ')
  const down = (code: Verdict['code'], params: Verdict['params'] = {}) =>
    verdictOf({ result: 'down', code, params }, { ...said, got }, tookMs)
  // this process itself stood still: nothing is known of the program
  if (result.timedOut && tookMs > input.limitMs + 2 * STALLED_MS)
    return verdictOf({ result: 'unknown', code: 'own-fault', params: { error: 'stalled' } }, said, tookMs)
  if (result.timedOut) return down('program-timeout', { seconds: input.limitMs / 1000 })
  if (input.signal?.aborted) return verdictOf({ result: 'unknown', code: 'internal' }, said, tookMs)
  if (result.code === null) return down('program-signal', { signal: result.signal ?? '' })
  if (result.code !== 0) return down('program-exit', { status: result.code })
  const up = verdictOf({ result: 'up', code: 'program-ok' }, { ...said, got }, tookMs)
  return probe.expect === null ? up : compared(output, probe, up, tookMs)
}

/** Output against expect: one line end at its end does not count. */
function compared(output: Buffer, probe: ProgramProbe, up: Verdict, tookMs: number): Verdict {
  const expect = probe.expect ?? ''
  const text = latin1(output).replace(/\r?\n$/, '')
  const matcher = matcherFor(expect, probe.regex)
  const expected = shown(bytesOf(expect))
  if (!matcher) return { ...up, result: 'unknown', code: 'regex-invalid', params: {}, expected, tookMs }
  const match = matcher.feed(Buffer.from(text, 'latin1'))
  if (match === 'match' || matcher.end() === 'match') return { ...up, expected, tookMs }
  return { ...up, result: 'down', code: 'program-mismatch', params: {}, got: shown(output), expected, tookMs }
}

/** The program could not be started, or printed without end. */
function failed(error: unknown, said: Said, tookMs: number): Verdict {
  if (error instanceof AgentError && error.code === 'TOOL_OUTPUT')
    return verdictOf({ result: 'down', code: 'program-flood', params: { bytes: OUTPUT_MAX } }, said, tookMs)
  const why = error instanceof Error ? error.message : String(error)
  return verdictOf({ result: 'unknown', code: 'program-failed', params: { why } }, said, tookMs)
}
