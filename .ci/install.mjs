// Brings what a fresh machine lacks: Debian packages (as root) and the npm packages. Plain JavaScript: runs before `npm ci`.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { has, missingPackages } from './packages.mjs'

export const top = fileURLToPath(new URL('..', import.meta.url))
const POLICY = '/usr/sbin/policy-rc.d'
const KEPT = `${POLICY}.before-arapaima`

/** @param {string[]} argv @param {Record<string, string>} [env] @returns {number} exit status */
function run([program, ...args], env = {}) {
  const done = spawnSync(program, args, { cwd: top, stdio: 'inherit', env: { ...process.env, ...env } })
  return done.status ?? 1
}

/**
 * Runs `work` while no package may start a service (policy-rc.d, Debian policy 9.3.3.1); what stood there before comes back.
 * A signal meanwhile reaches the programs in the terminal; we go on to the clean-up and end afterwards.
 */
function withoutServices(work) {
  let asked = false
  const wait = () => {
    asked = true
  }
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, wait)
  // A copy that an earlier, killed run left is the real one.
  if (existsSync(POLICY) && !existsSync(KEPT)) renameSync(POLICY, KEPT)
  writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    return work()
  } finally {
    rmSync(POLICY, { force: true })
    if (existsSync(KEPT)) renameSync(KEPT, POLICY)
    for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, wait)
    if (asked) process.exit(130)
  }
}

/**
 * Installs the Debian packages that are missing for these purposes, if this is root on Debian and it was not forbidden; otherwise
 * prints the one line that would. Returns the names that are still missing.
 * @param {import('./packages.mjs').Purpose[]} purposes @param {boolean} allowed
 */
export function debianPackages(purposes, allowed) {
  const missing = missingPackages(purposes)
  if (!missing.length) return []
  const line = `apt-get install --no-install-recommends ${missing.join(' ')}`
  console.log(`Debian packages that are missing: ${missing.join(' ')}`)
  if (!has('apt-get')) {
    console.log('This machine has no apt-get: install what corresponds to them by its own means.')
    return missing
  }
  if (!allowed || process.getuid?.() !== 0) {
    console.log(`${allowed ? '' : 'Not installed (--no-install). '}Install them with: sudo ${line}`)
    return missing
  }
  console.log(`Installing them; no service is started: ${line}`)
  const apt = (...args) => run(['apt-get', '-y', '-q', ...args], { DEBIAN_FRONTEND: 'noninteractive' })
  withoutServices(() => {
    const install = () => apt('install', '--no-install-recommends', ...missing)
    // Package lists can be absent or old on a fresh machine: fetch them only then.
    if (install() !== 0 && apt('update') === 0) install()
  })
  return missingPackages(purposes)
}

/** True if every package of the lock file is installed in its version; optional ones (other systems' binaries) may be absent. */
export function npmPackagesAreThere() {
  try {
    const wanted = JSON.parse(readFileSync(`${top}package-lock.json`, 'utf8')).packages
    const there = JSON.parse(readFileSync(`${top}node_modules/.package-lock.json`, 'utf8')).packages
    return Object.entries(wanted).every(
      ([path, { version, optional, devOptional }]) =>
        path === '' || there[path]?.version === version || ((optional || devOptional) && !there[path]),
    )
  } catch {
    return false
  }
}

/** `npm ci` unless it was done. Returns false when the packages are still not there. */
export function npmPackages(allowed) {
  if (npmPackagesAreThere()) return true
  if (!allowed) {
    console.log('The npm packages are missing or old. Not installed (--no-install). Install them with: npm ci')
    return false
  }
  console.log('Installing the npm packages: npm ci')
  return run(['npm', 'ci']) === 0 && npmPackagesAreThere()
}

/** Builds what is missing or older than its sources. Returns false when the build failed. */
export function build() {
  return run([process.execPath, '.ci/build.mjs']) === 0
}

/** The oldest Node.js this runs on; says so and ends otherwise. */
export function needNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 9)) return
  console.error(`Node.js 20.9 or newer is needed; this is ${process.versions.node}.`)
  process.exit(1)
}
