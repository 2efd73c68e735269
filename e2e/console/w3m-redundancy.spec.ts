import type { Product } from '../lab/run/product'
import { addressOf } from '../lab/topology'
import { heldBy, LIVE_PAIR, ready, settled, startPartner } from './world/pair'
import { become } from './world/session'
import { expect, test } from './world/test'
import { W3m } from './world/w3m'

// REDUNDANCY in a text browser: all that a person must know of the pair can be read, and the service goes there and back.

const LIMIT_MS = 180_000
test.setTimeout(LIMIT_MS)

const B = addressOf('b', 'pub')
let partner: Product | undefined

test.beforeAll(async ({ router }) => {
  test.setTimeout(LIMIT_MS)
  await become(router, LIVE_PAIR)
  partner = await startPartner(router)
})
test.afterAll(async () => partner?.killAgent())

test('w3m: the pair is read, handed over and taken back', async ({ router }) => {
  const w3m = W3m.open(`${router.url}/redundancy`)
  try {
    await w3m.logIn()
    // What stands in one line may come from the terminal in pieces. The beats before a partner that was just started may still count as lost.
    const heard = [/public\s+(heard|loses) 192\.0\.2\.11 \(eth0\)/, /private\s+(heard|loses) 198/]
    await w3m.see('The pair now', ...heard, 'Changes of role')
    const page = await w3m.see('Ready for a hand-over', 'Backup: active', /Heartbeat runs on port\s+\[539/)
    expect(page.match(/\byes$/gm)).toHaveLength(6)

    await ready(router)
    w3m.press('^Hand over Stop')
    await w3m.see(`Hand over to ${B}?`, `stand up on ${B}`)
    w3m.press('^Cancel')
    await w3m.see('The pair now')
    await heldBy(router, 'a')
    w3m.press('^Hand over Stop')
    await w3m.see(`Hand over to ${B}?`)
    // The title of the page and that of the card come first.
    w3m.press('^Hand over$', 2)
    await w3m.see('Handed over', /^ *standby/m)
    await heldBy(router, 'b')

    await settled(router)
    w3m.press('Update now')
    await w3m.see('Take over Stop')
    w3m.press('^Take over Stop')
    await w3m.see(`Take over from ${B}?`)
    w3m.press('^Take over$', 2)
    await w3m.see('Taken over')
    await heldBy(router, 'a')
  } finally {
    await w3m.close()
  }
})
