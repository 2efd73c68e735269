import type { ReactNode } from 'react'

export type Crumb = { href: string; label: string }

/** The page's title, where it stands, and one sentence below it. */
export function PageHead({
  title,
  crumbs,
  crumbsLabel,
  lead,
}: {
  title: ReactNode
  crumbs?: readonly Crumb[]
  /** name of the crumb trail for screen readers */
  crumbsLabel?: string
  lead?: ReactNode
}) {
  return (
    <header className="flex flex-col gap-1">
      {crumbs && (
        <nav aria-label={crumbsLabel}>
          <ol className="flex flex-wrap gap-1.5 text-sm text-muted">
            {crumbs.map((crumb) => (
              <li key={crumb.href} className="flex gap-1.5">
                <a href={crumb.href}>{crumb.label}</a> <span aria-hidden="true">›</span>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <h1 className="text-xl font-semibold">{title}</h1>
      {lead && <div className="max-w-[110ch] text-muted">{lead}</div>}
    </header>
  )
}
