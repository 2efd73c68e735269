import type { Block } from './blocks'
import { BACKUP_ONLY } from './settings'
import type { Op, Role, Saying } from './types'

/**
 * Virtual addresses for which a standby balances nothing: they stand on its lo, so it is one of the real servers too, and without the sync
 * daemon (`backup_only` heeds only a running one) the packets that the active router sends it would be balanced once more and go round
 * between the two, about 64 times. operations.md 3 (tried). Under NAT they come to its own address and are not balanced.
 */
export function loopingAddresses(
  blocks: readonly Block[],
  { role, sync, loopback }: { role: Role; sync: boolean; loopback: readonly string[] },
): Set<string> {
  if (role === 'active' || sync) return new Set()
  const here = new Set(loopback)
  const looping = blocks.filter((block) => block.forward !== 'nat' && here.has(block.vip.address))
  return new Set(looping.map((block) => block.vip.address))
}

/** One warning for each address, with the virtual servers that it is about. */
export function loopWarnings(blocks: readonly Block[], looping: ReadonlySet<string>): Saying[] {
  return [...looping].map((address) => {
    const virtuals = blocks.filter((block) => block.vip.address === address).map((block) => block.name)
    return { code: 'plan.WARN_LOOPS', params: { address, virtuals: virtuals.join(', ') } }
  })
}

/** Lets a router balance (an active one must, before its addresses are up), or makes a standby leave it to the active one. */
export function isBackupOnlyOp(op: Op): op is Extract<Op, { do: 'sysctl.set' }> {
  return op.do === 'sysctl.set' && op.key === BACKUP_ONLY
}

/**
 * An operation that comes with a change of role because its address stands on lo: the table of a standby leaves out what would loop, an
 * active router has it. Only what names such an address; a service of a mark stays, its packets are not marked.
 */
export function isLoopOp(op: Op, loopback: readonly string[]): boolean {
  if (loopback.length === 0) return false
  switch (op.do) {
    case 'ipvs.addService':
    case 'ipvs.removeService':
      return op.service.id.kind === 'address' && loopback.includes(op.service.id.address)
    case 'ipvs.addServer':
      return op.service.kind === 'address' && loopback.includes(op.service.address)
    case 'marks.setChain':
      return changedRules(op.before ?? [], op.chain.rules).some((rule) => namesOne(rule, loopback))
    case 'marks.removeChain':
      return op.before.some((rule) => namesOne(rule, loopback))
    default:
      return false
  }
}

function changedRules(before: readonly string[], after: readonly string[]): string[] {
  return [...before.filter((rule) => !after.includes(rule)), ...after.filter((rule) => !before.includes(rule))]
}

function namesOne(rule: string, addresses: readonly string[]): boolean {
  return addresses.some((address) => rule.startsWith(`-d ${address}/`))
}
