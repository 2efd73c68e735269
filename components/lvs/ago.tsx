import { Ago } from '@/components/ui/ago'
import type { Say } from './words'

const [SECOND, MINUTE, HOUR, DAY] = [1000, 60_000, 3_600_000, 86_400_000]

/** 400 ms → `0.4 s ago`, 12 s, 3 min, 5 h, 2 days: the largest unit of which there are at least two, whole ones from ten seconds on. */
export function agoText(say: Say, ageMs: number): string {
  const age = Math.max(0, ageMs)
  if (age < 10 * SECOND) return say('common.ago.seconds', { value: (age / SECOND).toFixed(1) })
  if (age < 2 * MINUTE) return say('common.ago.seconds', { value: Math.floor(age / SECOND) })
  if (age < 2 * HOUR) return say('common.ago.minutes', { value: Math.floor(age / MINUTE) })
  if (age < 2 * DAY) return say('common.ago.hours', { value: Math.floor(age / HOUR) })
  return say('common.ago.days', { value: Math.floor(age / DAY) })
}

/** A moment as its age at `now` (both epoch ms). */
export function Since({ say, at, now }: { say: Say; at: number; now: number }) {
  return <Ago at={at} text={agoText(say, now - at)} />
}
