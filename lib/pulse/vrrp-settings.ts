import * as z from 'zod'
import { isUnspecified, parseIp } from '../net'

/** Routers beside primary and backup. */
export const OTHERS_MAX = 8

/** An address as `parseIp` writes it: whatever spelling was given, one text is kept and compared. */
const address = z
  .string()
  .max(45)
  .transform((text, context) => {
    const parsed = parseIp(text.trim())
    if (parsed.ok && !parsed.unusual && !isUnspecified(parsed.value)) return parsed.value
    context.addIssue({ code: 'custom', message: 'NOT_AN_ADDRESS' })
    return z.NEVER
  })

/**
 * Where this router's role comes from: the part `role` of STATE/agent/settings.json. `vrrp` is read only where `from` is vrrp.
 * operations.md 9
 */
export const roleSettings = z
  .strictObject({
    from: z.enum(['pulse', 'vrrp']),
    vrrp: z.strictObject({
      /** virtual_router_id of each channel, the same on all routers: 1 to 255 (RFC 3768, 5.2.3) */
      publicId: z.int().min(1).max(255),
      privateId: z.int().min(1).max(255),
      /** this router's own, 1 to 254; null = by its place: primary, backup, the others in their order */
      priority: z.int().min(1).max(254).nullable(),
      /** the routers beside primary and backup, the same list on all: its own address tells a router which of them it is */
      others: z.array(z.strictObject({ public: address, private: address.nullable() })).max(OTHERS_MAX),
    }),
  })
  .superRefine(({ vrrp }, context) => {
    if (vrrp.publicId === vrrp.privateId)
      context.addIssue({ code: 'custom', path: ['vrrp', 'privateId'], message: 'SAME_ID' })
    const seen = new Set<string>()
    vrrp.others.forEach((router, index) => {
      for (const channel of ['public', 'private'] as const) {
        const one = router[channel]
        if (one === null) continue
        if (seen.has(one))
          context.addIssue({ code: 'custom', path: ['vrrp', 'others', index, channel], message: 'SAME_ADDRESS' })
        seen.add(one)
      }
    })
  })
export type RoleSettings = z.output<typeof roleSettings>
export type VrrpSettings = RoleSettings['vrrp']

export const ROLE_DEFAULTS: RoleSettings = {
  from: 'pulse',
  vrrp: { publicId: 51, privateId: 52, priority: null, others: [] },
}
