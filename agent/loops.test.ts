import { expect, test } from 'vitest'
import { fakeKernel } from './kernel/fake'
import { applyPlan, bench, dump, lvsCf } from './testing'

/** A standby that is a real server too: its lo carries the virtual address. operations.md 3 */
const text = lvsCf([{ vip: '192.0.2.10', servers: ['one 192.0.2.21'] }], 'direct')
const LINES = '-A -t 192.0.2.10:80 -s wrr\n-a -t 192.0.2.10:80 -r 192.0.2.21:80 -g -w 1\n'
const router = (role: 'active' | 'standby', loopback: string[]) => {
  const b = bench({ kernel: fakeKernel({ loopback }), options: { role } })
  b.put('lvs.cf', text)
  return b
}

test('a standby with the address on lo says so and holds no service for it; without it, it does', async () => {
  const b = router('standby', ['192.0.2.10'])
  const agent = await b.start()
  const { warnings } = await agent.loop.plan()
  expect(warnings).toContainEqual({ code: 'plan.WARN_LOOPS', params: { address: '192.0.2.10', virtuals: 'web' } })
  expect((await applyPlan(agent)).ok).toBe(true)
  expect(dump(b.kernel)).toBe('')
  // Somebody takes it off lo: a standby holds the table, at the next look.
  b.kernel.change((state) => ({ ...state, loopback: [] }))
  await agent.loop.look()
  expect(dump(b.kernel)).toBe(LINES)
  // And back: what would loop goes at once.
  b.kernel.change((state) => ({ ...state, loopback: ['192.0.2.10'] }))
  await agent.loop.look()
  expect(dump(b.kernel)).toBe('')
  await agent.close()
})

test('the active router serves, whatever stands on lo', async () => {
  const b = router('active', ['192.0.2.10'])
  const agent = await b.start()
  expect((await agent.loop.plan()).warnings).toEqual([])
  expect((await applyPlan(agent)).ok).toBe(true)
  expect(dump(b.kernel)).toBe(LINES)
  await agent.close()
})

test('a role that changes takes backup_only along, before an address comes up', async () => {
  const b = router('standby', [])
  b.put('lvs.cf', `syncdaemon = 1\n${text}`)
  const standby = await b.start()
  expect((await applyPlan(standby)).ok).toBe(true)
  expect(b.kernel.state().sysctls['net.ipv4.vs.backup_only']).toBe('1')
  await standby.close()
  const before = b.kernel.ran.length
  b.options.role = 'active'
  const active = await b.start()
  await active.loop.look()
  const done = b.kernel.ran.slice(before).map((op) => (op.do === 'sysctl.set' ? `${op.key}=${op.value}` : op.do))
  expect(done.slice(0, 2)).toEqual(['net.ipv4.vs.backup_only=0', 'address.add'])
  await active.close()
})
