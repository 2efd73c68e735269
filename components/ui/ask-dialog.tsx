'use client'

import { useSearchParams } from 'next/navigation'
import { type MouseEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { Button, type ButtonKind, buttonClass } from './button'

type Props = {
  /** the page that asks the same question: where a browser without a script, or a second window, goes */
  href: string
  /** what the button says */
  label: string
  kind?: ButtonKind
  /** the question */
  title: string
  cancel: string
  /** what it means, and the form that does it */
  children: ReactNode
}

/** A button that asks first: a native dialog over the page, or without a script the page at `href`. What it means stands before what does it. */
export function AskDialog({ href, label, kind = 'plain', title, cancel, children }: Props) {
  // Open for the address at which it was asked for: the answer to the form leads to another one, and the page says there what it came to.
  const here = String(useSearchParams() ?? '')
  const [openAt, setOpenAt] = useState<string | null>(null)
  const open = openAt === here
  const dialog = useRef<HTMLDialogElement>(null)
  const way = useRef<HTMLButtonElement>(null)
  const id = useId()
  useEffect(() => {
    if (!open) return
    dialog.current?.showModal()
    // The way out has the focus: Enter on a question that was not read does nothing.
    way.current?.focus()
  }, [open])
  const ask = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    setOpenAt(here)
  }
  return (
    <>
      <a href={href} className={buttonClass(kind)} aria-haspopup="dialog" onClick={ask}>
        {label}
      </a>
      {/* Not in the page before it is asked for: a text browser would show it to everybody. */}
      {open && (
        <dialog
          ref={dialog}
          aria-labelledby={id}
          onClose={() => setOpenAt(null)}
          className="m-auto w-[min(36rem,calc(100vw-2rem))] rounded-box border border-line bg-surface p-0 text-ink backdrop:bg-black/50"
        >
          <div className="flex flex-col gap-3 px-5 py-4">
            <h2 id={id} className="text-base font-semibold">
              {title}
            </h2>
            {children}
            <div className="flex justify-end">
              <Button ref={way} type="button" onClick={() => dialog.current?.close()}>
                {cancel}
              </Button>
            </div>
          </div>
        </dialog>
      )}
    </>
  )
}
