import { parseDevice } from '../net'
import { type Member, other, tell } from './places'
import type { Report } from './read'

/** One VIP stands on one device with one mask (operations.md, section 7): blocks that share it must agree. */
export function checkVips(active: readonly Member[], report: Report): void {
  const seen = new Map<string, { member: Member; device: string }>()
  for (const member of active) {
    const { at, v } = member
    if (!v.address) continue
    const device = deviceOf(v.address.device)
    const first = seen.get(v.address.address)
    if (!first) {
      seen.set(v.address.address, { member, device })
      continue
    }
    const place = { ...other(first.member.at), vip: v.address.address }
    if (first.device !== device)
      tell(report, 'VIP_TWO_DEVICES', at, ['address'], { ...place, device, otherDevice: first.device })
    const prefix = first.member.v.prefix
    if (prefix !== v.prefix)
      tell(report, 'VIP_TWO_MASKS', at, ['vip_nmask', 'address'], { ...place, prefix: v.prefix, otherPrefix: prefix })
  }
}

function deviceOf(spelled: string): string {
  const parsed = parseDevice(spelled)
  return parsed.ok ? parsed.value.device : spelled
}
