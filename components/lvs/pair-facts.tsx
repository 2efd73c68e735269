import type { ReactNode } from 'react'
import { Facts } from '@/components/ui/facts'
import type { PairView } from '@/lib/api/pair'
import type { Code, Say } from './words'

/** This router's running revision, and where the two routers are compared. */
export type RevisionAt = { hash: string | null; compareHref: string | null }
type Props = { say: Say; code: Code; pair: PairView; running: RevisionAt }

/** Everything else that is known of the pair, a line each. */
export function PairFacts({ say, code, pair, running }: Props) {
  const { partner, behind } = pair
  // What a silent partner told last may be long past.
  const told = partner?.alive ? partner.told : null
  const rows: [string, ReactNode][] = [
    [
      say('pair.source'),
      <>
        {say(`pair.source.${pair.source}`)} <a href="/redundancy/role">{say('pair.role.change')}</a>
      </>,
    ],
    [say('pair.addresses'), addresses(say, pair)],
  ]
  if (pair.paired) {
    if (told) {
      rows.push([say('pair.revision'), revision(say, told.revision, running)])
      rows.push([say('pair.view'), say('pair.view.value', { up: told.up, known: told.known })])
    }
    rows.push([say('pair.times'), say('pair.times.value', timesOf(pair))])
    if (behind)
      rows.push([
        say('pair.behind'),
        say('pair.behind.value', { ...timesOf(behind), followed: behind.followed ? 'yes' : 'no' }),
      ])
    rows.push(
      [say('pair.key'), say(keyWord(pair.key))],
      [say('pair.sync'), syncText(say, code, pair.sync)],
      [say('pair.term'), say('pair.term.value', { term: pair.term, partner: told ? String(told.term) : 'none' })],
      [say('pair.lag'), say('pair.lag.value', { ms: Math.round(pair.lagMs) })],
      [say('pair.strangers'), say('pair.strangers.value', { count: pair.strangers })],
    )
  }
  return (
    <>
      <Facts rows={rows} words className="text-sm" />
      {partner?.old && <p className="mt-2 max-w-[75ch] text-sm text-muted">{say('pair.old')}</p>}
    </>
  )
}

const timesOf = ({ keepaliveMs, deadtimeMs, port }: Pick<PairView, 'keepaliveMs' | 'deadtimeMs' | 'port'>) => ({
  keepalive: keepaliveMs / 1000,
  deadtime: deadtimeMs / 1000,
  port: String(port),
})

/** Whether the virtual addresses stand here, and for how long without this agent (operations.md 3, VIP lease). */
function addresses(say: Say, { holding, leaseSec }: PairView): string {
  if (!holding) return say('pair.addresses.none')
  return leaseSec === null ? say('pair.addresses.forever') : say('pair.addresses.lease', { sec: leaseSec })
}

function revision(say: Say, theirs: string | null, { hash, compareHref }: RevisionAt): ReactNode {
  if (theirs === hash) return say('pair.revision.same')
  const text = theirs === null ? say('pair.revision.none') : say('pair.revision.other', { hash: theirs.slice(0, 10) })
  return (
    <span className="text-warn">
      {text}
      {compareHref && (
        <>
          {'. '}
          <a href={compareHref}>{say('pair.revision.compare')}</a>
        </>
      )}
    </span>
  )
}

function keyWord({ count, latched }: PairView['key']) {
  if (count === 0) return 'pair.key.none'
  if (count === 1) return latched ? 'pair.key.latched' : 'pair.key.held'
  return latched ? 'pair.key.rotatingLatched' : 'pair.key.rotating'
}

function syncText(say: Say, code: Code, sync: PairView['sync']): ReactNode {
  if (!sync) return say('pair.sync.unused')
  const { wanted, running, why, ...where } = sync
  if (wanted === running)
    return wanted ? say('pair.sync.ok', { role: wanted, ...where }) : say('pair.sync.rests', where)
  const text = say('pair.sync.wrong', { wanted: wanted ?? 'none', running: running ?? 'none', ...where })
  return (
    <span className="text-warn">
      {text}
      {why && ` (${code(why)})`}
    </span>
  )
}
