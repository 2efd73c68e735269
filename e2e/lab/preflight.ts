import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { missingPackages } from '../../.ci/packages.mjs'

export const TREE = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')
export const MODULES = '/usr/lib/uml/modules'

/** Why the lab cannot run here: one sentence each, empty when it can. */
export function whatIsMissing(): string[] {
  const reasons: string[] = []
  if (process.platform !== 'linux') return ['the lab runs on Linux only']
  if (process.getuid?.() !== 0) reasons.push('the lab needs root (it makes network namespaces and a tap device)')
  const packages = missingPackages(['lab'])
  if (packages.length) reasons.push(`Debian packages are missing: apt-get install ${packages.join(' ')}`)
  else if (kernelVersion() === undefined) reasons.push(`no modules for the guest's kernel under ${MODULES}`)
  if (!usable('/dev/net/tun')) reasons.push('/dev/net/tun cannot be opened: no tap device can be made')
  const closed = ['dist/console.mjs', 'node_modules/next/package.json'].filter(
    (file) => !readableByAll(`${TREE}/${file}`),
  )
  if (closed.length)
    reasons.push(`other users cannot read ${closed.join(', ')}, so the console cannot run: chmod -R go+rX .`)
  return reasons
}

/** False for a file that is there and closed to others: made under umask 077. */
function readableByAll(path: string): boolean {
  return !existsSync(path) || (statSync(path).mode & 0o004) !== 0
}

/** The version whose modules the package brought; undefined when there are none. */
export function kernelVersion(): string | undefined {
  if (!existsSync(MODULES)) return undefined
  return readdirSync(MODULES).find((name) => existsSync(`${MODULES}/${name}/modules.dep.bin`))
}

function usable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK)
    return true
  } catch {
    return false
  }
}
