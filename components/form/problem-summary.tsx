'use client'

import { useEffect, useRef } from 'react'
import { Notice } from '../ui/notice'
import { fieldId } from './context'
import type { FormProblem } from './state'

/** All problems of an attempt, each a link to its field. It takes the focus when it appears, so that it is read out first. */
export function ProblemSummary({
  title,
  problems,
  attempt,
}: {
  title: string
  problems: readonly FormProblem[]
  attempt: string
}) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (attempt) box.current?.focus()
  }, [attempt])
  return (
    <div ref={box} tabIndex={-1} className="outline-none">
      <Notice kind="bad" title={title} role="alert">
        <ul className="list-disc ps-5">
          {problems.map((problem) => (
            <li key={`${problem.field} ${problem.says}`}>
              {problem.field === null ? (
                problem.says
              ) : (
                <a href={`#${fieldId(problem.field)}`} onClick={(event) => focusField(event, problem.field ?? '')}>
                  {problem.label}: {problem.says}
                </a>
              )}
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  )
}

function focusField(event: React.MouseEvent, field: string) {
  const control = document.getElementById(fieldId(field))
  if (!control) return
  event.preventDefault()
  control.scrollIntoView({ block: 'center' })
  control.focus({ preventScroll: true })
}
