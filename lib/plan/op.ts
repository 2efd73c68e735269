import { addAddressArgv, addressKey, announceArgv, removeAddressArgv } from '@/lib/kernel/address'
import { serverKey, serviceKey } from '@/lib/kernel/ipvs'
import { ipvsArgv } from '@/lib/kernel/ipvs-argv'
import { chainText, noChainText } from '@/lib/kernel/marks'
import type { Family, IpvsServer } from '@/lib/kernel/state'
import type { Op } from './types'

const restore = (family: Family) => [family === 6 ? 'ip6tables-restore' : 'iptables-restore', '--noflush']

/** The command line that does this, as a person could type it; for chains see also inputOf. */
export function argvOf(op: Op): string[] {
  switch (op.do) {
    case 'ipvs.addService':
      return ['ipvsadm', ...ipvsArgv.addService(op.service)]
    case 'ipvs.editService':
      return ['ipvsadm', ...ipvsArgv.editService(op.service)]
    case 'ipvs.removeService':
      return ['ipvsadm', ...ipvsArgv.removeService(op.service.id)]
    case 'ipvs.addServer':
      return ['ipvsadm', ...ipvsArgv.addServer(op.service, op.server)]
    case 'ipvs.editServer':
      return ['ipvsadm', ...ipvsArgv.editServer(op.service, op.server)]
    case 'ipvs.removeServer':
      return ['ipvsadm', ...ipvsArgv.removeServer(op.service, op.server)]
    case 'ipvs.setTimeouts':
      return ['ipvsadm', ...ipvsArgv.setTimeouts(op.timeouts)]
    case 'marks.setChain':
    case 'marks.removeChain':
      return restore(op.chain.family)
    case 'sysctl.set':
      return ['sysctl', '-w', `${op.key}=${op.value}`]
    case 'address.add':
      return ['ip', ...addAddressArgv(op.address)]
    case 'address.remove':
      return ['ip', ...removeAddressArgv(op.address)]
    case 'address.announce':
      return announceArgv(op.device, op.address)
  }
}

/** What the command reads on standard input; undefined when nothing. */
export function inputOf(op: Op): string | undefined {
  if (op.do === 'marks.setChain') return chainText(op.chain, op.jumps)
  if (op.do === 'marks.removeChain') return noChainText(op.chain, op.jumps)
  return undefined
}

/** The operations that turn this one back, in order; none for an announcement and for a setting whose value was not known. */
export function undoOf(op: Op): Op[] {
  switch (op.do) {
    case 'ipvs.addService':
      return [{ do: 'ipvs.removeService', service: op.service }]
    case 'ipvs.editService':
      return [{ ...op, before: op.service, service: op.before }]
    case 'ipvs.removeService': {
      const { id, servers } = op.service
      const back = servers.map((server: IpvsServer): Op => ({ do: 'ipvs.addServer', service: id, server }))
      return [{ do: 'ipvs.addService', service: { ...op.service, servers: [] } }, ...back]
    }
    case 'ipvs.addServer':
      return [{ ...op, do: 'ipvs.removeServer' }]
    case 'ipvs.editServer':
      return [
        {
          do: op.do,
          service: op.service,
          before: op.server,
          server: op.before,
          ...(op.origin ? { origin: op.origin } : {}),
        },
      ]
    case 'ipvs.removeServer':
      return [{ ...op, do: 'ipvs.addServer' }]
    case 'ipvs.setTimeouts':
      return [{ ...op, before: op.timeouts, timeouts: op.before }]
    default:
      return undoAround(op)
  }
}

function undoAround(op: Exclude<Op, { do: `ipvs.${string}` }>): Op[] {
  switch (op.do) {
    case 'marks.setChain':
      if (op.before === null) {
        const { family, table, name, rules } = op.chain
        return [{ do: 'marks.removeChain', chain: { family, table, name }, before: rules, jumps: 1 }]
      }
      return [{ ...op, chain: { ...op.chain, rules: op.before }, before: op.chain.rules, jumps: 1 }]
    case 'marks.removeChain':
      return [{ do: 'marks.setChain', chain: { ...op.chain, rules: op.before }, before: null, jumps: 0 }]
    case 'sysctl.set':
      return op.before === undefined ? [] : [{ ...op, value: op.before, before: op.value }]
    case 'address.add':
      return [{ do: 'address.remove', address: { ...op.address, base: false } }]
    case 'address.remove': {
      const { device, address, prefix, label } = op.address
      return [
        { do: 'address.add', address: { device, address, prefix, ...(label ? { label } : {}) } },
        { do: 'address.announce', device, address },
      ]
    }
    case 'address.announce':
      return []
  }
}

/** Keys of the service and server that an operation on the table is about; null for the others. */
export function tableKeys(op: Op): { service: string; server?: string } | null {
  if (!op.do.startsWith('ipvs.') || op.do === 'ipvs.setTimeouts') return null
  const entry = op as Extract<Op, { service: unknown }>
  if (entry.do === 'ipvs.addServer' || entry.do === 'ipvs.editServer' || entry.do === 'ipvs.removeServer')
    return { service: serviceKey(entry.service), server: serverKey(entry.server) }
  return { service: serviceKey(entry.service.id) }
}

/** What an operation touches, in one word per entry: `tcp 192.0.2.10:80 192.168.7.2:80`, `192.0.2.10/24 dev eth0` ... */
export function touched(op: Op): string {
  const keys = tableKeys(op)
  if (keys) return keys.server ? `${keys.service} ${keys.server}` : keys.service
  switch (op.do) {
    case 'address.add':
    case 'address.remove':
      return addressKey(op.address)
    case 'address.announce':
      return op.address
    case 'sysctl.set':
      return op.key
    case 'marks.setChain':
    case 'marks.removeChain':
      return `${op.chain.table} ${op.chain.name}`
    default:
      return 'timeouts'
  }
}
