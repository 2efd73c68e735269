import type { PairChannel, PairView } from '@/lib/api/pair'

/** The moment of the samples, epoch ms. */
export const NOW = 1_800_000_000_000

export const channel = (more: Partial<PairChannel> = {}): PairChannel => ({
  from: '192.0.2.11',
  to: '192.0.2.12',
  device: 'eth0',
  heardAt: NOW - 400,
  loss: 0,
  doubt: null,
  link: true,
  ...more,
})

const PRIVATE = { from: '198.51.100.11', to: '198.51.100.12', device: 'eth1' }

/** The primary of a healthy pair, active, its partner ready on standby. */
export const pairOf = (more: Partial<PairView> = {}): PairView => ({
  state: 'active',
  since: NOW - 3_600_000,
  why: { code: 'pulse.why.nobody-else', params: {} },
  me: 'primary',
  source: 'pulse',
  paired: true,
  port: 539,
  keepaliveMs: 2000,
  deadtimeMs: 6000,
  monitorLinks: false,
  term: 4,
  holding: true,
  leaseSec: 6,
  channels: { public: channel(), private: channel(PRIVATE) },
  partner: {
    heardAt: NOW - 400,
    alive: true,
    word: 'stopped',
    old: false,
    told: {
      term: 3,
      revision: 'a'.repeat(64),
      sysctlsOk: true,
      syncOk: true,
      keepaliveMs: 2000,
      deadtimeMs: 6000,
      up: 6,
      known: 7,
    },
  },
  readiness: (['reachable', 'standby', 'revision', 'servers', 'sysctls', 'sync'] as const).map((item) => ({
    item,
    state: 'ok',
    remedy: null,
  })),
  can: {
    start: { code: 'pulse.cannot.running', params: {} },
    stop: null,
    handover: null,
    take: { code: 'pulse.cannot.not-standby', params: {} },
  },
  faults: [],
  warnings: [],
  behind: null,
  sync: { wanted: 'master', running: 'master', device: 'eth1', id: 7, why: null },
  key: { count: 1, latched: true },
  lagMs: 3.4,
  strangers: 0,
  changes: [
    {
      at: NOW - 3_600_000,
      from: 'provisional',
      to: 'active',
      why: { code: 'pulse.why.nobody-else', params: {} },
      term: 4,
    },
    { at: NOW - 3_700_000, from: 'off', to: 'provisional', why: { code: 'pulse.why.start', params: {} }, term: 4 },
  ],
  ...more,
})

/** The same pair as the standby sees it, its partner active. */
export const standbyOf = (more: Partial<PairView> = {}): PairView => {
  const active = pairOf()
  return pairOf({
    state: 'standby',
    me: 'backup',
    holding: false,
    leaseSec: null,
    why: { code: 'pulse.why.partner-active', params: {} },
    partner: active.partner && { ...active.partner, word: 'running' },
    sync: { wanted: 'backup', running: 'backup', device: 'eth1', id: 7, why: null },
    can: {
      start: { code: 'pulse.cannot.running', params: {} },
      stop: null,
      handover: { code: 'pulse.cannot.not-active', params: {} },
      take: null,
    },
    ...more,
  })
}

/** A router without a partner. */
export const singleOf = (more: Partial<PairView> = {}): PairView =>
  pairOf({
    paired: false,
    channels: { public: null, private: null },
    partner: null,
    leaseSec: null,
    why: { code: 'pulse.why.single', params: {} },
    sync: null,
    key: { count: 0, latched: false },
    can: {
      start: { code: 'pulse.cannot.running', params: {} },
      stop: null,
      handover: { code: 'pulse.cannot.no-partner', params: {} },
      take: { code: 'pulse.cannot.not-standby', params: {} },
    },
    ...more,
  })
