import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addressKey } from '@/lib/kernel/address'
import { serviceKey, sortTable } from '@/lib/kernel/ipvs'
import { chainKey } from '@/lib/kernel/marks'
import type { KernelState } from '@/lib/kernel/state'
import { hasText, say } from '@/lib/text'
import { diff } from './diff'
import { kernelState, ownedOf, wantedState } from './generate'
import { guard } from './guard'
import { applyOps } from './machine'
import { argvOf, touched, undoOf } from './op'
import { foreignOf, ownedAfter, ownedDuring } from './owned'
import type { Owned, Wanted } from './types'
import { planSteps } from './words'

const RUNS = 400
const worlds = fc
  .tuple(kernelState, wantedState)
  .chain(([k, w]) => fc.tuple(fc.constant(k), fc.constant(w), ownedOf(k)))

/** What of a state an operation must never touch: services neither wanted nor ours, and addresses likewise. */
function foreignServices(k: KernelState, w: Wanted, owned: Owned) {
  const ours = new Set([...w.services.map((s) => serviceKey(s.id)), ...owned.services])
  return k.services.filter((s) => !ours.has(serviceKey(s.id)))
}
function foreignAddresses(k: KernelState, w: Wanted, owned: Owned) {
  const ours = new Set([...w.addresses, ...owned.addresses].map((a) => a.address))
  const entries = new Set(owned.addresses.map(addressKey))
  const withdrawn = new Set([...ours, ...(w.absent ?? [])])
  return k.addresses.filter((a) => (a.base && !entries.has(addressKey(a))) || !withdrawn.has(a.address))
}
const byKey = (list: readonly { device: string; address: string; prefix: number }[]) => list.map(addressKey).sort()

test('apply(diff(k, w, owned), k) = w ∪ foreign(k), and the next diff is empty', () => {
  fc.assert(
    fc.property(worlds, ([k, w, owned]) => {
      const ops = diff(k, w, owned)
      expect(guard(ops)).toEqual([])
      const { state, failed } = applyOps(k, ops)
      expect(failed).toEqual([])
      expect(sortTable(state.services)).toEqual(sortTable([...w.services, ...foreignServices(k, w, owned)]))
      expect({ ...state.timeouts, ...w.timeouts }).toEqual(state.timeouts)
      const chainsNow = state.chains.map((c) => [chainKey(c), c.rules, c.jumps]).sort()
      expect(chainsNow).toEqual(w.chains.map((c) => [chainKey(c), c.rules, 1]).sort())
      expect({ ...k.sysctls, ...owned.sysctls, ...w.sysctls }).toEqual(state.sysctls)
      const foreign = foreignAddresses(k, w, owned)
      const satisfied = new Set(foreign.map((a) => a.address))
      const wished = w.addresses.filter((a) => !satisfied.has(a.address))
      const here = new Set(byKey(state.addresses))
      for (const entry of byKey([...wished, ...foreign])) expect(here).toContain(entry)
      const allowed = new Set(byKey([...w.addresses, ...foreign]))
      for (const entry of here) expect(allowed).toContain(entry)
      const during = ownedDuring(owned, w, k)
      expect(diff(state, w, during)).toEqual([])
      expect(diff(state, w, ownedAfter(during, w))).toEqual([])
    }),
    { numRuns: RUNS },
  )
})

test('no operation touches a foreign entry, and foreignOf names the foreign services', () => {
  fc.assert(
    fc.property(worlds, ([k, w, owned]) => {
      const foreign = foreignServices(k, w, owned).map((s) => serviceKey(s.id))
      const addresses = byKey(foreignAddresses(k, w, owned))
      for (const op of diff(k, w, owned)) {
        if (op.do.startsWith('ipvs.'))
          expect(foreign.some((key) => touched(op) === key || touched(op).startsWith(`${key} `))).toBe(false)
        if (op.do === 'address.remove') expect(addresses).not.toContain(touched(op))
      }
      const named = foreignOf(k, w, owned).filter((f) => f.what === 'service')
      expect(named.map((f) => f.key).sort()).toEqual([...foreign].sort())
    }),
    { numRuns: RUNS },
  )
})

test('what -E and -e can edit is never removed and added again', () => {
  fc.assert(
    fc.property(worlds, ([k, w, owned]) => {
      const ops = diff(k, w, owned)
      const named = (kind: string) => ops.filter((op) => op.do.startsWith(kind)).map(touched)
      for (const noun of ['Service', 'Server']) {
        const added = new Set(named(`ipvs.add${noun}`))
        expect(named(`ipvs.remove${noun}`).filter((key) => added.has(key))).toEqual([])
      }
    }),
    { numRuns: RUNS },
  )
})

test('the undo of all operations, backwards, gives the kernel of before', () => {
  fc.assert(
    fc.property(worlds, ([k, w, owned]) => {
      const ops = diff(k, w, owned).filter((op) => op.do.startsWith('ipvs.') || op.do.startsWith('sysctl.'))
      const back = [...ops].reverse().flatMap(undoOf)
      const { state, failed } = applyOps(applyOps(k, ops).state, back)
      expect(failed).toEqual([])
      expect(sortTable(state.services)).toEqual(sortTable(k.services))
      expect([state.sysctls, state.timeouts]).toEqual([k.sysctls, k.timeouts])
    }),
    { numRuns: RUNS },
  )
})

test('every step has words in both languages and a command of plain words', () => {
  fc.assert(
    fc.property(worlds, ([k, w, owned]) => {
      for (const step of planSteps(diff(k, w, owned))) {
        for (const { code, params } of [step.say, step.effect.saying]) {
          if (!hasText(code)) throw new Error(`no sentence for ${code}`)
          for (const language of ['en', 'zh'] as const) expect(say(language, code, params)).not.toContain('{')
        }
        expect(step.argv).toEqual(argvOf(step.op))
      }
    }),
    { numRuns: 100 },
  )
})
