import * as z from 'zod'
import { canonicalAddress } from '@/lib/kernel/endpoint'
import type { GlobalValues } from '@/lib/lvscf/model'
import { alone, type ConsoleFolder, readJson, writeJson } from '@/lib/store/private'
import { SyncError, whyOf } from './errors'

/** STATE/console/partner.json: what lvs.cf has no key for. Everything has a default; the file is absent at first. */
const hostName = z.string().regex(/^[A-Za-z0-9](?:[A-Za-z0-9.:_-]{0,252})$/)
export const partnerSettings = z.strictObject({
  /** address or name of the partner; null: the one that lvs.cf gives */
  address: hostName.nullable().default(null),
  port: z.int().min(1).max(65535).default(22),
  user: z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_.-]{0,31}$/)
    .default('arapaima'),
  /** `arapaima`: the forced command there; `sftp`: a router without Arapaima, its files are written in `folder` */
  via: z.enum(['arapaima', 'sftp']).default('arapaima'),
  folder: z
    .string()
    .regex(/^\/[A-Za-z0-9_./-]{1,200}$/)
    .refine((path) => !path.split('/').includes('..'))
    .default('/etc/sysconfig/ha'),
  /** run there after the files were written (SFTP only), e.g. ["service", "pulse", "restart"]; [] = nothing */
  command: z
    .array(
      z
        .string()
        .max(200)
        .regex(/^[^\p{Cc}]*$/u),
    )
    .max(20)
    .default([]),
  /** sync by itself after each apply here */
  auto: z.boolean().default(false),
  /** between two looks at the partner */
  everySec: z.int().min(5).max(3600).default(30),
})
export type PartnerSettings = z.output<typeof partnerSettings>

const FILE = 'partner.json'

/** @throws SyncError sync.badSettings when the file is damaged */
export async function readPartnerSettings(folder: ConsoleFolder): Promise<PartnerSettings> {
  let value: unknown
  try {
    value = (await readJson<unknown>(folder, FILE)) ?? {}
  } catch (error) {
    throw new SyncError('sync.badSettings', { path: `${folder.path}/${FILE}`, why: whyOf(error) }, { cause: error })
  }
  return checked(folder, value)
}

/** Changes some settings and gives all. @throws SyncError sync.badSettings naming the one that cannot be */
export async function changePartnerSettings(
  folder: ConsoleFolder,
  change: Partial<PartnerSettings>,
): Promise<PartnerSettings> {
  return alone(folder, async () => {
    const next = checked(folder, { ...(await readPartnerSettings(folder)), ...change })
    await writeJson(folder, FILE, next)
    return next
  })
}

function checked(folder: ConsoleFolder, value: unknown): PartnerSettings {
  const read = partnerSettings.safeParse(value)
  if (read.success) return read.data
  const [issue] = read.error.issues
  const why = `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`
  throw new SyncError('sync.badSettings', { path: `${folder.path}/${FILE}`, why })
}

/** Where the partner is reached, and as whom. */
export type Target = { address: string; port: number; user: string }

const isSet = (address: string | undefined): address is string => !!address && address !== '0.0.0.0'

/**
 * The partner: the address of the settings, or of lvs.cf: the router of the two (`primary`, `backup`) whose address this machine does not
 * carry, over the private network where lvs.cf knows one.
 * @param own addresses of this machine, in canonical text
 * @throws SyncError sync.noPartner, sync.whichRouter
 */
export function partnerTarget(global: GlobalValues, settings: PartnerSettings, own: readonly string[]): Target {
  const { port, user } = settings
  if (settings.address !== null) return { address: settings.address, port, user }
  const { primary, primary_private, backup, backup_private } = global
  if (!isSet(primary) || !isSet(backup)) throw new SyncError('sync.noPartner')
  const has = (...addresses: (string | undefined)[]) =>
    addresses.some((address) => isSet(address) && own.includes(canonicalAddress(address) ?? address))
  const weArePrimary = has(primary, primary_private)
  const weAreBackup = has(backup, backup_private)
  if (weArePrimary === weAreBackup) throw new SyncError('sync.whichRouter', { primary, backup })
  const privately = weArePrimary ? backup_private : primary_private
  const both = isSet(primary_private) && isSet(backup_private)
  return { address: both && isSet(privately) ? privately : weArePrimary ? backup : primary, port, user }
}
