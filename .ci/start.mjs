// npm start: Arapaima on this router (an lvs.cf exists, or --here), otherwise the lab, a real IPVS kernel to try things on.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { build, debianPackages, needNode, npmPackages, top } from './install.mjs'
import { has } from './packages.mjs'

needNode()
const { values } = parseArgs({
  options: { here: { type: 'boolean' }, 'no-install': { type: 'boolean' }, port: { type: 'string' } },
})
const etc = process.env.ARAPAIMA_ETC ?? '/etc/sysconfig/ha'
const here = values.here || existsSync(`${etc}/lvs.cf`)
const allowed = !values['no-install']

/** Loads IPVS if it can be loaded. */
function kernelHasIpvs() {
  if (existsSync('/proc/net/ip_vs')) return true
  spawnSync('modprobe', ['ip_vs'], { stdio: 'ignore' })
  return existsSync('/proc/net/ip_vs')
}

/**
 * The console's user and the folders with their owners and modes, as a package would make them. Not done where somebody has chosen
 * users or folders by environment variables: whoever did has made them.
 */
function usersAndFolders() {
  if (
    process.getuid?.() !== 0 ||
    Object.keys(process.env).some((key) => /^ARAPAIMA_(ETC|STATE|RUN|USER|GROUP)$/.test(key))
  )
    return
  const commands = [
    ['systemd-sysusers', 'agent/install/arapaima.sysusers'],
    ['systemd-tmpfiles', '--create', 'agent/install/arapaima.tmpfiles'],
  ]
  for (const [program, ...args] of commands) {
    if (!allowed || !has(program)) {
      console.log(`Not done${allowed ? `, ${program} is missing` : ' (--no-install)'}: ${program} ${args.join(' ')}`)
      continue
    }
    console.log(`${program} ${args.join(' ')}`)
    spawnSync(program, args, { cwd: top, stdio: 'inherit' })
  }
}

function fail(sentence) {
  console.error(sentence)
  process.exit(1)
}

/** Runs a program in our place: signals go to it, its end is ours. */
function become(program, args, env = {}) {
  const child = spawn(program, args, { cwd: top, stdio: 'inherit', env: { ...process.env, ...env } })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => fail(error.message))
  child.on('close', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}

if (here) {
  console.log(`Running on this router, with ${etc}/lvs.cf.`)
  if (!kernelHasIpvs())
    fail('The kernel of this machine has no IPVS (module ip_vs). The lab brings a kernel of its own: npm run lab')
  debianPackages(['router'], allowed)
  usersAndFolders()
} else {
  console.log(
    `There is no ${etc}/lvs.cf here, so this opens the lab (npm start -- --here runs on this machine instead).`,
  )
  debianPackages(['lab'], allowed)
}
if (!npmPackages(allowed)) fail('Without the npm packages nothing can run.')
if (!build()) fail('The build failed.')
const port = values.port ? ['--port', values.port] : []
if (here) become(`${top}bin/arapaima`, ['up'], values.port ? { ARAPAIMA_PORT: values.port } : {})
else become(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'e2e/lab/main.ts', ...port])
