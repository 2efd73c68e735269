import type { Page } from './paging'
import type { Say } from './words'

type Props = {
  say: Say
  pages: readonly Page[]
  /** 1-based */
  current: number
  href: (page: number) => string
  /** once more, at the end of the list */
  below?: boolean
}

/** "51–100 of 1000" with the pages beside it; nothing when all fits on one. */
export function Pages({ say, pages, current, href, below }: Props) {
  const page = pages[current - 1]
  if (pages.length < 2 || !page) return null
  const range = { from: String(page.from + 1), to: String(page.to), of: String(pages.at(-1)?.to ?? 0) }
  return (
    <nav aria-label={say(below ? 'panels.table.pagesBelow' : 'panels.table.pages')} className="flex gap-4 text-sm">
      <span className="figure">{say('panels.table.range', range)}</span>
      {current > 1 && <a href={href(current - 1)}>{say('panels.table.earlier')}</a>}
      {current < pages.length && <a href={href(current + 1)}>{say('panels.table.later')}</a>}
    </nav>
  )
}
