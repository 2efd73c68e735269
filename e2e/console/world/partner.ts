import { expect, type Page } from '@playwright/test'
import { SshRouter } from '../../lab/netns/sshd'
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
  const until = untilWith(async () => router.transcript.toString())
  const b = await SshRouter.prepare({ a: router.host, b: router.other, until }, 'b')
  await b.startSshd()
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
