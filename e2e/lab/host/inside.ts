import { spawn } from 'node:child_process'
import { createWriteStream, readFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { MANAGEMENT } from '../topology'

/**
 * The part of a lab that lives in the lab's own network and process namespaces on the host, as their first process: the tap
 * device, the guest, and the unix sockets that lead into its network. When this process ends, for whatever reason, the kernel
 * ends everything in its namespaces and the tap device goes with them; it ends when its standard input does.
 */
type Plan = {
  dir: string
  uml: string[]
  seconds: number
  /** unix socket → where it leads in the guest's management network */
  doors: { socket: string; address: string; port: number }[]
}

const plan = JSON.parse(readFileSync(process.argv[2] as string, 'utf8')) as Plan

const tell = (what: string) => process.stdout.write(`${JSON.stringify(what)}\n`)

function run(program: string, args: string[], input = ''): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['pipe', 'inherit', 'inherit'] })
    child.on('error', reject)
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`${program} ended with ${code}`))))
    child.stdin.end(input)
  })
}

function openDoor({ socket, address, port }: Plan['doors'][number]): Promise<void> {
  const server = createServer({ allowHalfOpen: true }, (near) => {
    const far = connect({ host: address, port, allowHalfOpen: true, noDelay: true })
    near.on('error', () => far.destroy())
    far.on('error', () => near.destroy())
    near.pipe(far).pipe(near)
  })
  return new Promise((resolve, reject) => server.on('error', reject).listen(socket, resolve))
}

/** True once something in the guest listens there. */
function answers(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port, timeout: 300 })
    const end = (yes: boolean) => {
      socket.destroy()
      resolve(yes)
    }
    socket.on('connect', () => end(true))
    socket.on('timeout', () => end(false))
    socket.on('error', () => setTimeout(() => end(false), 50))
  })
}

function boot(): void {
  // `timeout` sees to it that a guest nobody ends does not live for ever.
  const guest = spawn('timeout', ['-k', '2', `${plan.seconds}`, ...plan.uml], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, HOME: plan.dir },
  })
  const log = createWriteStream(`${plan.dir}/guest.log`)
  guest.stdout.pipe(log, { end: false })
  guest.stderr.pipe(log, { end: false })
  guest.on('error', (error) => process.stderr.write(`${error.message}\n`))
  guest.on('close', () => log.end(() => process.exit(3)))
}

process.stdin.on('end', () => process.exit(0)).resume()
await run(
  'ip',
  ['-batch', '-'],
  [
    'link set dev lo up',
    'tuntap add dev tap0 mode tap',
    `address add ${MANAGEMENT.host}/${MANAGEMENT.prefix} dev tap0`,
    'link set dev tap0 up\n',
  ].join('\n'),
)
await Promise.all(plan.doors.map(openDoor))
boot()
while (!(await answers(MANAGEMENT.guest, MANAGEMENT.port))) {
  // Each try waits by itself; the one who started us holds the limit.
}
tell('ready')
