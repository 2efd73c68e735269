import assert from 'node:assert/strict'
import { GUEST_TREE } from '../router'
import { pairScenario } from '../run/pair'
import { asking, DEADTIME, hearing, standing, unfelt } from '../run/steady'
import { ROUTERS } from '../topology'

// The heartbeat's key comes to a pair that serves, and is changed, as an administrator does it: with what one router shows.

const COMMAND = `${GUEST_TREE}/bin/arapaima`
const PORT = 539

pairScenario(
  'a key is made and changed on a pair that serves: nobody takes over, heartbeats are signed on both, Piranha’s packet is refused',
  { globals: { deadtime: DEADTIME }, key: null, timeoutMs: 300_000 },
  async (pair) => {
    const { a, b, until, client } = pair.world
    await pair.begin()
    await asking(pair)
    const before = await standing(pair)

    /** Does this on a; the key of a, as it shows it, becomes b's; both then speak with it alone. */
    const give = async (act: '--make' | '--rotate') => {
      await a.run([COMMAND, 'key', act])
      const shown = await a.run([COMMAND, 'key'])
      assert.match(shown, /^([0-9a-f]{8} ?){8}\n$/)
      await b.run([COMMAND, 'key', '--set'], { input: shown })
      for (const router of ROUTERS) {
        const signed = async () => {
          const view = await pair.view(router)
          return [view?.key, view?.partner?.old, view?.partner?.alive]
        }
        const what = `${router} speaks with the key of ${act} alone`
        await until(signed, [{ count: 1, latched: true }, false, true], { what, router })
      }
      await hearing(pair, { a: PORT, b: PORT }, 'no doubt about a heartbeat')
      assert.deepEqual(await standing(pair), before)
      return shown
    }
    const first = await give('--make')
    await unfelt(pair, 'a first key')
    assert.notEqual(await give('--rotate'), first)
    await unfelt(pair, 'another key')
    assert.equal((await client.halt('asks')).lost, 0)
  },
)
