import { parseArgs } from 'node:util'
import type { Verdict } from '@/lib/health/verdict'
import { type CheckInput, errorVerdict, limitTimer, nowMs, verdictOf } from '../check'
import { BUNDLED_FOLDER } from '../program-path'
import { mysql, postgres, redis } from './databases'
import { dns } from './dns'
import { http, https } from './http'
import { icmp } from './icmp'
import { ldap } from './ldap'
import { ftp, smtp } from './mail'
import { radius } from './radius'
import { TalkError } from './talk'
import type { BundledCheck, Outcome, Values } from './types'

/** The checks that run inside the agent under the name of a program in /usr/lib/arapaima/checks. */
export const BUNDLED: readonly BundledCheck[] = [
  http,
  https,
  dns,
  smtp,
  ftp,
  mysql,
  postgres,
  redis,
  ldap,
  radius,
  icmp,
]

/** `http` for /usr/lib/arapaima/checks/http; null for a program that is not one of ours. */
export function bundledName(path: string): string | null {
  const name = path.startsWith(`${BUNDLED_FOLDER}/`) ? path.slice(BUNDLED_FOLDER.length + 1) : ''
  return BUNDLED.some((check) => check.name === name) ? name : null
}

type Parsed = { check: BundledCheck; host: string; port: number; values: Values }

/** The words behind the program: HOST [PORT] and options. A string is what is wrong with them. */
export function parseBundled(name: string, words: readonly string[], input: { port: number }): Parsed | string {
  const check = BUNDLED.find((one) => one.name === name)
  if (!check) return name
  try {
    const { positionals, values } = parseArgs({ args: [...words], options: check.options, allowPositionals: true })
    const [host, port = String(input.port || check.port), ...more] = positionals
    if (host === undefined) return '%h'
    if (more.length > 0) return more.join(' ')
    if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) return port
    const plain = Object.fromEntries(Object.entries(values).filter(([, value]) => !Array.isArray(value))) as Values
    const refused = check.refuse?.(plain) ?? null
    return refused ?? { check, host, port: Number(port), values: plain }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/**
 * Runs a bundled check. `line` is what it would have printed, for `expect`.
 * @returns always a verdict, within the limit
 */
export async function bundledCheck(
  name: string,
  words: readonly string[],
  input: CheckInput,
): Promise<{ verdict: Verdict; line: string }> {
  const began = nowMs()
  const parsed = parseBundled(name, words, input)
  if (typeof parsed === 'string') {
    const params = { check: name, detail: parsed }
    return { verdict: verdictOf({ result: 'unknown', code: 'bundled-usage', params }, {}, 0), line: '' }
  }
  const limit = new AbortController()
  const stop = () => limit.abort()
  const endLimit = limitTimer(input.limitMs, stop)
  input.signal?.addEventListener('abort', stop, { once: true })
  const late = new Promise<null>((resolve) =>
    limit.signal.addEventListener('abort', () => resolve(null), { once: true }),
  )
  const work = parsed.check.run(
    { ...input, address: parsed.host, port: parsed.port, signal: limit.signal },
    parsed.values,
  )
  try {
    const outcome = await Promise.race([work, late])
    const tookMs = nowMs() - began
    if (outcome) return verdictFrom(name, outcome, tookMs)
    return { verdict: ended(name, input, tookMs), line: '' }
  } catch (error) {
    if (limit.signal.aborted) return { verdict: ended(name, input, nowMs() - began), line: '' }
    return { verdict: failure(name, error, nowMs() - began), line: '' }
  } finally {
    // whatever still talks ends with it
    work.catch(() => {})
    endLimit()
    input.signal?.removeEventListener('abort', stop)
    stop()
  }
}

function ended(check: string, input: CheckInput, tookMs: number): Verdict {
  if (input.signal?.aborted) return verdictOf({ result: 'unknown', code: 'internal' }, {}, tookMs)
  return verdictOf(
    { result: 'down', code: 'bundled-timeout', params: { check, seconds: input.limitMs / 1000 } },
    {},
    tookMs,
  )
}

function verdictFrom(check: string, outcome: Outcome, tookMs: number): { verdict: Verdict; line: string } {
  const { sent, got } = outcome
  if (outcome.ok) {
    const params = { check, detail: outcome.line.replace(/^OK ?/, '') }
    return {
      verdict: verdictOf({ result: 'up', code: 'bundled-ok', params }, { sent, got }, tookMs),
      line: outcome.line,
    }
  }
  const params = { check, reason: outcome.reason, detail: outcome.detail }
  return { verdict: verdictOf({ result: 'down', code: 'bundled-down', params }, { sent, got }, tookMs), line: '' }
}

/** A conversation that broke off. */
function failure(check: string, error: unknown, tookMs: number): Verdict {
  if (!(error instanceof TalkError)) {
    const detail = error instanceof Error ? error.message : String(error)
    return verdictOf({ result: 'unknown', code: 'program-failed', params: { why: detail } }, {}, tookMs)
  }
  if (error.why === 'socket') return verdictOf(errorVerdict(error.cause), {}, tookMs)
  if (error.why === 'tls')
    return verdictOf({ result: 'down', code: 'tls-error', params: { error: error.detail } }, {}, tookMs)
  const params = { check, reason: error.why, detail: error.detail }
  return verdictOf({ result: 'down', code: 'bundled-down', params }, {}, tookMs)
}
