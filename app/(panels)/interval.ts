import { cookies } from 'next/headers'

/** How often the Control panel renews itself: `?interval=`, then the cookie, then Piranha's ten seconds. */
export const INTERVAL = { least: 2, most: 3600, usual: 10 } as const
export const INTERVAL_COOKIE = 'interval'

export type Interval = { auto: boolean; seconds: number }

/** `10` = every ten seconds, `off 10` = not by itself; null when it is neither, or out of range. */
export function readInterval(text: string | undefined): Interval | null {
  const match = /^(off )?(\d{1,4})$/.exec(text ?? '')
  const seconds = Number(match?.[2])
  if (!match || seconds < INTERVAL.least || seconds > INTERVAL.most) return null
  return { auto: match[1] === undefined, seconds }
}

export function printInterval({ auto, seconds }: Interval): string {
  return `${auto ? '' : 'off '}${seconds}`
}

/** For this request. */
export async function intervalFor(asked: string | undefined): Promise<Interval> {
  const kept = (await cookies()).get(INTERVAL_COOKIE)?.value
  return readInterval(asked) ?? readInterval(kept) ?? { auto: true, seconds: INTERVAL.usual }
}
