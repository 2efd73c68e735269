'use client'

import { useEffect, useState } from 'react'
import { buttonClass } from './button'
import { ScrollBox } from './scroll-box'

type Props = { text: string; label: string; words: { copy: string; copied: string } }

/** A command to run elsewhere: one click marks it whole, and a button copies it where the browser allows that. */
export function CopyLine({ text, label, words }: Props) {
  const [can, setCan] = useState(false)
  const [copied, setCopied] = useState(false)
  useEffect(() => setCan(navigator.clipboard !== undefined), [])
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }
  return (
    <div className="flex flex-wrap items-start gap-2">
      <ScrollBox
        label={label}
        className="min-w-0 grow basis-72 rounded-control border border-line bg-sunken px-3 py-1.5"
      >
        <pre className="figure select-all">{text}</pre>
      </ScrollBox>
      {can && (
        <button type="button" className={buttonClass()} onClick={copy}>
          <span role="status">{copied ? words.copied : words.copy}</span>
        </button>
      )}
    </div>
  )
}
