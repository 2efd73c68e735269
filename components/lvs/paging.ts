import type { TableService } from '@/lib/api/types'

/** One page of the table: services `from` (inclusive, 0-based) to `to` (exclusive). */
export type Page = { from: number; to: number }

/** The table cut into pages of at most `rows` rows; a service is never torn from its servers, so a large one may fill a page alone. */
export function pagesOf(services: readonly Pick<TableService, 'servers'>[], rows: number): Page[] {
  const pages: Page[] = []
  let used = 0
  services.forEach(({ servers }, i) => {
    const own = servers.length + 1
    const last = pages.at(-1)
    if (last && used + own <= rows) {
      last.to = i + 1
      used += own
    } else {
      pages.push({ from: i, to: i + 1 })
      used = own
    }
  })
  return pages
}
