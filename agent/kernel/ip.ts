import { addAddressArgv, removeAddressArgv } from '@/lib/kernel/address'
import type { Op } from '@/lib/plan'
import { failureText, run } from '../run'

const TIMEOUT_MS = 20_000
export type AddressOp = Extract<Op, { do: 'address.add' | 'address.remove' }>

/** Adds and removes addresses in one `ip -batch`, which stops at the first refusal and names its line. Null when all was done. */
export async function changeAddresses(ops: readonly AddressOp[]): Promise<{ index: number; why: string } | null> {
  const lines = ops.map((op) => (op.do === 'address.add' ? addAddressArgv(op.address) : removeAddressArgv(op.address)))
  const input = lines.map((line) => `${line.join(' ')}\n`).join('')
  const result = await run(['ip', '-batch', '-'], { timeoutMs: TIMEOUT_MS, input })
  if (result.code === 0) return null
  const line = /Command failed -:(\d+)/.exec(result.stderr)
  return { index: line ? Number(line[1]) - 1 : 0, why: failureText('ip', result) }
}
