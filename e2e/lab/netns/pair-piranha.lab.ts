import assert from 'node:assert/strict'
import { Heart } from '../run/heart'
import { pairScenario } from '../run/pair'

// A partner that speaks only Piranha's four bytes.

pairScenario(
  'a partner that speaks only Piranha’s packet: handed over to it, taken back from it, alone when it dies',
  { network: 'direct', key: null },
  async (pair) => {
    const { world, place } = pair
    const { client, until } = world
    const old = await Heart.open(world, 'b', 'a')
    const hears = (word: string) => until(async () => old.word(), word, { what: `the old partner hears ${word}` })
    old.tell({ say: 'stopped' })
    await pair.install('a')
    await pair.apply('a')
    const first = await pair.becomes('a', 'active')
    assert.equal(first.why.code, 'pulse.why.backup-inactive')
    await hears('running')
    await pair.product('a').serving()
    await until(() => pair.holders(), ['a'])
    const lists = async () => (await pair.view('a'))?.readiness.map(({ item, state }) => `${item} ${state}`)
    await until(lists, [
      'reachable ok',
      'standby ok',
      ...['revision unknown', 'servers unknown', 'sysctls unknown', 'sync ok'],
    ])
    assert.equal((await client.fetch(place, 4)).lost, 0)

    // To it: it starts when it reads `stopped`, and by then the addresses are gone.
    const taken = async () => {
      await hears('stopped')
      assert.deepEqual(await pair.holders(), [])
      old.tell({ say: 'running' })
    }
    const [asked] = await Promise.all([pair.ask('a', 'handover'), taken()])
    assert.deepEqual(asked, { ok: true, why: { code: 'pulse.why.handed-over', params: {} } })
    assert.equal((await pair.becomes('a', 'standby')).partner?.old, true)

    // From it: an administrator stops it there. The request itself is not in its language.
    const cannot = await pair.ask('a', 'handover')
    assert.deepEqual(cannot, { ok: false, why: { code: 'pulse.cannot.old-partner', params: {} } })
    old.tell({ say: 'stopped' })
    await pair.becomes('a', 'active')
    assert.deepEqual(await pair.changes('a'), ['standby → active: pulse.why.partner-left'])
    await until(() => pair.holders(), ['a'])
    await hears('running')

    // It takes over once more, and dies in service.
    const [again] = await Promise.all([pair.ask('a', 'handover'), taken()])
    assert.equal(again.ok, true)
    old.tell({ say: null })
    await pair.becomes('a', 'active')
    assert.deepEqual(await pair.changes('a'), ['standby → active: pulse.why.partner-dead'])
    await until(() => pair.holders(), ['a'])
    assert.equal((await client.fetch(place, 4)).lost, 0)
    await old.end()
  },
)
