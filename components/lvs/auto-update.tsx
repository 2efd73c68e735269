'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useState } from 'react'

type Props = {
  /** null = only when asked */
  intervalSec: number | null
  /** when the figures on the page were read (ms); a new value means that an update has come */
  readAt: number
  /** answers small and quickly while the console lives; a 401 means that the session has ended */
  probe: string
  /** what to show while the console does not answer */
  children: ReactNode
}

/** Longer than this without an answer counts as none. */
const PROBE_LIMIT_MS = 8000
/** A page that renews itself is not somebody at work: it does not keep a session alive. */
const QUIET = { 'x-arapaima-quiet': '1' }

/**
 * Asks the server for the page again at the interval, while the page is looked at. The server draws; this only keeps time.
 * A short question goes first: without it a console that is away would replace the page by the browser's own error.
 */
export function AutoUpdate({ intervalSec, readAt, probe, children }: Props) {
  const router = useRouter()
  const [away, setAway] = useState(false)

  // readAt is a dependency on purpose: the time to the next update counts from the answer to this one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (intervalSec === null) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let over = false
    const again = () => {
      if (over) return
      timer = setTimeout(update, intervalSec * 1000)
    }
    const update = async () => {
      if (document.hidden) return
      clearTimeout(timer)
      const signal = AbortSignal.timeout(PROBE_LIMIT_MS)
      const answer = await fetch(probe, { cache: 'no-store', headers: QUIET, signal }).catch(() => null)
      if (over) return
      if (answer?.status === 401) return window.location.reload()
      setAway(answer === null)
      if (answer) router.refresh()
      again()
    }
    const shown = () => {
      clearTimeout(timer)
      if (!document.hidden) update()
    }
    again()
    document.addEventListener('visibilitychange', shown)
    return () => {
      over = true
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', shown)
    }
  }, [intervalSec, probe, router, readAt])

  // No box of its own: an empty one would take a gap of the page.
  return (
    <div role="status" className="contents">
      {away && children}
    </div>
  )
}
