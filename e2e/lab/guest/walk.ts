import assert from 'node:assert/strict'
import fc from 'fast-check'
import { realKernel } from '@/agent/kernel/real'
import { addressKey } from '@/lib/kernel/address'
import { serviceKey, sortTable } from '@/lib/kernel/ipvs'
import { parseSave } from '@/lib/kernel/ipvs-parse'
import { chainKey } from '@/lib/kernel/marks'
import { diff, emptyOwned, type Owned, ownedAfter, ownedDuring, type Wanted } from '@/lib/plan'
import { wantedState } from '@/lib/plan/generate'

/**
 * The law of an apply on the kernel of the namespace that this is started in: `walk.mjs SEED STEPS` goes from one wanted state to the
 * next (each transition counts, not each state) and looks at the kernel after each. Prints the number of operations that were run.
 */
const SYSCTLS = ['net.ipv4.ip_forward', 'net.ipv4.vs.conntrack', 'net.ipv4.vs.expire_nodest_conn']
/** Made by hand before the walk, with keys that no wanted state has. */
const FOREIGN = '-A -t 203.0.113.9:81 -s lc\n-a -t 203.0.113.9:81 -r 10.0.0.9:81 -m -w 7\n-A -f 99 -s rr\n'

const kernel = realKernel({ run: '/tmp', iptables: 'auto', modulesDir: '/run/lab/modules' })
const look = () => kernel.observe({ sysctls: [...SYSCTLS, 'net.ipv4.conf.all.promote_secondaries'] })

/** A generated state as the agent would hold it. Plain data: fast-check's records have no prototype, which deepEqual minds. */
const prepared = (state: Wanted): Wanted => {
  const w = JSON.parse(JSON.stringify(state)) as Wanted
  return { ...w, sysctls: { ...w.sysctls, 'net.ipv4.conf.all.promote_secondaries': '1' } }
}

async function step(w: Wanted, owned: Owned): Promise<{ owned: Owned; ops: number }> {
  const before = await look()
  const ops = diff(before, w, owned)
  const during = ownedDuring(owned, w, before)
  assert.deepEqual(await kernel.execute(ops), { done: ops.length })
  const after = await look()
  assert.deepEqual(sortTable(after.services), sortTable([...w.services, ...parseSave(FOREIGN).services]))
  const chains = (list: Wanted['chains']) => list.map((c) => [chainKey(c), ...c.rules].join('\n')).sort()
  assert.deepEqual(chains(after.chains), chains(w.chains))
  const here = new Set(after.addresses.map(addressKey))
  for (const entry of w.addresses) assert.ok(here.has(addressKey(entry)), `${addressKey(entry)} is here`)
  const mine = new Set(owned.addresses.map(addressKey))
  for (const entry of before.addresses.filter((a) => a.base && !mine.has(addressKey(a))))
    assert.ok(here.has(addressKey(entry)), `${addressKey(entry)} is not ours and stays`)
  for (const [key, value] of Object.entries(w.sysctls)) assert.equal(after.sysctls[key], value, key)
  assert.deepEqual(diff(after, w, during), [], 'the next diff is empty')
  return { owned: ownedAfter(during, w), ops: ops.length }
}

const [, , seed = '1', steps = '10'] = process.argv
for (const service of parseSave(FOREIGN).services) {
  const { servers } = service
  await kernel.execute([
    { do: 'ipvs.addService', service: { ...service, servers: [] } },
    ...servers.map((server) => ({ do: 'ipvs.addServer' as const, service: service.id, server })),
  ])
}
let owned = emptyOwned('walk')
let total = 0
for (const [index, state] of fc.sample(wantedState, { seed: Number(seed), numRuns: Number(steps) }).entries()) {
  const w = prepared(state)
  try {
    const done = await step(w, owned)
    owned = done.owned
    total += done.ops
  } catch (error) {
    process.stderr.write(`seed ${seed}, step ${index}: ${JSON.stringify(w.services.map((s) => serviceKey(s.id)))}\n`)
    throw error
  }
}
process.stdout.write(`${total}\n`)
