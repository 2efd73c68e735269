import type { Saying } from '../plan/types'

/** What a router does, as a word. README.md says what each means. */
export const STATE_NAMES = ['off', 'provisional', 'standby', 'active', 'offering', 'leaving', 'fault'] as const
export type StateName = (typeof STATE_NAMES)[number]

/** What a heartbeat says of its sender. Piranha's packet knows only the first two. */
export const WORDS = ['stopped', 'running', 'provisional'] as const
export type Word = (typeof WORDS)[number]

/** What keepalived says of this router; GONE: it does not run. */
export const VRRP_WORDS = ['MASTER', 'BACKUP', 'FAULT', 'GONE'] as const
export type VrrpWord = (typeof VRRP_WORDS)[number]

export type ChannelName = 'public' | 'private'

/** How many servers of one service a router knows and sees in service. `id`: poolId of the service's key. */
export type PoolCount = { id: number; up: number; known: number }

/** Wishes between the two routers, as flags of the authenticated packet (operations.md 4). */
export type Asking = {
  /** the sender, active, would hand over now */
  offer: boolean
  /** the sender, standby, is ready to take what was offered */
  accept: boolean
  /** the sender, standby, asks for a hand-over */
  want: boolean
}

/** What the authenticated packet tells beyond Piranha's. */
export type Told = {
  /** activation term: of two that are active the higher one stays */
  term: number
  /** of the running revision, 64 hexadecimal digits; null = none */
  revision: string | null
  /** the sender's sysctls are as its revision wants them */
  sysctlsOk: boolean
  /** the sender's sync daemon runs as wanted (or none is wanted) */
  syncOk: boolean
  pools: readonly PoolCount[]
  asking: Asking
  keepaliveMs: number
  deadtimeMs: number
}

/** A heartbeat that can be believed: Piranha's where no key binds, or an authenticated one of a proven session. */
export type Beat = { word: Word; told: Told | null }

/** Why a packet from the partner's address could not be believed. The first three are signs of life all the same. */
export const DOUBTS = ['wrong-key', 'old-refused', 'unproven', 'incompatible', 'malformed', 'replayed'] as const
export type Doubt = (typeof DOUBTS)[number]

/** Facts about this router that the agent's loop gives each time it is asked. */
export type Facts = {
  /** a virtual address or the NAT gateway stands on an interface */
  holding: boolean
  revision: string | null
  sysctlsOk: boolean
  syncOk: boolean
  pools: PoolCount[]
}

/** How this router takes part, from lvs.cf and the machine's addresses (start.ts). Times in ms. */
export type PulseConfig = {
  me: 'primary' | 'backup'
  /** there is a partner to send to and to listen for (backup_active and its addresses) */
  partner: boolean
  /** why this router cannot take part at all; null = it can */
  unable: Saying | null
  keepaliveMs: number
  deadtimeMs: number
  monitorLinks: boolean
  privateChannel: boolean
  /** connections are synchronised (syncdaemon = 1) */
  sync: boolean
  roleFrom: 'pulse' | 'vrrp'
  /** VRRP elects among more than two routers: who else lives cannot be heard */
  more?: boolean
}

export type Purpose = 'handover' | 'stop' | 'term' | 'failed'

/** A hand-over as the router that gives sees it. */
export type Giving = {
  purpose: Purpose
  by: string
  /** of the request that is to be answered; null = nobody waits */
  request: number | null
  /** give the addresses up even if nobody takes them */
  force: boolean
  /** an offer that nobody takes ends then; leaving has no limit: the partner may not start while we hold */
  untilMs: number
}

/** What comes when a hand-over is over: the end of taking part, or of the process. `force`: whether the partner serves or not. */
export type After = { purpose: 'stop' | 'term'; force: boolean; atMs: number; request: number | null; by: string }

export type Channel = {
  heardAtMs: number | null
  /** packets of the partner in each of the last beats of ours, newest first */
  counts: number[]
  /** what was last wrong on this channel */
  doubt: { code: Doubt; atMs: number } | null
  /** what Piranha's packet last said on this channel */
  old: { word: Word; atMs: number } | null
}

export type Partner = {
  /** a believed packet came last then */
  heardAtMs: number | null
  /** a sign of life without belief */
  doubtedAtMs: number | null
  word: Word | null
  /** Piranha's packet was the last one */
  old: boolean
  /** since when it says `stopped` without a break, and how often */
  stoppedSinceMs: number
  stoppedCount: number
  /** it said `running` right before `stopped` */
  leftPost: boolean
  told: Told | null
}

/** JSON-safe. Milliseconds of one monotonic clock. */
export type PulseState = {
  name: StateName
  sinceMs: number
  why: Saying
  /** the last event's time */
  nowMs: number
  /** our activation term */
  term: number
  partner: Partner
  channels: { public: Channel; private: Channel }
  links: { public: boolean; private: boolean }
  facts: Facts | null
  /** the agent's loop answered last then */
  agentAtMs: number | null
  /** the next heartbeat is due then; the last one went out then */
  beatAtMs: number
  sentAtMs: number | null
  /** silence counts from here: start, stalls and repaired links begin it anew */
  silenceFromMs: number
  /** provisional: the wait ends then */
  waitUntilMs: number
  /** after stepping down on purpose `stopped` says nothing until `running` was heard, at most until then */
  deafUntilMs: number | null
  giving: Giving | null
  after: After | null
  /** standby: asks the active router for a hand-over */
  want: { request: number; untilMs: number } | null
  /** standby: took the partner's offer */
  accepted: boolean
  /** connections of the other side still arrive: sync daemon and resets rest until then (operations.md 4) */
  shift: { side: 'gave' | 'took'; untilMs: number } | null
  /** off: by whose word, and whether the addresses stay */
  off: { by: 'request' | 'unable'; keep: boolean } | null
  /** VRRP as the role source */
  vrrp: {
    said: VrrpWord | null
    /** a BACKUP that only begins the election counts from then on */
    backupFromMs: number | null
    /** fault: was active before, and nobody was heard to serve since */
    gaveUp: boolean
    /** VRRP began here beside a partner that serves: it is let into the election first, at most until then */
    backUntilMs: number | null
  }
}

export type PulseEvent = { at: number } & (
  | { kind: 'tick' }
  /** `queued`: read while catching up after a stall, may be old */
  | { kind: 'heard'; channel: ChannelName; beat: Beat; copy: boolean; queued: boolean; answer: boolean }
  /** `answer`: the partner waits for a packet of ours (peer.ts) */
  | { kind: 'doubt'; channel: ChannelName; code: Doubt; answer: boolean }
  /** the agent's loop answered */
  | { kind: 'agent'; facts: Facts }
  /** the config argument holds what is configured now */
  | { kind: 'config' }
  | { kind: 'links'; public: boolean; private: boolean }
  /** `withdraw` is of a stop: give the addresses up even if nobody takes them */
  | { kind: 'request'; what: 'start' | 'handover' | 'take' | 'stop'; withdraw: boolean; by: string; id: number }
  /** the addresses are gone from every interface, as was wished */
  | { kind: 'withdrawn' }
  /** the agent could not bring up or take down what was wished */
  | { kind: 'failed'; why: string }
  /** the process is to end (TERM) */
  | { kind: 'term' }
  | { kind: 'vrrp'; state: VrrpWord }
)

export type PulseEffect =
  /** a heartbeat now, on every channel */
  | { do: 'send'; word: Word }
  /** `term`: the activation term from then on */
  | { do: 'transition'; from: StateName; to: StateName; why: Saying; term: number }
  /** for the journal, without a change of state */
  | { do: 'note'; why: Saying }
  /** tell the neighbours once more where the addresses are, and run active_cmd again */
  | { do: 'announce' }
  /** to be kept over a restart */
  | { do: 'remember'; term?: number; stopped?: boolean }
  | { do: 'answer'; request: number; ok: boolean; why: Saying }
  /** VRRP: let the group's track file say that this router steps back, or no longer */
  | { do: 'track'; back: boolean }
  /** the process may end now; nothing more is to be withdrawn */
  | { do: 'end'; why: Saying }

/** How the virtual addresses are to be held: not renewed, for ever, or for so many seconds (operations.md 3, VIP lease). */
export type Lease = { kind: 'none' } | { kind: 'forever' } | { kind: 'seconds'; sec: number }

/** What the rest of the agent is to bring about. Derived from the state: wish.ts. */
export type PulseWish = {
  role: 'active' | 'standby'
  /** bring up, take away, or leave as they are */
  addresses: 'hold' | 'withdraw' | 'leave'
  lease: Lease
  /** daemons: the standby's, both on the active router, or none */
  sync: 'backup' | 'both' | null
  /** drop this router's own resets from the virtual addresses (LVS_HANDOVER) */
  dropResets: boolean
  /** health checks run */
  checks: boolean
}
