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

/** A list cut into pages of `size` rows, and the rows of the one that is asked for: 1 is the first, a number outside is the nearest. */
export function pageOf<T>(list: readonly T[], size: number, wanted: number) {
  const pages = Array.from({ length: Math.ceil(list.length / size) }, (_, i) => ({
    from: i * size,
    to: Math.min((i + 1) * size, list.length),
  }))
  const current = nearestPage(pages, wanted)
  return { rows: list.slice((current - 1) * size, current * size), pages, current }
}

/** A page's number as it stands in an address, 1 for what is none. */
export function nearestPage(pages: readonly Page[], wanted: number): number {
  return Math.min(Math.max(1, Math.trunc(wanted) || 1), Math.max(1, pages.length))
}
