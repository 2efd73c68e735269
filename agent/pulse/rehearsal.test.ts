import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PairAnswer } from '@/lib/api/pair'
import type { Rehearsal } from '@/lib/api/rehearsal'
import { rehearsal as shape } from '@/lib/api/rehearsal'
import type { StateName } from '@/lib/pulse/types'
import { hasText } from '@/lib/text'
import { AgentError } from '../errors'
import type { RunResult } from '../run'
import { firstArpAnswer } from './arp-question'
import { KeptList } from './kept-list'
import { Rehearsals } from './rehearsal'
import { rehearsalsFile } from './rehearse'

const TIMES = { rest: 1, again: 1, tries: 3, answer: 5000 }
const fine = (code: string): PairAnswer => ({ ok: true, why: { code, params: {} } })
const refuse = (code: string): PairAnswer => ({ ok: false, why: { code, params: {} } })

let folder = ''
let noted: Rehearsal[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'arapaima-rehearsal-'))
  noted = []
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A pair that does at once what it is asked: the addresses go, the partner answers `gapMs` later. */
async function pair(more: { handover?: PairAnswer; takes?: PairAnswer[]; gapMs?: number; held?: string[] } = {}) {
  const {
    handover = fine('pulse.why.handed-over'),
    takes = [],
    gapMs = 120,
    held = ['2001:db8::1', '192.0.2.100'],
  } = more
  let state: StateName = 'active'
  let gone: (at: number) => void = () => undefined
  const asked: string[] = []
  const errors: string[] = []
  const history = await KeptList.open(rehearsalsFile(folder), (error) => errors.push(error))
  const rehearsals = new Rehearsals(
    {
      request: async (what, by) => {
        asked.push(`${what} ${by}`)
        if (what === 'handover') {
          if (handover.ok) {
            state = 'standby'
            gone(1000)
          }
          return handover
        }
        const answer = takes.shift() ?? fine('pulse.why.taken')
        if (answer.ok) state = 'active'
        return answer
      },
      state: () => state,
      addresses: () => held.map((address) => ({ device: 'eth0', address })),
      gone: () =>
        new Promise((resolve) => {
          gone = resolve
        }),
      firstAnswer: async ({ address }, signal) => {
        asked.push(`who has ${address}`)
        if (gapMs >= 0) return 1000 + gapMs
        return new Promise((resolve) => signal.addEventListener('abort', () => resolve(null), { once: true }))
      },
      now: () => 1_800_000_000_000,
      note: async (one) => void noted.push(one),
    },
    history,
    gapMs < 0 ? { ...TIMES, answer: 20 } : TIMES,
  )
  return { rehearsals, asked, errors, setState: (next: StateName) => (state = next) }
}

const newest = ({ rehearsals }: { rehearsals: Rehearsals }) => rehearsals.view().list[0]

test('there and back: the gap is from the last address here to the first answer of the partner', async () => {
  const p = await pair()
  expect(p.rehearsals.start('anna')).toEqual(fine('pulse.rehearsal.begun'))
  expect(p.rehearsals.view().running).toEqual({ step: 'there', since: 1_800_000_000_000, by: 'anna' })
  expect(p.rehearsals.start('ben').why.code).toBe('pulse.rehearsal.under-way')
  await p.rehearsals.settled()
  expect(p.asked).toEqual(['handover anna', 'who has 192.0.2.100', 'take anna'])
  const one = newest(p)
  expect(one).toMatchObject({ by: 'anna', address: '192.0.2.100', gapMs: 120, unmeasured: null, seenMs: null })
  expect([one?.there.ok, one?.back?.ok, p.rehearsals.view().running, p.rehearsals.cannot()]).toEqual([
    true,
    true,
    null,
    null,
  ])
  expect(noted).toEqual([one])
})

test('a hand-over that is refused ends it: nothing is asked, nothing comes back', async () => {
  const p = await pair({ handover: refuse('pulse.cannot.not-ready') })
  p.rehearsals.start('anna')
  await p.rehearsals.settled()
  expect(p.asked).toEqual(['handover anna'])
  expect(newest(p)).toMatchObject({ back: null, gapMs: null, unmeasured: { code: 'pulse.rehearsal.not-there' } })
})

test('the way back is asked for again while it is refused, and given up in the end', async () => {
  const patient = await pair({ takes: [refuse('pulse.cannot.not-ready'), refuse('pulse.cannot.not-ready')] })
  patient.rehearsals.start('anna')
  await patient.rehearsals.settled()
  expect(patient.asked.filter((line) => line.startsWith('take'))).toHaveLength(3)
  expect(newest(patient)?.back?.ok).toBe(true)
  const never = await pair({ takes: Array(5).fill(refuse('pulse.why.not-given')) })
  never.rehearsals.start('anna')
  await never.rehearsals.settled()
  expect(newest(never)?.back).toEqual(refuse('pulse.why.not-given'))
})

test('the partner dies meanwhile and this router has taken over by itself: it is back', async () => {
  const p = await pair({ takes: [refuse('pulse.cannot.not-ready')] })
  p.rehearsals.start('anna')
  await expect.poll(() => p.asked.includes('take anna')).toBe(true)
  p.setState('active')
  await p.rehearsals.settled()
  expect(newest(p)?.back?.ok).toBe(true)
})

test('without an IPv4 address, or without an answer, it is not measured and says so', async () => {
  const six = await pair({ held: ['2001:db8::1'] })
  six.rehearsals.start('anna')
  await six.rehearsals.settled()
  expect(newest(six)).toMatchObject({ address: null, gapMs: null, unmeasured: { code: 'pulse.rehearsal.no-ipv4' } })
  const silent = await pair({ gapMs: -1 })
  silent.rehearsals.start('anna')
  await silent.rehearsals.settled()
  expect(newest(silent)).toMatchObject({ gapMs: null, unmeasured: { code: 'pulse.rehearsal.no-answer' } })
})

test('only on the active router', async () => {
  const p = await pair()
  p.setState('standby')
  expect(p.rehearsals.start('anna')).toEqual(refuse('pulse.rehearsal.not-active'))
  expect(p.rehearsals.view().cannot?.code).toBe('pulse.rehearsal.not-active')
})

test('the history outlives the agent, is root’s alone, ends at fifty, and takes a third host’s number', async () => {
  const first = await pair()
  first.rehearsals.start('anna')
  await first.rehearsals.settled()
  const at = newest(first)?.at ?? 0
  expect(first.rehearsals.seen(at, 350)).toMatchObject({ ok: true })
  expect(first.rehearsals.seen(7, 350)).toMatchObject({ ok: false, why: { code: 'pulse.rehearsal.unknown' } })
  await first.rehearsals.settled()
  const path = join(folder, 'rehearsals.json')
  expect(statSync(path).mode & 0o777).toBe(0o600)
  const again = await KeptList.open(rehearsalsFile(folder), () => undefined)
  expect(again.all().map((one) => [one.at, one.seenMs])).toEqual([[at, 350]])
  for (let i = 1; i <= 60; i++) again.add(shape.parse({ ...again.all()[0], at: at + i }))
  await again.written()
  expect(JSON.parse(readFileSync(path, 'utf8'))).toHaveLength(50)
  writeFileSync(path, '[{"at":')
  const errors: string[] = []
  expect([(await KeptList.open(rehearsalsFile(folder), (error) => errors.push(error))).all(), errors.length]).toEqual([
    [],
    1,
  ])
})

test('every reason has its sentence', () => {
  const source = readFileSync('agent/pulse/rehearsal.ts', 'utf8')
  const codes = [...source.matchAll(/(?:because|no)\('([a-z0-9-]+)'/g)].map((found) => `pulse.rehearsal.${found[1]}`)
  expect(codes.length).toBeGreaterThan(8)
  expect(codes.filter((code) => !hasText(code))).toEqual([])
})

const RESULT: RunResult = { code: 0, signal: null, stdout: '', stderr: '', timedOut: false }
const PLACE = { device: 'eth0', address: '192.0.2.100' }
const asked = (result: Partial<RunResult>, control = new AbortController()) =>
  firstArpAnswer(PLACE, {
    signal: control.signal,
    run: async (argv) => {
      expect(argv).toEqual(['arping', '-D', '-q', '-w', '30', '-I', 'eth0', '192.0.2.100'])
      return { ...RESULT, ...result }
    },
  })

test('who has it: somebody, nobody, ended from outside, a tool that fails or is not there', async () => {
  const at = await asked({ code: 1 })
  expect(at !== null && at <= performance.now()).toBe(true)
  expect(await asked({ code: 0 })).toBe(null)
  const control = new AbortController()
  control.abort()
  expect(await asked({ code: null, signal: 'SIGKILL' }, control)).toBe(null)
  await expect(asked({ code: 2, stderr: 'arping: Device eth0 not available.' })).rejects.toThrow(
    'Device eth0 not available',
  )
  const missing = firstArpAnswer(PLACE, {
    signal: new AbortController().signal,
    run: () => Promise.reject(new AgentError('TOOL_MISSING', 'running arping')),
  })
  await expect(missing).rejects.toThrow('running arping')
})
