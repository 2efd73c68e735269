import assert from 'node:assert/strict'
import { GUEST_TREE } from '../router'
import { prepareRouter } from '../run/product'
import { scenario } from '../run/scenario'

scenario('npm start on a router with IPVS runs agent and console there, and both end on TERM', async (world) => {
  const { a, until, lab } = world
  await prepareRouter(lab, 'a')
  const running = a.start([process.execPath, `${GUEST_TREE}/.ci/start.mjs`, '--no-install'])
  const said = async () => running.output()
  const ready = (text: string) => /agent\.sock/.test(text) && /\b(?:[A-Z2-7]{4}-){6}[A-Z2-7]{2}\b/.test(text)
  const output = await until(said, ready, { withinMs: 90_000, what: 'agent and console are there' })
  assert.match(output, /^Running on this router, with \/run\/router\/a\/etc\/lvs\.cf/)
  const owners = await a.run(['ps', '-eo', 'uid,args', '--no-headers'])
  assert.match(owners, /^\s*64360 .*console\.mjs/m, 'the console has given up root')
  running.kill('SIGTERM')
  assert.equal((await running.done).exit, 0)
  assert.doesNotMatch(await a.run(['ps', '-eo', 'args', '--no-headers']), /console\.mjs|agent\.mjs/)
})
