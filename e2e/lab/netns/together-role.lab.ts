import assert from 'node:assert/strict'
import { foldersOf } from '../router'
import { pairScenario, type RouterPair } from '../run/pair'
import { DEADTIME, hearing, standing, unfelt } from '../run/steady'
import { ROUTERS, type Router } from '../topology'
import { joined, together } from './joined'

// Who decides the role, pulse or VRRP, changed over both routers as one, by the command on the active one.

const PORT = 539

/** What is told and kept of where the role comes from: both routers', and whether a keepalived runs there. */
async function sources(pair: RouterPair): Promise<unknown[]> {
  const of = async (router: Router) => {
    const pid = `${foldersOf(router).run}/vrrp/keepalived.pid`
    const lives = await pair.world[router].attempt(['sh', '-c', `pid=$(cat ${pid}) && [ -d /proc/$pid ]`])
    return [(await pair.view(router))?.source, lives.exit === 0 ? 'keepalived' : 'none']
  }
  return Promise.all(ROUTERS.map(of))
}

pairScenario(
  'the role’s source is changed on both routers as one, to VRRP and back: nobody takes over, and the client loses nothing',
  { globals: { deadtime: DEADTIME }, timeoutMs: 400_000 },
  async (pair) => {
    const { until } = pair.world
    const { a } = await joined(pair)
    const roles = async () => {
      const { of, holders } = await standing(pair)
      // What VRRP elects has no term.
      return { of: of.map(([state, , changes]) => [state, changes]), holders }
    }
    const before = await roles()
    for (const [source, runs] of [
      ['vrrp', 'keepalived'],
      ['pulse', 'none'],
    ] as const) {
      await together(a, '--role', source)
      await until(
        () => sources(pair),
        [
          [source, runs],
          [source, runs],
        ],
        { what: `both are decided for by ${source}`, everyMs: 500 },
      )
      if (source === 'vrrp') {
        const elected = async () =>
          /Syncing instances to MASTER state/.test(await pair.world.a.read(`${foldersOf('a').run}/vrrp/log`))
        await until(elected, true, { what: 'VRRP has elected a', everyMs: 500 })
      }
      await hearing(pair, { a: PORT, b: PORT }, `heard under ${source}`)
      await pair.settled('a')
      assert.deepEqual(await roles(), before, source)
      await unfelt(pair, `roles by ${source}`)
    }
  },
)
