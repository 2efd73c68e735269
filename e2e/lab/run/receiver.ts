import { createHmac } from 'node:crypto'
import { GUEST_TREE } from '../router'
import { bundleForGuest } from './bundle'
import type { LabHost } from './host'
import type { World } from './scenario'

/** Whoever alerts go to in a scenario, and the command that sets them up. */
export const SECRET = 'correct horse battery staple'

export type Post = { kind: 'post'; status: number; signature: string; delivery: string; atSec: number; body: string }
export type Mail = { kind: 'mail'; from: string; to: string[]; text: string }
export type AlertBody = { id: string; kind: string; word?: string; subject?: { name?: string } }

/** A receiver of POSTs and mails on a host; ends with `stop`. */
export async function receiver(
  { until, dir }: World,
  host: LabHost,
  address: string,
  ports: [number, number],
  ...statuses: number[]
) {
  const program = await bundleForGuest(dir, 'receiver')
  const running = host.start([process.execPath, program, address, ...[...ports, ...statuses].map(String)])
  const lines = () =>
    running
      .output()
      .split('\n')
      .filter((line) => line.startsWith('{'))
  const came = () => lines().map((line) => JSON.parse(line) as Post | Mail | { kind: 'listening' })
  await until(async () => came().length, 1, { withinMs: 30_000, what: `the receiver listens (${running.output()})` })
  return {
    posts: () => came().filter((one): one is Post => one.kind === 'post'),
    mails: () => came().filter((one): one is Mail => one.kind === 'mail'),
    stop: async () => {
      running.kill('SIGKILL')
      await running.done
    },
  }
}

/** As a receiver is told to do it: the key over time and body, and the time is its own. */
export function isSigned({ signature, body, atSec }: Post): boolean {
  const [, at = '', v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(signature) ?? []
  const fresh = Math.abs(atSec - Number(at)) < 300
  return fresh && v1 === createHmac('sha256', SECRET).update(`${at}.${body}`).digest('hex')
}

/** `alerts set`; the secrets that the words name with `-` go in by standard input. */
export async function setAlerts(router: LabHost, ...settings: string[]): Promise<void> {
  const secrets = settings.filter((word) => word.endsWith('=-')).map(() => `${SECRET}\n`)
  const argv = [`${GUEST_TREE}/bin/arapaima`, 'alerts', 'set', ...settings]
  await router.run(argv, { input: secrets.join('') })
}
