'use client'

import { useEffect, useState } from 'react'

export type TimeStyle = 'time' | 'day' | 'full'

const STYLES: Record<TimeStyle, Intl.DateTimeFormatOptions> = {
  time: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  day: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  full: { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' },
}

/** A moment in words. Runs on both sides; `zone` undefined is that of the machine it runs on. */
function timeText(at: number, style: TimeStyle, language: string, zone?: string): string {
  return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { ...STYLES[style], timeZone: zone }).format(at)
}

/** A moment in the reader's own time zone; without a script in UTC, and saying so. */
export function LocalTime({ at, style = 'day', language }: { at: number; style?: TimeStyle; language: string }) {
  const utc = `${timeText(at, style, language, 'UTC')} UTC`
  const [text, setText] = useState(utc)
  useEffect(() => setText(timeText(at, style, language)), [at, style, language])
  return (
    <time dateTime={new Date(at).toISOString()} title={utc}>
      {text}
    </time>
  )
}
