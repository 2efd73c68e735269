import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename } from 'node:path'
import { build } from 'esbuild'
import { MODULES, TREE } from '../preflight'
import { lineReader } from '../protocol'
import { addressOf, bridgeBatch, HOSTS, hostBatch, hostSysctls, MANAGEMENT, plugBatch, ROUTERS } from '../topology'
import { Channel } from './channel'
import { LABS, type LabKind, removeLeftovers } from './running'

/** The port the consoles listen on inside the guest. */
export const CONSOLE_PORT = 3636

const KERNEL_MODULES = `ip_vs ip_vs_rr ip_vs_wrr ip_vs_lc ip_vs_wlc ip_vs_lblc ip_vs_lblcr ip_vs_dh ip_vs_sh ip_vs_sed ip_vs_nq ip_vs_mh
ip_vs_fo ip_vs_ovf ip_vs_ftp veth bridge ipip ip6_tunnel dummy ip_tables iptable_filter iptable_mangle iptable_nat ip6_tables
ip6table_filter ip6table_mangle ip6table_nat xt_tcpudp xt_multiport xt_mark xt_MASQUERADE xt_REDIRECT xt_conntrack xt_mac xt_statistic ipt_REJECT
nf_nat nf_conntrack_ftp arp_tables arptable_filter sch_netem`

export type Lab = {
  dir: string
  name: string
  channel: Channel
  /** unix socket on this machine that leads to the console of a router */
  consoleSocket(router: (typeof ROUTERS)[number]): string
  /** what the guest's kernel and its first script printed */
  guestLog(): string
  /** resolves when the guest has ended by itself */
  ended: Promise<void>
  close(): Promise<void>
}
export type LabOptions = {
  /** the guest is ended after this time at the latest */
  seconds: number
  /** `open`: for a person, found by `exec`; `test`: for scenarios */
  kind: LabKind
  memory?: string
}

/**
 * Boots a guest with the whole topology. Several can run side by side: nothing of it has a name outside its own namespaces but its
 * folder. Throws with the guest's log when it does not come up within 40 s.
 */
export async function startLab({ seconds, kind, memory = '2G' }: LabOptions): Promise<Lab> {
  mkdirSync(LABS, { recursive: true, mode: 0o700 })
  removeLeftovers()
  const dir = mkdtempSync(`${LABS}/${process.pid}-`)
  open.add(dir)
  try {
    const token = randomBytes(16).toString('hex')
    await fill(dir, token, seconds, memory)
    writeFileSync(`${dir}/kind`, kind)
    return await boot(dir, token)
  } catch (error) {
    rmSync(dir, { recursive: true, force: true })
    throw error
  }
}

/** Folders of the labs that this process has open. */
const open = new Set<string>()

/** For a process that is told to end at once: the kernel ends its guests with it, this removes their folders. */
export function abandonLabs(): void {
  for (const dir of open) rmSync(dir, { recursive: true, force: true })
}

/** Everything the guest and the relay read, put into the run's folder. */
async function fill(dir: string, token: string, seconds: number, memory: string): Promise<void> {
  const put = (name: string, text: string) => writeFileSync(`${dir}/${name}`, text)
  mkdirSync(`${dir}/net`)
  mkdirSync(`${dir}/modules/lib`, { recursive: true })
  symlinkSync(MODULES, `${dir}/modules/lib/modules`)
  put('token', token)
  // By files, not on the kernel's command line: a path may hold blanks.
  put('tree', TREE)
  put('node', process.execPath)
  chmodSync(`${dir}/token`, 0o600)
  put('modules.list', KERNEL_MODULES)
  put('net/bridges', bridgeBatch())
  put('net/plugs', plugBatch(HOSTS))
  put('net/plugs.routers', plugBatch(ROUTERS))
  put('net/hosts', HOSTS.join('\n'))
  for (const host of HOSTS) {
    put(`net/${host}`, hostBatch(host))
    const sysctls = hostSysctls(host)
    if (sysctls) put(`net/${host}.sysctl`, sysctls)
  }
  const guest = `${TREE}/e2e/lab/guest`
  for (const script of ['init.sh', 'reset.sh', 'end.sh', 'spy.sh'])
    put(script, readFileSync(`${guest}/${script}`, 'utf8'))
  chmodSync(`${dir}/init.sh`, 0o755)
  put('inside.json', JSON.stringify({ dir, seconds, uml: umlArgv(dir, memory), doors: doorsOf(dir) }))
  await build({
    entryPoints: [`${guest}/daemon.ts`, `${guest}/server.ts`, `${guest}/client.ts`, `${TREE}/e2e/lab/host/inside.ts`],
    outdir: dir,
    outExtension: { '.js': '.mjs' },
    entryNames: '[name]',
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    logLevel: 'error',
  })
}

function doorsOf(dir: string) {
  return [
    { socket: `${dir}/control.sock`, address: MANAGEMENT.guest, port: MANAGEMENT.port },
    ...ROUTERS.map((r) => ({ socket: `${dir}/console-${r}.sock`, address: addressOf(r, 'mgt'), port: CONSOLE_PORT })),
  ]
}

function umlArgv(dir: string, memory: string): string[] {
  return [
    'linux.uml',
    `mem=${memory}`,
    'root=/dev/root',
    'rootfstype=hostfs',
    'rootflags=/',
    'ro',
    'con=null',
    'con0=fd:0,fd:1',
    'quiet',
    'loglevel=1',
    `uml_dir=${dir}/uml`,
    'umid=guest',
    'vec0:transport=tap,ifname=tap0,depth=64',
    `LAB_DIR=${dir}`,
    `init=${dir}/init.sh`,
  ]
}

async function boot(dir: string, token: string): Promise<Lab> {
  // Own session: a Ctrl-C in the terminal reaches only us, and we end the lab in order. Should we be killed outright, the kernel
  // ends `unshare` (pdeathsig), that ends the first process of the namespace, and that all others.
  const child = spawn(
    'setpriv',
    [
      ...['--pdeathsig', 'KILL', '--', 'unshare', '--net', '--pid', '--fork', '--kill-child=KILL', '--'],
      ...[process.execPath, `${dir}/inside.mjs`, `${dir}/inside.json`],
    ],
    { stdio: ['pipe', 'pipe', 'pipe'], detached: true },
  )
  const guestLog = () => (existsSync(`${dir}/guest.log`) ? readFileSync(`${dir}/guest.log`, 'utf8') : '')
  let complaints = ''
  child.stderr.on('data', (data: Buffer) => {
    complaints += data.toString()
  })
  child.stdin.on('error', () => undefined)
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()))
  const close = async () => {
    child.stdin.end()
    const timer = setTimeout(() => child.kill('SIGKILL'), 3000)
    await ended
    clearTimeout(timer)
    rmSync(dir, { recursive: true, force: true })
    open.delete(dir)
  }
  try {
    await ready(child, 40_000)
    const channel = await Channel.open(`${dir}/control.sock`, token)
    return {
      dir,
      name: basename(dir),
      channel,
      consoleSocket: (r) => `${dir}/console-${r}.sock`,
      guestLog,
      ended,
      close,
    }
  } catch (error) {
    const log = guestLog()
    await close()
    throw new Error(`the guest did not come up: ${(error as Error).message}\n${complaints}${log}`)
  }
}

function ready(child: ChildProcess, limitMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no sign of life within ${limitMs / 1000} s`)), limitMs)
    const end = (then: () => void) => {
      clearTimeout(timer)
      then()
    }
    child.stdout?.on(
      'data',
      lineReader(() => end(resolve)),
    )
    child.on('error', (error) => end(() => reject(error)))
    child.on('close', (code) => end(() => reject(new Error(`it ended (${code})`))))
  })
}
