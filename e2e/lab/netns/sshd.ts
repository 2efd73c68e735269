import assert from 'node:assert/strict'
import type { Running } from '../host/channel'
import { CONSOLE_UID, foldersOf, GUEST_TREE } from '../router'
import type { LabHost } from '../run/host'
import { lvsCf } from '../run/lvscf'
import type { Until, World } from '../run/scenario'
import { addressOf, type Router, VIP } from '../topology'

const COMMAND = `${GUEST_TREE}/bin/arapaima`

/**
 * A router as OpenSSH sees it: an sshd with host keys of its own, and the user `arapaima` with a home folder as packages make it. The user
 * stands in an /etc/passwd that only these processes see.
 */
export class SshRouter {
  private sshd: Running | undefined
  private agent: Running | undefined

  private constructor(
    readonly host: LabHost,
    private readonly until: Until,
  ) {}

  static async prepare({ a, b, until }: Pick<World, 'a' | 'b' | 'until'>, name: Router): Promise<SshRouter> {
    const router = new SshRouter(name === 'a' ? a : b, until)
    const { top } = router
    await router.host.run(['mkdir', '-p', `${top}/home`, '/run/sshd'])
    const rows = await router.host.run(['grep', '-E', '^(root|sshd):', '/etc/passwd'])
    await router.host.write(`${top}/passwd`, `${rows}arapaima:x:${CONSOLE_UID}:${CONSOLE_UID}::${top}/home:/bin/sh\n`)
    await router.newHostKey()
    return router
  }

  private get top(): string {
    return foldersOf(this.host.name as Router).top
  }
  get etc(): string {
    return `${this.top}/etc`
  }
  get address(): string {
    return addressOf(this.host.name as Router, 'pub')
  }
  get authorizedKeys(): string {
    return `${this.top}/home/.ssh/authorized_keys`
  }

  /** A command that sees the user `arapaima`. */
  private withUsers(argv: string[]): string[] {
    return ['unshare', '--mount', 'sh', '-c', `mount --bind ${this.top}/passwd /etc/passwd && exec "$@"`, 'sh', ...argv]
  }

  /** Makes the host key anew, as a machine that is installed again would; gives its fingerprint. */
  async newHostKey(): Promise<string> {
    const key = `${this.top}/host_key`
    await this.host.run(['rm', '-f', key, `${key}.pub`])
    await this.host.run(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', key])
    return this.fingerprint()
  }

  async fingerprint(): Promise<string> {
    return (await this.host.run(['ssh-keygen', '-lf', `${this.top}/host_key.pub`])).split(' ')[1] ?? ''
  }

  /** Starts sshd on port 22 and waits until it listens. `more`: lines of sshd_config. */
  async startSshd(...more: string[]): Promise<void> {
    const config = [
      `HostKey ${this.top}/host_key`,
      'Port 22',
      `PidFile ${this.top}/sshd.pid`,
      'UsePAM no',
      'PasswordAuthentication no',
      'Subsystem sftp internal-sftp',
      ...more,
    ]
    await this.host.write(`${this.top}/sshd_config`, `${config.join('\n')}\n`)
    const sshd = this.host.start(this.withUsers(['/usr/sbin/sshd', '-D', '-e', '-f', `${this.top}/sshd_config`]))
    this.sshd = sshd
    await this.until(async () => sshd.output().includes('Server listening on 0.0.0.0'), true, { what: 'sshd listens' })
  }

  async stopSshd(): Promise<void> {
    this.sshd?.kill('SIGTERM')
    await this.sshd?.done
  }

  /** What sshd has written so far. */
  sshdLog(): string {
    return this.sshd?.output() ?? ''
  }

  async startAgent(role: 'active' | 'standby'): Promise<void> {
    const agent = this.host.start([COMMAND, 'agent', '--role', role])
    this.agent = agent
    const said = async () => agent.output().includes('agent.sock')
    await this.until(said, true, { withinMs: 60_000, what: 'the agent says that it is ready' })
  }

  async killAgent(): Promise<void> {
    this.agent?.kill('SIGKILL')
    await this.agent?.done
  }

  /** The command as root, with the router's users. */
  root(...args: string[]) {
    return this.host.attempt(this.withUsers([COMMAND, ...args]))
  }

  /** The command as the console's user. */
  async console(...args: string[]) {
    return this.host.attempt([COMMAND, ...args], { uid: CONSOLE_UID, timeoutMs: 120_000 })
  }

  /** The same, which has to succeed and print JSON. */
  async json<T>(...args: string[]): Promise<T> {
    const { exit, stdout, stderr } = await this.console(...args, '--json')
    assert.equal(exit, 0, `arapaima ${args.join(' ')}: exit ${exit}\n${stderr}${stdout}`)
    return JSON.parse(stdout) as T
  }

  /** `sync`, as a script sees it: the exit status, and the code of a refusal. */
  async trySync(...more: string[]): Promise<{ exit: number | null; code: string; stderr: string }> {
    const { exit, stdout, stderr } = await this.console('sync', '--json', ...more)
    const said = (stdout === '' ? {} : JSON.parse(stdout)) as { code?: string }
    return { exit, code: said.code ?? 'done', stderr }
  }

  /** Puts lvs.cf in place by hand, with the owner that a console's save leaves. */
  async put(text: string): Promise<void> {
    await this.host.write(`${this.etc}/lvs.cf`, text)
    await this.host.run(['chown', `0:${CONSOLE_UID}`, `${this.etc}/lvs.cf`])
    await this.host.run(['chmod', '0660', `${this.etc}/lvs.cf`])
  }
  read(): Promise<string> {
    return this.host.read(`${this.etc}/lvs.cf`)
  }
}

/** A configuration that names both routers, with one virtual server whose second real server has this weight. */
export function pairConfig(weight: number): string {
  const web = {
    name: 'web',
    values: { address: `${VIP.nat} eth0:1`, vip_nmask: '255.255.255.0', port: 80, scheduler: 'wrr' },
    servers: [{ name: 'rs1' as const }, { name: 'rs2' as const, values: { weight } }],
  }
  return `# router a\nbackup_active = 1\nbackup = ${addressOf('b', 'pub')}\n${lvsCf('nat', web)}`
}

/** Both routers, a's files in place, b's sshd running. */
export async function startPair(world: World): Promise<{ a: SshRouter; b: SshRouter }> {
  const [a, b] = [await SshRouter.prepare(world, 'a'), await SshRouter.prepare(world, 'b')]
  await a.put(pairConfig(1))
  await b.startSshd()
  return { a, b }
}

export type Synced = { changed: boolean; hash: string; number: number; applied: { done: string; operations?: number } }

/** Brings b in as the backup of a: a's key bound on b, b's host key confirmed on a. */
export async function bringIn(a: SshRouter, b: SshRouter): Promise<string> {
  const { publicKey } = await a.json<{ publicKey: string }>('partner', 'key')
  const installed = await b.root('receive', '--install', publicKey)
  assert.equal(installed.exit, 0, installed.stderr)
  const trusted = await a.console('partner', 'trust', await b.fingerprint())
  assert.equal(trusted.exit, 0, trusted.stderr)
  return publicKey
}
