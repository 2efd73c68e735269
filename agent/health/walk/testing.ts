import * as fc from 'fast-check'
import { lvsCf } from '../../testing'

/** What a walk through the whole loop is made of: two virtual servers over the same machines, and what happens to them. */

export const VIRTUALS = ['web', 'shop'] as const
export type VirtualName = (typeof VIRTUALS)[number]
/** A weight, a server that is not active, or none at all. */
type Entry = number | 'inactive' | 'gone'
export type Block = { port: number; quiesce: boolean; sticky: boolean; sorry: boolean; servers: Entry[] }
export type Site = { [name in VirtualName]: Block }
export type Move =
  /** what failed passes from now on, what passed fails */
  | { do: 'flip'; machine: number }
  | { do: 'pass'; seconds: number }
  | { do: 'wish'; virtual: VirtualName; machine: number; kind: 'drain' | 'cut' | 'force-up' | 'force-down' | 'resume' }
  | { do: 'apply' | 'save'; site: Site }
  | { do: 'hand'; virtual: VirtualName; machine: number; what: 'delete' | 'service' | number }
  /** this router's own link to the servers */
  | { do: 'link'; up: boolean }
  /** the agent dies so long after its last look, and is started again */
  | { do: 'crash'; seconds: number }
  /** `age`: what retires has had its time */
  | { do: 'repair' | 'restart' | 'age' }

const VIPS = { web: '192.0.2.10', shop: '192.0.2.11' }
const SORRY = '10.0.0.99'
const MACHINES = 3
/** Of every check. */
const TIMES = '     timeout = 6\n     reentry = 12\n'
/** By then a check that fails, or passes again for long enough, has been heard. */
export const HEARD_MS = 9000
export const RETURNED_MS = 28_000

export const addressOf = (machine: number) => `10.0.0.${machine + 2}`
export const serviceOf = (site: Site, name: VirtualName) => `tcp ${VIPS[name]}:${site[name].port}`
export const serverOf = (site: Site, name: VirtualName, machine: number) => `${addressOf(machine)}:${site[name].port}`
export const serverName = (site: Site, name: VirtualName, machine: number) =>
  site[name].servers[machine] === 'inactive' ? `off${machine}` : `on${machine}`
/** Where a sorry server would stand: service → its key. */
export const sorryOf = (site: Site) =>
  new Map(
    VIRTUALS.filter((name) => site[name].sorry).map((name) => [serviceOf(site, name), `${SORRY}:${site[name].port}`]),
  )

/** The site as lvs.cf. */
export function textOf(site: Site): string {
  const blocks = VIRTUALS.map((name) => {
    const { port, quiesce, sorry, sticky, servers } = site[name]
    const more = [
      TIMES,
      quiesce ? '     quiesce_server = 1\n' : '',
      sorry ? `     sorry_server = ${SORRY}\n` : '',
      sticky ? '     persistent = 60\n' : '',
    ]
    const lines = servers.flatMap((weight, machine) =>
      weight === 'gone'
        ? []
        : [`${serverName(site, name, machine)} ${addressOf(machine)} ${weight === 'inactive' ? 1 : weight}`],
    )
    return { name, vip: VIPS[name], port, more: more.join(''), servers: lines }
  })
  return lvsCf(blocks).replace(/(server off.*\n.*\n *active = )1/g, '$10')
}

const entry: fc.Arbitrary<Entry> = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 70 }) },
  { weight: 1, arbitrary: fc.constantFrom('inactive', 'gone') },
)
const block: fc.Arbitrary<Block> = fc.record({
  port: fc.constantFrom(80, 80, 81),
  quiesce: fc.boolean(),
  sticky: fc.constantFrom(false, false, true),
  sorry: fc.boolean(),
  servers: fc.array(entry, { minLength: MACHINES, maxLength: MACHINES }),
})
export const site: fc.Arbitrary<Site> = fc.record({ web: block, shop: block })

const machine = fc.integer({ min: 0, max: MACHINES - 1 })
const virtual = fc.constantFrom(...VIRTUALS)
const kind = fc.constantFrom('drain', 'cut', 'force-up', 'force-down', 'resume', 'resume')
const hand = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(0, 1, 5, 99) },
  { weight: 1, arbitrary: fc.constantFrom('delete', 'service') },
)
const step = (weight: number, shape: { [field: string]: fc.Arbitrary<unknown> }) => ({
  weight,
  arbitrary: fc.record(shape) as fc.Arbitrary<unknown> as fc.Arbitrary<Move>,
})
export const move: fc.Arbitrary<Move> = fc.oneof(
  step(8, { do: fc.constant('flip'), machine }),
  step(8, { do: fc.constant('pass'), seconds: fc.integer({ min: 1, max: 45 }) }),
  step(4, { do: fc.constant('wish'), virtual, machine, kind }),
  step(2, { do: fc.constantFrom('apply', 'apply', 'save'), site }),
  step(4, { do: fc.constant('hand'), virtual, machine, what: hand }),
  step(1, { do: fc.constant('link'), up: fc.boolean() }),
  step(1, { do: fc.constant('crash'), seconds: fc.integer({ min: 0, max: 20 }) }),
  step(3, { do: fc.constantFrom('repair', 'restart', 'age') }),
)
