import { virtualUrl } from '../_save/blocks'
import { oneOf, pageWith, type Query } from '../query'
import type { VirtualRow } from './rows'

/** Rows on one page of VIRTUAL SERVERS, and of REAL SERVER. */
export const PAGE_ROWS = 100
/** Characters of a search: the address of the list stands in other addresses, which have an end (app/_server/local-path.ts). */
export const FIND_MAX = 60
export const STATES = ['active', 'inactive', 'errors'] as const

/** Which part of VIRTUAL SERVERS a page shows, or leads back to. */
export type ListView = {
  find: string
  state: (typeof STATES)[number] | ''
  /** 1 is the first; one that does not exist is the nearest */
  page: number
  /** the page of REAL SERVER, on what lies below one virtual server; else 1 */
  servers: number
}

/** The part that an address asks for; what means nothing is left out. */
export function listView(query: Query): ListView {
  const number = (name: string) => (/^[1-9]\d{0,5}$/.test(oneOf(query, name)) ? Number(oneOf(query, name)) : 1)
  return {
    find: oneOf(query, 'find').trim().slice(0, FIND_MAX),
    state: STATES.find((state) => state === oneOf(query, 'state')) ?? '',
    page: number('page'),
    servers: number('servers'),
  }
}

/** The same, as a form of the list carries it to the page that comes after (`listField`). */
export const listViewOf = (field: string): ListView => listView(Object.fromEntries(new URLSearchParams(field)))
export const listField = (view: ListView): string => viewUrl(view, '').slice(1)

/** The address of a part of the list. */
export const listUrl = (view: ListView): string => viewUrl({ ...view, servers: 1 }, '/virtual-servers')

/** The address of a page below the list (`below(view, 'web', 'servers')`) that leads back to that part of it. */
export const below = (view: ListView, slug: string, ...rest: string[]): string =>
  viewUrl(view, virtualUrl(slug, ...rest))

function viewUrl({ find, state, page, servers }: ListView, path: string): string {
  const later = (number: number) => (number > 1 ? String(number) : '')
  return pageWith(path, { find, state, page: later(page), servers: later(servers) })
}

/** The page of a list that shows the row with this index (0 is the first). */
export const pageShowing = (index: number): number => Math.floor(index / PAGE_ROWS) + 1

/** Rows that hold every word of the search and are in that state, in file order. */
export function foundRows(rows: readonly VirtualRow[], { find, state }: ListView): VirtualRow[] {
  const words = find.toLowerCase().split(/\s+/).filter(Boolean)
  return rows.filter((row) => isIn(row, state) && words.every((word) => row.words.includes(word)))
}

function isIn(row: VirtualRow, state: ListView['state']): boolean {
  if (state === '') return true
  return state === 'errors' ? row.errors > 0 : row.active === (state === 'active')
}
