/** What a page's address says, as Next.js hands it over. */
export type Query = Record<string, string | string[] | undefined>

/** One value of a page's query, '' when it is absent; of several the last. */
export const oneOf = (query: Query, name: string): string => [query[name]].flat().at(-1) ?? ''

/** The address of a page with a query; empty values are left out. */
export function pageWith(path: string, query: Readonly<Record<string, string>>): string {
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ''))
  return search.size > 0 ? `${path}?${search}` : path
}
