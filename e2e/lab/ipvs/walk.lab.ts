import assert from 'node:assert/strict'
import { bundleForGuest } from '../run/bundle'
import { lvsCf } from '../run/lvscf'
import { Product } from '../run/product'
import { scenario } from '../run/scenario'

const STEPS = 12

scenario(
  'a walk: after each step the kernel holds what health wants, over a crash of the agent too',
  async ({ a, until, dir, tell }) => {
    // A new walk each day; LAB_SEED=… walks another one again.
    const seed = Number(process.env.LAB_SEED ?? Math.floor(Date.now() / 86_400_000))
    tell(`seed ${seed}`)
    const program = await bundleForGuest(dir, 'health-walk')
    const product = await Product.start(a, until, lvsCf('nat'))
    const walk = async (from: number) => {
      const done = await a.run([process.execPath, program, `${from}`, `${STEPS}`], { timeoutMs: 160_000 })
      assert.equal(Number(done), STEPS + 1)
    }
    await walk(seed)
    await product.killAgent()
    await product.startAgent()
    await walk(seed + 1)
  },
  { long: true, timeoutMs: 340_000 },
)
