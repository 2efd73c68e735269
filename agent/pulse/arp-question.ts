import { askArgv } from '@/lib/kernel/address'
import { AgentError } from '../errors'
import { failureText, type RunOptions, type RunResult, run } from '../run'

type Place = { device: string; address: string }
export type ArpOptions = {
  signal: AbortSignal
  run?: (argv: readonly string[], options: RunOptions) => Promise<RunResult>
}

/** How long it asks at most. */
const SECONDS = 30

/**
 * Asks the network who has this address until somebody says so: by an answer, or by announcing it, as a router does that has just brought it
 * up. One program, one question a second. Not by TCP: a router that holds the table would balance its own question (operations.md 4, tried).
 * @returns when that came, by performance.now(); null when nobody did, or `signal` ended it
 * @throws AgentError when arping is not there, or fails
 */
export async function firstArpAnswer(
  { device, address }: Place,
  { signal, run: start = run }: ArpOptions,
): Promise<number | null> {
  const result = await start(askArgv(device, address, SECONDS), { timeoutMs: (SECONDS + 5) * 1000, signal })
  const at = performance.now()
  if (signal.aborted || result.code === 0) return null
  if (result.code === 1) return at
  throw new AgentError('TOOL_FAILED', `asking for ${address}`, failureText('arping', result))
}
