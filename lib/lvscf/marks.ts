import { legible, type Member, other, tell } from './places'
import type { Report } from './read'

/** The rules of firewall marks (operations.md, section 6). */
export function checkMarks(active: readonly Member[], report: Report): void {
  checkGroups(active, report)
  checkCover(active, report)
}

/** What members of one mark must have in common, and the keys that say it. Ports and checks may differ. */
const COMPARED: readonly { what: string; keys: readonly string[]; of: (member: Member) => string }[] = [
  { what: 'scheduler', keys: ['scheduler'], of: ({ v }) => [v.scheduler.name, ...v.scheduler.flags].join() },
  { what: 'persistent', keys: ['persistent'], of: ({ v }) => String(v.persistent) },
  { what: 'pmask', keys: ['pmask'], of: ({ v }) => String(v.persistPrefix) },
  { what: 'quiesce_server', keys: ['quiesce_server'], of: ({ v }) => String(v.quiesce_server) },
  { what: 'sorry_server', keys: ['sorry_server'], of: ({ v }) => v.sorry_server ?? '' },
  { what: 'forward', keys: ['forward'], of: ({ v }) => v.forward },
  { what: 'ops', keys: ['protocol'], of: ({ v }) => String(v.protocol.ops) },
  { what: 'servers', keys: [], of: serversOf },
]

function serversOf({ servers }: Member): string {
  const active = servers.filter(({ s }) => s.active && s.address)
  return active
    .map(({ s }) => `${s.address} ${s.weight}`)
    .sort()
    .join()
}

/** False where a value that the comparison needs has an error. */
function comparable({ at, servers }: Member, { what, keys }: (typeof COMPARED)[number]): boolean {
  return what === 'servers'
    ? servers.every(({ at: server }) => legible(server, 'address', 'active', 'weight'))
    : legible(at, ...keys)
}

/** Members of one mark and one address family are one IPVS service. */
function checkGroups(active: readonly Member[], report: Report): void {
  const firsts = new Map<string, Member>()
  for (const member of active) {
    const { at, v } = member
    if (v.fwmark === 0 || !v.address) continue
    for (const compared of COMPARED) {
      if (!comparable(member, compared)) continue
      const id = `${compared.what} ${v.fwmark} ${v.address.address.includes(':')}`
      const first = firsts.get(id)
      if (!first) firsts.set(id, member)
      else if (compared.of(first) !== compared.of(member))
        tell(report, 'MARK_UNEQUAL', at, compared.keys, { ...other(first.at), mark: v.fwmark, what: compared.what })
    }
  }
}

/** A mark rule takes the packets of its VIP, protocol and port before IPVS looks for an exact service. */
function checkCover(active: readonly Member[], report: Report): void {
  const rules = new Map<string, Map<number, Member>>()
  const key = ({ v }: Member, port: number) => `${v.protocol.name} ${v.address?.address} ${port}`
  for (const member of active) {
    const { v } = member
    if (v.fwmark === 0 || !v.address) continue
    const marks = rules.get(key(member, v.port)) ?? new Map<number, Member>()
    if (!marks.has(v.fwmark)) marks.set(v.fwmark, member)
    rules.set(key(member, v.port), marks)
  }
  for (const member of active) {
    const { at, v } = member
    if (!v.address) continue
    for (const port of v.port === 0 ? [0] : [v.port, 0]) {
      const covering = coveredBy(rules.get(key(member, port)), v.fwmark)
      if (!covering) continue
      tell(report, 'MARK_COVERS', at, ['port', 'address'], {
        ...other(covering.at),
        mark: covering.v.fwmark,
        service: `${v.protocol.name} ${v.address.address}:${v.port}`,
      })
      break
    }
  }
}

/** A rule of another mark, if there is one. Of two marked blocks that cover each other only the later is reported twice at most. */
function coveredBy(marks: Map<number, Member> | undefined, mine: number): Member | undefined {
  for (const [mark, member] of marks ?? []) if (mark !== mine) return member
  return undefined
}
