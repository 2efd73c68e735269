import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ApiError } from '@/lib/api/errors'
import type { Executed } from './kernel/kernel'
import { applyPlan, bench, dump, lvsCf, PERSON } from './testing'

const ONE = lvsCf([{ servers: ['one 10.0.0.2 1', 'two 10.0.0.3 2'] }])
const TWO = lvsCf([
  { servers: ['one 10.0.0.2 5', 'three 10.0.0.4 1'] },
  { name: 'mail', port: 25, servers: ['m 10.0.0.9 1'] },
])

test('a plan is shown, applied, read back; the same files again are nothing to do', async () => {
  const b = bench()
  b.put('lvs.cf', ONE)
  const agent = await b.start()
  const answer = await applyPlan(agent, 'first')
  expect(answer).toMatchObject({
    ok: true,
    left: [],
    remaining: [],
    running: { number: 1, author: 'anna', note: 'first' },
  })
  expect(dump(b.kernel)).toContain('-a -t 192.0.2.10:80 -r 10.0.0.3:80 -m -w 2')
  expect((await agent.loop.plan()).steps).toEqual([])
  const status = await agent.loop.status()
  expect(status.kernel).toMatchObject({ equal: true, drift: [], foreign: [] })
  expect(status.running?.hash).toBe(status.saved.hash)
  await agent.close()
})

test('a weight alone touches one entry', async () => {
  const b = bench()
  b.put('lvs.cf', ONE)
  const agent = await b.start()
  await applyPlan(agent)
  const before = b.kernel.ran.length
  b.put('lvs.cf', ONE.replace('weight = 2', 'weight = 3'))
  expect((await applyPlan(agent)).applied).toBe(1)
  expect(b.kernel.ran.slice(before)).toMatchObject([{ do: 'ipvs.editServer', server: { weight: 3 } }])
  await agent.close()
})

test('a failure at any step names it, says what is left, and leaves running what it was; the next apply completes it', async () => {
  const count = await (async () => {
    const b = bench()
    b.put('lvs.cf', ONE)
    const agent = await b.start()
    await applyPlan(agent)
    b.put('lvs.cf', TWO)
    const { steps } = await agent.loop.plan()
    await agent.close()
    return steps.length
  })()
  expect(count).toBeGreaterThan(4)
  for (let broken = 0; broken < count; broken++) {
    const b = bench()
    b.put('lvs.cf', ONE)
    const agent = await b.start()
    await applyPlan(agent)
    b.put('lvs.cf', TWO)
    const { steps, planId } = await agent.loop.plan()
    const real = b.kernel.execute
    b.kernel.execute = async (ops): Promise<Executed> => {
      await real(ops.slice(0, broken))
      return { done: broken, failed: { index: broken, why: 'RTNETLINK answers: no' } }
    }
    const answer = await agent.loop.apply({ planId, note: '', actor: PERSON })
    expect(answer).toMatchObject({ ok: false, applied: broken, running: { number: 1 } })
    expect(answer.failed?.step.argv).toEqual(steps[broken]?.argv)
    expect(answer.failed?.why).toBe('RTNETLINK answers: no')
    expect(answer.left).toHaveLength(count - broken - 1)
    expect(answer.remaining.length).toBeGreaterThan(0)
    expect((await agent.loop.status()).kernel.equal).toBe(false)
    b.kernel.execute = real
    expect(await applyPlan(agent)).toMatchObject({ ok: true, running: { number: 2 } })
    expect((await agent.loop.plan()).steps).toEqual([])
    await agent.close()
  }
})

test('“applied” is said only when the kernel equals the plan, whatever the tools said', async () => {
  const b = bench()
  b.put('lvs.cf', ONE)
  const agent = await b.start()
  const real = b.kernel.execute
  b.kernel.execute = async (ops) => {
    await real(ops.filter((op) => op.do !== 'address.add'))
    return { done: ops.length }
  }
  const answer = await applyPlan(agent)
  expect(answer.ok).toBe(false)
  expect(answer.running).toBeNull()
  expect(answer.remaining.map((s) => s.op.do)).toContain('address.add')
  await agent.close()
})

test('a tool that throws is a failed apply, not a dead agent', async () => {
  const b = bench()
  b.put('lvs.cf', ONE)
  const agent = await b.start()
  const real = b.kernel.execute
  b.kernel.execute = () => Promise.reject(new Error('spawn ENOMEM'))
  const answer = await applyPlan(agent)
  expect(answer).toMatchObject({ ok: false, applied: 0, failed: { why: 'spawn ENOMEM' } })
  b.kernel.execute = real
  expect((await applyPlan(agent)).ok).toBe(true)
  await agent.close()
})

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof ApiError ? error : Promise.reject(error)),
  )

test('a file with errors is told with its line and replaces nothing', async () => {
  const b = bench()
  b.put('lvs.cf', ONE)
  const agent = await b.start()
  await applyPlan(agent)
  const before = dump(b.kernel)
  b.put('lvs.cf', ONE.replace('port = 80', 'port = 80x'))
  await agent.loop.look()
  const { saved, running } = await agent.loop.status()
  expect(saved.problems.find((p) => p.severity === 'error')).toMatchObject({ file: 'lvs.cf', line: 9 })
  expect(running?.number).toBe(1)
  const error = await refusal(applyPlan(agent))
  expect(error?.code).toBe('api.problems')
  expect(error?.problems[0]).toMatchObject({ line: 9, path: 'virtual.web.port' })
  expect(dump(b.kernel)).toBe(before)
  await agent.close()
})

test('errors of the other two files count too', async () => {
  const b = bench()
  b.put('lvs.cf', ONE)
  b.put('lvs.sysctl', 'kernel.core_pattern = 1\n')
  const agent = await b.start()
  expect((await refusal(applyPlan(agent)))?.problems[0]).toMatchObject({ file: 'lvs.sysctl', line: 1 })
  b.put('lvs.sysctl', '')
  b.put('lvs.iptables', '*mangle\n-A PREROUTING -j ACCEPT\nCOMMIT\n')
  expect((await refusal(applyPlan(agent)))?.problems[0]).toMatchObject({ file: 'lvs.iptables' })
  expect(b.kernel.ran).toEqual([])
  await agent.close()
})

test('a plan that is no longer the plan is refused: other file, other kernel', async () => {
  const b = bench()
  b.put('lvs.cf', ONE)
  const agent = await b.start()
  const { planId } = await agent.loop.plan()
  b.put('lvs.cf', TWO)
  const request = { planId, note: '', actor: PERSON }
  expect((await refusal(agent.loop.apply(request)))?.code).toBe('api.changed')
  b.put('lvs.cf', ONE)
  b.kernel.ipvsadm('-A -t 192.0.2.10:80 -s rr')
  expect((await refusal(agent.loop.apply(request)))?.code).toBe('api.changed')
  expect(b.kernel.ran).toEqual([])
  await agent.close()
})

test('of two applies of one plan at once the second finds it done', async () => {
  const b = bench()
  b.put('lvs.cf', ONE)
  const agent = await b.start()
  const { planId } = await agent.loop.plan()
  const request = { planId, note: '', actor: PERSON }
  const [first, second] = await Promise.all([agent.loop.apply(request), refusal(agent.loop.apply(request))])
  expect(first.ok).toBe(true)
  expect(second?.code).toBe('api.changed')
  await agent.close()
})

test('what cannot be recorded is not done', async () => {
  const b = bench()
  b.put('lvs.cf', ONE)
  const agent = await b.start()
  const blocked = join(b.options.paths.state, 'agent', 'owned')
  mkdirSync(blocked)
  expect((await refusal(applyPlan(agent)))?.code).toBe('api.unwritable')
  expect(b.kernel.ran).toEqual([])
  rmSync(blocked, { recursive: true })
  expect((await applyPlan(agent)).ok).toBe(true)
  await agent.close()
})

test('a kernel that cannot be read is a refusal, and no plan is made from nothing', async () => {
  const b = bench()
  b.put('lvs.cf', ONE)
  const agent = await b.start()
  const real = b.kernel.observe
  b.kernel.observe = () => Promise.reject(new Error('ipvsadm: no'))
  expect((await refusal(agent.loop.plan()))?.code).toBe('api.kernel')
  await agent.loop.look()
  expect((await agent.loop.status()).kernel).toMatchObject({ equal: false, error: { code: 'agent.kernelUnreadable' } })
  b.kernel.observe = real
  expect((await applyPlan(agent)).ok).toBe(true)
  await agent.close()
})

test('an apply and a repair are refused while the kernel cannot be read, whatever is running', async () => {
  const b = bench()
  b.put('lvs.cf', ONE)
  const agent = await b.start()
  const real = b.kernel.observe
  const unreadable = () => Promise.reject(new Error('ipvsadm: no'))
  b.kernel.observe = unreadable
  expect((await refusal(agent.loop.repair(PERSON)))?.code).toBe('api.kernel')
  b.kernel.observe = real
  expect((await refusal(agent.loop.repair(PERSON)))?.code).toBe('api.nothingRunning')
  const { planId } = await agent.loop.plan()
  await applyPlan(agent)
  b.kernel.observe = unreadable
  expect((await refusal(agent.loop.repair(PERSON)))?.code).toBe('api.kernel')
  expect((await refusal(agent.loop.apply({ planId, note: '', actor: PERSON })))?.code).toBe('api.kernel')
  await agent.close()
})

test('what runs already is not applied again, with the reason that the console shows', async () => {
  const b = bench()
  b.put('lvs.cf', ONE)
  const agent = await b.start()
  await applyPlan(agent)
  expect((await refusal(applyPlan(agent)))?.code).toBe('panels.cannot.nothing')
  await agent.reload()
  expect(b.log.at(-1)).toBe('HUP: nothing to apply')
  // A comment is another revision, to be recorded as running.
  b.put('lvs.cf', `# note\n${ONE}`)
  expect(await applyPlan(agent)).toMatchObject({ ok: true, applied: 0, running: { number: 2 } })
  await agent.close()
})

test('the status counts the operations of an apply that is under way', async () => {
  const b = bench()
  b.put('lvs.cf', ONE)
  const agent = await b.start()
  const of = (await agent.loop.plan()).steps.length
  const steps: unknown[] = []
  const real = b.kernel.execute
  b.kernel.execute = async (ops, told) => {
    for (const [index, op] of ops.entries()) {
      await real([op])
      told?.(index + 1)
      steps.push((await agent.loop.status()).work)
    }
    return { done: ops.length }
  }
  expect((await applyPlan(agent)).ok).toBe(true)
  expect(steps).toEqual(Array.from({ length: of }, (_, i) => ({ kind: 'apply', step: i + 1, of })))
  expect((await agent.loop.status()).work).toBeNull()
  await agent.close()
})

test('HUP applies what is saved; files with errors are refused and told', async () => {
  const b = bench()
  b.put('lvs.cf', ONE)
  const agent = await b.start()
  await agent.reload()
  expect((await agent.loop.status()).running?.number).toBe(1)
  b.put('lvs.cf', 'nonsense\n')
  await agent.reload()
  expect((await agent.loop.status()).running?.number).toBe(1)
  expect(b.log.at(-1)).toMatch(/refused/)
  await agent.close()
})

test('two agents in one process know nothing of each other; two over one folder cannot run', async () => {
  const [a, b] = [bench(), bench()]
  a.put('lvs.cf', ONE)
  b.put('lvs.cf', TWO)
  const [one, two] = await Promise.all([a.start(), b.start()])
  await Promise.all([applyPlan(one), applyPlan(two)])
  expect(dump(a.kernel)).not.toContain('10.0.0.9')
  expect(dump(b.kernel)).toContain('10.0.0.9')
  await expect(a.start()).rejects.toThrow(/another agent/)
  await Promise.all([one.close(), two.close()])
})
