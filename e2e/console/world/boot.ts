import { startLab } from '../../lab/host/lab'
import { whatIsMissing } from '../../lab/preflight'
import { startServers } from '../../lab/run/guest'

/** How the workers find the guest, or learn why there is none. */
export const LAB_DIR = 'ARAPAIMA_CONSOLE_LAB'
export const LAB_MISSING = 'ARAPAIMA_CONSOLE_LAB_MISSING'

/** No guest lives longer than this, whatever happens to the runner. */
const GUEST_SECONDS = 2700

/** Boots the one guest of the suite with its real servers; a worker that ends after a failure leaves it standing. */
export default async function boot(): Promise<(() => Promise<void>) | undefined> {
  const missing = whatIsMissing()
  if (missing.length > 0) {
    process.env[LAB_MISSING] = missing.join('; ')
    console.log(`skipped: console: ${missing.join('; ')}`)
    return undefined
  }
  const lab = await startLab({ seconds: GUEST_SECONDS, kind: 'test' })
  try {
    await startServers(lab)
  } catch (error) {
    await lab.close()
    throw error
  }
  process.env[LAB_DIR] = lab.dir
  return () => lab.close()
}
