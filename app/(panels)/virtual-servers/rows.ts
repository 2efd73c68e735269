import type { LvsConfig, Problem } from '@/lib/lvscf/model'
import { isWithin } from '@/lib/lvscf/path'
import { type Block, serverBlocks, virtualBlocks } from '../_save/blocks'
import type { ConfigFile } from '../_save/panel'

/** One line of the table VIRTUAL SERVERS; every value as the file spells it, '' where it is not set. */
export type VirtualRow = {
  block: Block
  active: boolean
  vip: string
  netmask: string
  port: string
  protocol: string
  device: string
  mark: string
  servers: { all: number; active: number }
  /** errors inside the block */
  errors: number
  /** what a search looks at, in lower case: name, address with port, device, mark, and the real servers' names and addresses */
  words: string
}

/** The table VIRTUAL SERVERS, in file order. */
export function virtualRows(file: ConfigFile): VirtualRow[] {
  const errors = file.problems.filter((one) => one.severity === 'error')
  return virtualBlocks(file.config).map((block) => {
    const servers = file.config.virtuals[block.index]?.servers ?? []
    const raw = (key: string) => file.raw(`${block.path}.${key}`) ?? ''
    const [vip = '', device = ''] = raw('address').split(/[ \t]+/)
    const port = raw('port') || '80'
    const mark = raw('fwmark') === '0' ? '' : raw('fwmark')
    const at = vip.includes(':') ? `[${vip}]:${port}` : `${vip}:${port}`
    const inside = servers.flatMap(({ name, values }) => [name, values.address ?? ''])
    return {
      block,
      active: file.config.virtuals[block.index]?.values.active === true,
      vip,
      netmask: raw('vip_nmask') === '0.0.0.0' ? '' : raw('vip_nmask'),
      port,
      protocol: raw('protocol') || 'tcp',
      device,
      mark,
      servers: { all: servers.length, active: servers.filter((one) => one.values.active === true).length },
      errors: countWithin(errors, block.path),
      words: [block.label, at, device, mark, ...inside].join('\n').toLowerCase(),
    }
  })
}

/** One line of the list REAL SERVER. */
export type ServerRow = {
  block: Block
  active: boolean
  address: string
  /** '' = the virtual server's */
  port: string
  weight: string
  errors: number
}

/** The real servers of a virtual server, in file order. */
export function serverRows(file: ConfigFile, virtual: Block): ServerRow[] {
  const errors = file.problems.filter((one) => one.severity === 'error')
  return serverBlocks(file.config, virtual).map((block) => {
    const raw = (key: string) => file.raw(`${block.path}.${key}`) ?? ''
    const values = file.config.virtuals[virtual.index]?.servers[block.index]?.values
    return {
      block,
      active: values?.active === true,
      address: raw('address'),
      port: raw('port'),
      weight: raw('weight') || '1',
      errors: countWithin(errors, block.path),
    }
  })
}

function countWithin(problems: readonly Problem[], path: string): number {
  return problems.filter((one) => isWithin(one.path, path)).length
}

/** Names of the other virtual servers that share a value with `block`; values that are not set share nothing. */
export function sharing(config: LvsConfig, block: Block, of: (index: number) => string | undefined): string[] {
  const mine = of(block.index)
  if (!mine) return []
  return config.virtuals.flatMap((one, index) => (index !== block.index && of(index) === mine ? [one.name] : []))
}

/** The first alias of eth0 that no virtual server has yet: an alias carries one VIP (manual, 4.6.1: eth0:1). */
export function freeDevice(config: LvsConfig): string {
  const taken = new Set(config.virtuals.map((one) => one.values.address?.device))
  let number = 1
  while (taken.has(`eth0:${number}`)) number++
  return `eth0:${number}`
}
