import { addAddressArgv, type Net, parseAddresses, removeAddressArgv } from '@/lib/kernel/address'
import type { Op } from '@/lib/plan'
import { AgentError } from '../errors'
import { failureText, run, runTool } from '../run'

const TIMEOUT_MS = 20_000
export type AddressOp = Extract<Op, { do: 'address.add' | 'address.remove' }>

/** Addresses and interfaces. @throws AgentError */
export async function readAddresses(): Promise<Net> {
  const doing = 'reading the addresses'
  const json = await runTool(doing, ['ip', '-j', 'addr'], { timeoutMs: TIMEOUT_MS })
  try {
    return parseAddresses(json)
  } catch (cause) {
    throw new AgentError('TOOL_OUTPUT', doing, 'ip -j addr printed no JSON', { cause })
  }
}

/** Adds and removes addresses in one `ip -batch`, which stops at the first refusal and names its line. Null when all was done. */
export async function changeAddresses(ops: readonly AddressOp[]): Promise<{ index: number; why: string } | null> {
  const lines = ops.map((op) => (op.do === 'address.add' ? addAddressArgv(op.address) : removeAddressArgv(op.address)))
  const input = lines.map((line) => `${line.join(' ')}\n`).join('')
  const result = await run(['ip', '-batch', '-'], { timeoutMs: TIMEOUT_MS, input })
  if (result.code === 0) return null
  const line = /Command failed -:(\d+)/.exec(result.stderr)
  return { index: line ? Number(line[1]) - 1 : 0, why: failureText('ip', result) }
}
