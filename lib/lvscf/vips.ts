import { parseDevice } from '../net'
import { legible, type Member, other, tell } from './places'
import type { Report } from './read'

/** One VIP stands on one device with one mask (operations.md, section 7): blocks that share it must agree. */
export function checkVips(active: readonly Member[], report: Report): void {
  // The first block of each VIP that says where it stands, and the first that says its mask.
  const devices = new Map<string, Member>()
  const masks = new Map<string, Member>()
  for (const member of active) {
    const { at, v } = member
    if (!v.address) continue
    const vip = v.address.address
    const first = firstOf(devices, vip, member)
    const [device, otherDevice] = [deviceOf(member), deviceOf(first)]
    if (device !== otherDevice)
      tell(report, 'VIP_TWO_DEVICES', at, ['address'], { ...other(first.at), vip, device, otherDevice })
    if (!legible(at, 'vip_nmask')) continue
    const masked = firstOf(masks, vip, member)
    const [prefix, otherPrefix] = [v.prefix, masked.v.prefix]
    if (prefix !== otherPrefix)
      tell(report, 'VIP_TWO_MASKS', at, ['vip_nmask', 'address'], { ...other(masked.at), vip, prefix, otherPrefix })
  }
}

function firstOf(seen: Map<string, Member>, vip: string, member: Member): Member {
  const first = seen.get(vip) ?? member
  seen.set(vip, first)
  return first
}

function deviceOf({ v }: Member): string {
  const spelled = v.address?.device ?? ''
  const parsed = parseDevice(spelled)
  return parsed.ok ? parsed.value.device : spelled
}
