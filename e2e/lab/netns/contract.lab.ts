import assert from 'node:assert/strict'
import { bundleForGuest } from '../run/bundle'
import { scenario, type World } from '../run/scenario'

type Answer = { passed: number; failed: number; skipped: number; log: string[]; tools: Record<string, string> }

/** Runs a program of e2e/lab/guest in a namespace of its own, with two empty interfaces; gives what it printed. */
async function inOwnNamespace({ guest, dir }: World, name: string, args: string[] = []): Promise<string> {
  const program = await bundleForGuest(dir, name)
  const links = ['eth0', 'eth1'].map((device) => `link add name ${device} netns ${name} type dummy`)
  await guest.run(['ip', '-batch', '-'], { input: [`netns add ${name}`, ...links, ''].join('\n') })
  try {
    const up = ['lo', 'eth0', 'eth1'].map((device) => `link set dev ${device} up`)
    const bases = ['address add 192.0.2.1/24 dev eth0', 'address add 2001:db8::1/64 dev eth0 nodad']
    await guest.run(['ip', '-n', name, '-batch', '-'], { input: [...up, ...bases, ''].join('\n') })
    const argv = ['nsenter', `--net=/run/netns/${name}`, '--', process.execPath, program, ...args]
    return await guest.run(argv, { timeoutMs: 170_000 })
  } finally {
    await guest.attempt(['ip', 'netns', 'del', name])
  }
}

scenario(
  'the contract of the kernel adapters holds on a kernel',
  async (world) => {
    const answer = JSON.parse(await inOwnNamespace(world, 'contract')) as Answer
    world.note(JSON.stringify(answer.tools))
    const other = answer.log.filter((line) => !line.startsWith('passed'))
    assert.deepEqual(other, [])
    assert.ok(answer.passed > 10)
    assert.equal(answer.tools.iptables, 'legacy', 'the guest has no nftables: the adapter finds out')
  },
  { long: true },
)

scenario(
  'an apply leaves what is wanted and what is foreign, from any state to any other',
  async (world) => {
    // A new walk each day; a failure names the seed, and LAB_SEED=… walks it again.
    const seed = process.env.LAB_SEED ?? `${Math.floor(Date.now() / 86_400_000)}`
    const operations = Number(await inOwnNamespace(world, 'walk', [seed, '12']))
    assert.ok(operations > 50, `${operations} operations`)
  },
  { long: true },
)
