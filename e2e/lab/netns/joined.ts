import assert from 'node:assert/strict'
import { CONSOLE_UID } from '../router'
import type { RouterPair } from '../run/pair'
import { asking } from '../run/steady'
import { bringIn, SshRouter } from './sshd'

// Both routers changed as one by the command, over real OpenSSH.

type Joined = { ok: boolean; heard: boolean }

/** A pair that serves, with b brought in over SSH and the client asking. */
export async function joined(pair: RouterPair): Promise<{ a: SshRouter; b: SshRouter }> {
  const { world } = pair
  const [a, b] = [await SshRouter.prepare(world, 'a'), await SshRouter.prepare(world, 'b')]
  await Promise.all([pair.begin(), b.startSshd()])
  for (const one of [a, b]) {
    await one.host.run(['chown', `0:${CONSOLE_UID}`, `${one.etc}/lvs.cf`])
    await one.host.run(['chmod', '0660', `${one.etc}/lvs.cf`])
  }
  await bringIn(a, b)
  await asking(pair)
  return { a, b }
}

/** Settings of lvs.cf, saved on one router alone. */
export async function save(router: SshRouter, ...settings: string[]): Promise<void> {
  const { exit, stderr } = await router.console('set', ...settings)
  assert.equal(exit, 0, stderr)
}

/** What is saved on a router changes both; `words`: more of the command. */
export async function together(router: SshRouter, ...words: string[]): Promise<void> {
  const done = await router.json<Joined>('sync', '--together', ...words)
  assert.deepEqual([done.ok, done.heard], [true, true])
}
