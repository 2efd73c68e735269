import { oneOf, pageWith, type Query } from '../query'
import type { VirtualRow } from './rows'

/** Rows on one page of VIRTUAL SERVERS. */
export const PAGE_ROWS = 100
/** Characters of a search: the address of the list stands in other addresses, which have an end (app/_server/local-path.ts). */
export const FIND_MAX = 60
export const STATES = ['active', 'inactive', 'errors'] as const

/** Which part of VIRTUAL SERVERS a page shows. */
export type ListView = {
  find: string
  state: (typeof STATES)[number] | ''
  /** 1 is the first; one that does not exist is the nearest */
  page: number
}

/** The part that an address asks for; what means nothing is left out. */
export function listView(query: Query): ListView {
  const page = oneOf(query, 'page')
  return {
    find: oneOf(query, 'find').trim().slice(0, FIND_MAX),
    state: STATES.find((state) => state === oneOf(query, 'state')) ?? '',
    page: /^[1-9]\d{0,5}$/.test(page) ? Number(page) : 1,
  }
}

/** The same, as a form of the list carries it to the page that comes after (`listField`). */
export const listViewOf = (field: string): ListView => listView(Object.fromEntries(new URLSearchParams(field)))
export const listField = (view: ListView): string => listUrl(view, '').slice(1)

/** The address of a part of the list, or of a page that leads back to it. */
export function listUrl({ find, state, page }: ListView, path = '/virtual-servers'): string {
  return pageWith(path, { find, state, page: page > 1 ? String(page) : '' })
}

/** Rows that hold every word of the search and are in that state, in file order. */
export function foundRows(rows: readonly VirtualRow[], { find, state }: ListView): VirtualRow[] {
  const words = find.toLowerCase().split(/\s+/).filter(Boolean)
  return rows.filter((row) => isIn(row, state) && words.every((word) => row.words.includes(word)))
}

function isIn(row: VirtualRow, state: ListView['state']): boolean {
  if (state === '') return true
  return state === 'errors' ? row.errors > 0 : row.active === (state === 'active')
}
