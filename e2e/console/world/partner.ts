import { expect, type Page } from '@playwright/test'
import { bringIn, SshRouter } from '../../lab/netns/sshd'
import { untilWith } from '../../lab/run/scenario'
import { addressOf } from '../../lab/topology'
import type { RouterA } from './router'
import { site, WEB } from './site'

/** Router a's lvs.cf once it names router b. Without `backup_active`: nobody's heartbeat decides on the roles here. */
export const PAIR_SITE = {
  text: site(WEB).replace('service = lvs\n', `service = lvs\nbackup = ${addressOf('b', 'pub')}\n`),
  up: 3,
}

/** Router b with OpenSSH, empty files and no agent, as a machine on which Arapaima was just installed. */
export async function newBackup(router: RouterA): Promise<SshRouter> {
  const b = await SshRouter.prepare(hostsOf(router), 'b')
  await b.startSshd()
  return b
}

function hostsOf(router: RouterA) {
  return { a: router.host, b: router.other, until: untilWith(async () => router.transcript.toString()) }
}

/** The same with a standby agent, brought in and synced once by the command; the console asks it every five seconds. */
export async function broughtIn(router: RouterA): Promise<SshRouter> {
  const b = await newBackup(router)
  await b.startAgent('standby')
  const a = await SshRouter.prepare(hostsOf(router), 'a')
  await a.json('partner', 'set', 'everySec=5')
  await bringIn(a, b)
  await a.json('sync')
  return b
}

/** Runs on b, as root, the line that the page shows for it. */
export async function installShown(b: SshRouter, line: string): Promise<void> {
  const [, key = ''] = /^arapaima receive --install '([^']+)'$/.exec(line.trim()) ?? []
  expect(key, line).toMatch(/^ssh-ed25519 /)
  const { exit, stderr } = await b.root('receive', '--install', key)
  expect(exit, stderr).toBe(0)
}

/** The step of this name on the page of the partner, with its state and what is said about it. */
export const stepOf = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name })
