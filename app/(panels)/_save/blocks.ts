import type { LvsConfig } from '@/lib/lvscf/model'
import { quotePart } from '@/lib/lvscf/path'

/** A block as the panels address it: its path for lib/lvscf, its part of a URL, and its place in the file. */
export type Block = {
  name: string
  path: string
  slug: string /** for people: `web`, `web[2]` */
  label: string
  index: number
}

/** Words that are pages of their own under a list, and what a browser takes for "this folder" and "the one above". */
const RESERVED = new Set(['new', 'delete', 'servers', 'scripts', '.', '..'])

/** A name as it can stand in a URL that the gate lets through: no slashes, no broken characters, not endless. */
function plainOf(name: string): string {
  return name.replace(/[/\\\u0000-\u001f\u007f]|\p{Surrogate}/gu, '_').slice(0, 200)
}

/** Blocks of one kind in file order. Of several with one name the second is `web[2]`, in paths and in URLs. */
function blocksOf(prefix: string, names: readonly string[]): Block[] {
  const count = new Map<string, number>()
  const taken = new Set<string>()
  return names.map((name, index) => {
    const nth = (count.get(name) ?? 0) + 1
    count.set(name, nth)
    const path = `${prefix}${quotePart(name, nth)}`
    const plain = plainOf(name)
    let slug = nth === 1 && plain === name && !RESERVED.has(name) ? name : `${plain}[${nth}]`
    while (taken.has(slug)) slug = `${slug}[${nth}]`
    taken.add(slug)
    return { name, path, slug, label: nth > 1 ? `${name}[${nth}]` : name, index }
  })
}

/** The virtual servers of a file. */
export function virtualBlocks(config: LvsConfig): Block[] {
  return blocksOf(
    'virtual.',
    config.virtuals.map((one) => one.name),
  )
}

/** The real servers of one virtual server. */
export function serverBlocks(config: LvsConfig, virtual: Block): Block[] {
  return blocksOf(
    `${virtual.path}.server.`,
    (config.virtuals[virtual.index]?.servers ?? []).map((one) => one.name),
  )
}

/** Path of a block that is about to get a name which none beside it has. */
export function pathWith(prefix: string, name: string): string {
  return `${prefix}${quotePart(name)}`
}

/** The part of a URL as Next.js hands it to a page, as the text that it stands for. */
export function slugFrom(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

export const virtualUrl = (slug: string, ...rest: string[]): string =>
  ['/virtual-servers', encodeURIComponent(slug), ...rest.map(encodeURIComponent)].join('/')
