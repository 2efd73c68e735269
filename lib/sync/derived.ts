import { read, type World } from '@/lib/lvscf'
import { desired, type Wanted } from '@/lib/plan'
import type { Files } from '@/lib/store/files'

/**
 * The files as a router without Arapaima needs them: what follows from lvs.cf by itself (marks of virtual servers, forwarding under NAT, our
 * defaults) stands in the copies of lvs.iptables and lvs.sysctl, which otherwise hold only what the administrator added (contract.md,
 * "Revision"). lvs.cf goes as it is. Arapaima reads a copy as meaning the same.
 */
export function derivedCopies(files: Files, world: World = {}): Files {
  const text = (name: keyof Files) => files[name].toString('latin1')
  const { config } = read(text('lvs.cf'), world)
  const { wanted } = desired({ config, iptables: text('lvs.iptables'), sysctl: text('lvs.sysctl'), role: 'standby' })
  return {
    'lvs.cf': files['lvs.cf'],
    'lvs.iptables': Buffer.from(rulesText(wanted.chains), 'latin1'),
    'lvs.sysctl': Buffer.from(settingsText(wanted.sysctls), 'latin1'),
  }
}

/** One table after the other; every rule names its family, so that iptables-restore and ip6tables-restore each take their own. */
function rulesText(chains: Wanted['chains']): string {
  const tables = [...new Set(chains.map((chain) => chain.table))]
  return tables
    .map((table) =>
      tableText(
        table,
        chains.filter((chain) => chain.table === table),
      ),
    )
    .join('')
}

function tableText(table: string, chains: Wanted['chains']): string {
  const names = [...new Set(chains.map((chain) => chain.name))]
  const rules = chains.flatMap(({ family, name, rules: all }) => all.map((rule) => `-${family} -A ${name} ${rule}`))
  return [`*${table}`, ...names.map((name) => `:${name} - [0:0]`), ...rules, 'COMMIT', ''].join('\n')
}

function settingsText(sysctls: Readonly<Record<string, string>>): string {
  return Object.entries(sysctls)
    .map(([name, value]) => `${name} = ${value}\n`)
    .join('')
}
