import assert from 'node:assert/strict'
import { GUEST_TREE } from '../router'
import { dies } from '../run/dies'
import { Heart } from '../run/heart'
import { pairScenario } from '../run/pair'

// What is sent by somebody else, or again, or under another key: alarms, and no take-over. Loss is not death.

/** 30 % on both channels: in a minute four heartbeats in a row are lost once in two hundred runs, six once in twenty thousand. */
const TIMES = { deadtime: 6 }
/** A standby that took nothing over for so long does not mean to. */
const LONG_MS = 2 * TIMES.deadtime * 1000

pairScenario(
  'strangers, another key, replays, 30 % loss: said, and nobody takes over for it; a replay keeps nobody alive',
  { network: 'direct', globals: TIMES, timeoutMs: 300_000 },
  async (pair) => {
    const { world } = pair
    const { a, b, until } = world
    // The backup is started first, alone: it serves. What it says meanwhile is written down.
    await pair.install('b')
    await pair.apply('b')
    const recorder = await Heart.open(world, 'a', 'b')
    await pair.becomes('b', 'active')
    assert.deepEqual(await pair.changes('b'), ['standby → active: pulse.why.partner-dead'])
    await pair.product('b').serving()
    const signed = () => recorder.heard.filter((hex) => hex.startsWith(Buffer.from('Arap').toString('hex')))
    await until(async () => signed().length >= 8, true, { what: 'eight signed heartbeats are written down' })
    const recorded = signed()
    await recorder.end()

    // The primary comes with another key: it lives, and knows that somebody does. Neither takes over.
    await pair.install('a', pair.config, '77'.repeat(32))
    await pair.apply('a')
    for (const router of ['a', 'b'] as const) await pair.warns(router, 'pulse.alarm.wrong-key')
    const waited = async () => Date.now() - ((await pair.view('a'))?.since ?? Date.now()) > LONG_MS
    await until(waited, true, { everyMs: 500, what: 'a has been on standby for twice deadtime' })
    assert.deepEqual([await pair.changes('a'), await pair.holders()], [[], ['b']])
    // Mended as a person does it. No fail-back either.
    const shown = await b.arapaima('key')
    await a.run([`${GUEST_TREE}/bin/arapaima`, 'key', '--set'], { input: shown })
    await pair.settled('b')
    const roles = async () => [await pair.changes('a', 20), await pair.changes('b', 20)]
    const before = await roles()

    const stranger = await Heart.open(world, 'client', 'a')
    stranger.tell({ say: 'stopped' })
    stranger.tell({ send: recorded })
    await until(async () => ((await pair.view('a'))?.strangers ?? 0) > recorded.length, true, { what: 'strangers' })
    await stranger.end()

    // From the partner's own address: recorded, Piranha's, which the key has outdated, and bent.
    const hand = await Heart.open(world, 'b', 'a', 'any')
    const doubt = async () => (await pair.view('a'))?.channels.public?.doubt
    hand.tell({ repeat: recorded })
    await until(doubt, 'replayed', { everyMs: 250 })
    hand.tell({ say: 'stopped' })
    await until(doubt, 'old-refused', { everyMs: 250 })
    hand.tell({ repeat: recorded.map((hex) => `${hex.slice(0, -2)}${hex.endsWith('00') ? '01' : '00'}`) })
    await pair.warns('a', 'pulse.alarm.wrong-key', { channel: 'public' })
    await hand.end()
    assert.deepEqual(await roles(), before)

    const lose = async (action: 'add' | 'del', ...words: string[]) => {
      for (const router of [a, b])
        for (const device of ['eth0', 'eth1'])
          await router.run(['tc', 'qdisc', action, 'dev', device, 'root', ...words])
    }
    await lose('add', 'netem', 'loss', '30%')
    const lossy = async () => {
      const { channels } = (await pair.view('a')) ?? {}
      return [channels?.public, channels?.private].every((channel) => (channel?.loss ?? 0) > 0.15)
    }
    await until(lossy, true, { withinMs: 60_000, everyMs: 500, what: 'the loss of both channels is shown' })
    assert.deepEqual(await roles(), before)
    await lose('del')

    // It dies; somebody goes on sending what it once said: that keeps nobody alive.
    await dies(world, 'b')
    const ghost = await Heart.open(world, 'b', 'a', 'any')
    ghost.tell({ repeat: recorded })
    assert.equal((await pair.becomes('a', 'active')).why.code, 'pulse.why.partner-dead')
    await until(() => pair.holders(), ['a'])
    await ghost.end()
  },
)
