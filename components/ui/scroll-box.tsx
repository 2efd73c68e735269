import type { ReactNode } from 'react'
import { join } from './join'

/** What is too wide scrolls in here, never the page; it can be reached and scrolled by keyboard (axe: scrollable-region-focusable). */
export function ScrollBox({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form fields
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <div role="group" aria-label={label} tabIndex={0} className={join('overflow-x-auto -outline-offset-2', className)}>
      {children}
    </div>
  )
}
