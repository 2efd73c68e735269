import type { FileProblem } from '@/lib/api/types'

/**
 * Kernel settings by their dotted names. As in sysctl(8) a dot inside an interface name is written as a slash:
 * `net.ipv4.conf.eth0/100.rp_filter`.
 */
const DEVICE = '[A-Za-z0-9_@:-]+(?:/[A-Za-z0-9_@:-]+)*'
/** What lvs.sysctl may set: forwarding, IPVS, and the ARP and reverse-path rules that direct routing and tunnelling need. */
const ALLOWED = [
  /^net\.ipv4\.ip_forward$/,
  /^net\.ipv4\.vs\.[a-z_]+$/,
  new RegExp(`^net\\.ipv4\\.conf\\.${DEVICE}\\.(?:arp_[a-z_]+|rp_filter|promote_secondaries)$`),
  new RegExp(`^net\\.ipv6\\.conf\\.${DEVICE}\\.forwarding$`),
]
const VALUE = /^-?\d{1,10}(?:[ \t]+-?\d{1,10}){0,3}$/

/** True for a name that we may write. */
export function isAllowedSysctl(name: string): boolean {
  return ALLOWED.some((pattern) => pattern.test(name))
}

/** True for one to four whole numbers: the only values that the allowed settings have. */
export function isSysctlValue(value: string): boolean {
  return VALUE.test(value)
}

/** Path below /proc/sys: `net.ipv4.conf.eth0/100.rp_filter` → `net/ipv4/conf/eth0.100/rp_filter`. */
export function sysctlPath(name: string): string {
  return name.replace(/[./]/g, (c) => (c === '.' ? '/' : '.'))
}

/** Blanks and tabs between numbers as one blank: the kernel prints tabs. */
export function sysctlValue(text: string): string {
  return text.trim().replace(/[ \t]+/g, ' ')
}

/** A name with either separator as the dotted name: when the first separator is a slash, the two change places. sysctl.conf(5) */
function dotted(name: string): string {
  return /^[^./]*\//.test(name) ? name.replace(/[./]/g, (c) => (c === '/' ? '.' : '/')) : name
}

export type SysctlFile = { values: Record<string, string>; problems: FileProblem[] }

/** Reads lvs.sysctl (sysctl.conf(5) syntax: `name = value`, comments begin with `#` or `;`). Later lines win, with a warning. */
export function readSysctlFile(text: string): SysctlFile {
  const values: Record<string, string> = {}
  const problems: FileProblem[] = []
  const lines = new Map<string, number>()
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.replace(/\r$/, '')
    const start = line.search(/[^ \t]/)
    if (start < 0 || line[start] === '#' || line[start] === ';') continue
    const report = (code: string, column: number, path: string, got: string, more: Partial<FileProblem> = {}) =>
      problems.push({ file: 'lvs.sysctl', severity: 'error', code, line: index + 1, column, path, got, ...more })
    const equals = line.indexOf('=')
    if (equals < 0) {
      report('plan.SYSCTL_SYNTAX', start + 1, '', line.trim())
      continue
    }
    const name = dotted(line.slice(start, equals).trim())
    const value = line.slice(equals + 1).trim()
    const valueColumn = equals + 2 + Math.max(0, line.slice(equals + 1).search(/[^ \t]/))
    if (!isAllowedSysctl(name)) report('plan.SYSCTL_NOT_ALLOWED', start + 1, name, name)
    else if (!isSysctlValue(value)) report('plan.SYSCTL_VALUE', valueColumn, name, value)
    else {
      const before = lines.get(name)
      if (before !== undefined)
        report('plan.SYSCTL_TWICE', start + 1, name, name, { severity: 'warning', params: { line: before } })
      values[name] = sysctlValue(value)
      lines.set(name, index + 1)
    }
  }
  return { values, problems }
}
