import assert from 'node:assert/strict'
import { dies } from '../run/dies'
import { BOUND, pairScenario } from '../run/pair'
import { DEADTIME, hearing, pastDeadtime, standing, unfelt } from '../run/steady'
import { ROUTERS } from '../topology'
import { joined, save, together } from './joined'
import type { SshRouter } from './sshd'

// What both routers have to agree on changes on both as one, over real OpenSSH, while a client asks twenty times a second.

/** A change of both that has to break off with the connection. */
async function broken(asked: ReturnType<SshRouter['console']>): Promise<void> {
  const { exit, stdout, stderr } = await asked
  assert.deepEqual([exit, /"code":"([^"]*)"/.exec(stdout)?.[1]], [5, 'sync.cut'], stderr)
}

/** What b's sshd starts for `transact` from now on: the change as it is, then these words of a shell in place of its answer. */
async function thenOf(b: SshRouter, installed: string, words: string): Promise<void> {
  const real = /command="([^"]*)"/.exec(installed)?.[1] ?? ''
  const script = `${b.etc}/../then.sh`
  const lines = ['#!/bin/sh', 'case "$SSH_ORIGINAL_COMMAND" in', `*' transact') ${real} > /dev/null; ${words} ;;`]
  await b.host.write(script, [...lines, `*) exec ${real} ;;`, 'esac', ''].join('\n'))
  await b.host.run(['chmod', '755', script])
  await b.host.write(b.authorizedKeys, installed.replace(/command="[^"]*"/, `command="exec ${script}"`))
}

const globals = { deadtime: DEADTIME }

pairScenario(
  'port and times change on both routers as one: nobody takes over, each hears the other, and the client loses nothing',
  { globals, timeoutMs: 400_000 },
  async (pair) => {
    const { a, b } = await joined(pair)
    const before = await standing(pair)

    await save(a, 'heartbeat_port=541')
    await together(a)
    await hearing(pair, { a: 541, b: 541 }, 'heard on the new port')
    assert.equal(await b.read(), await a.read())
    assert.deepEqual(await standing(pair), before)
    await unfelt(pair, 'another port')

    await save(a, 'keepalive=2', 'deadtime=12')
    await together(a)
    for (const router of ROUTERS) {
      const { keepaliveMs, deadtimeMs } = (await pair.view(router)) ?? {}
      assert.deepEqual([keepaliveMs, deadtimeMs], [2000, 12_000], router)
    }
    await hearing(pair, { a: 541, b: 541 }, 'heard at the new times')
    assert.deepEqual(await standing(pair), before)
    await unfelt(pair, 'other times')
  },
)

pairScenario(
  'the connection breaks off when the backup has changed: nothing is cut; then the active router dies, and the backup serves',
  { globals, timeoutMs: 400_000 },
  async (pair) => {
    const { a, b } = await joined(pair)
    const { client, until, tell } = pair.world
    const before = await standing(pair)
    await thenOf(b, await b.host.read(b.authorizedKeys), 'kill -9 $PPID')
    await save(a, 'heartbeat_port=541')
    await broken(a.console('sync', '--together', '--json'))
    await hearing(pair, { a: 539, b: 541 }, 'heard with only one router changed')
    await pastDeadtime(pair)
    assert.deepEqual(await standing(pair), before)
    await unfelt(pair, 'a connection that breaks off')

    await dies(pair.world, 'a', 'pub', 'prv')
    const view = await pair.becomes('b', 'active')
    assert.equal(view.why.code, 'pulse.why.partner-dead')
    const lost = async () => (await client.fetch(pair.place, 10, { timeoutMs: 2000 })).lost
    await until(lost, 0, { what: 'b answers', router: 'b', withinMs: 60_000 })
    const { gap } = await client.halt('asks')
    tell(`the active one dies: ${gap.ms} ms without an answer (goal ${(DEADTIME + 1) * 1000})`)
    assert.ok(gap.toMs !== null && gap.ms < BOUND * (DEADTIME + 1) * 1000, `${gap.ms} ms`)
    // With the file of before it is heard, and hears who serves.
    await pair.link('a', ['pub', 'prv'], 'up')
    await pair.product('a').startAgent()
    await hearing(pair, { a: 539, b: 541 }, 'the one that was active is back')
    assert.deepEqual(await pair.holders(), ['b'])
    assert.equal((await pair.view('a'))?.state, 'standby')
  },
)

pairScenario(
  'the backup dies when it has changed: the client loses nothing; it comes back and is heard, and asking again completes it',
  { globals, timeoutMs: 400_000 },
  async (pair) => {
    const { a, b } = await joined(pair)
    const { until } = pair.world
    const installed = await b.host.read(b.authorizedKeys)
    const before = await standing(pair)
    await thenOf(b, installed, 'exec sleep 600')
    await save(a, 'heartbeat_port=541')
    const ran = (await pair.status('b'))?.running?.hash
    const asked = a.console('sync', '--together', '--json')
    asked.catch(() => undefined)
    const runs = async () => {
      const status = await pair.status('b')
      return [status?.pair?.port, status?.running?.hash !== ran, status?.work ?? null]
    }
    await until(runs, [541, true, null], { what: 'b runs what was saved on a', router: 'b', withinMs: 100_000 })
    await dies(pair.world, 'b')
    await broken(asked)
    const alive = async () => (await pair.view('a'))?.partner?.alive
    await until(alive, false, { what: 'a hears b no longer', withinMs: 40_000 })

    await pair.product('b').startAgent()
    await hearing(pair, { a: 539, b: 541 }, 'heard again, one router changed')
    await pastDeadtime(pair)
    const { of, holders } = await standing(pair)
    assert.deepEqual([of[0], of[1]?.[0], holders], [before.of[0], 'standby', ['a']])
    await b.host.write(b.authorizedKeys, installed)
    await b.startSshd()
    await together(a)
    await hearing(pair, { a: 541, b: 541 }, 'heard when it was asked again')
    assert.deepEqual((await standing(pair)).of[0], before.of[0])
    await unfelt(pair, 'a backup that dies')
  },
)
