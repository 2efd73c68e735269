import { notFound } from 'next/navigation'
import { getSpeaker, type Speaker } from '@/app/_server/language'
import { requireUser } from '@/app/_server/session'
import { type Block, slugFrom } from '../../_save/blocks'
import { type Opened, openConfig } from '../../_save/open'
import type { Query } from '../../query'
import { below, type ListView, listView, pageShowing } from '../list'
import { findServer, findVirtual } from '../panel'

export type VirtualPage = Opened & {
  speaker: Speaker
  slug: string
  block: Block
  here: string
  query: Query
  /** what to lead back to */
  view: ListView
}
/** What Next.js hands to a page. */
export type PageProps<P> = { params: Promise<P>; searchParams: Promise<Query> }

/** What every page of a virtual server begins with: a user, the file, and the block that the address names (or "no such page"). */
export async function openVirtual(
  { params, searchParams }: PageProps<{ name: string }>,
  ...rest: string[]
): Promise<VirtualPage> {
  const slug = slugFrom((await params).name)
  const query = await searchParams
  const view = listView(query)
  const here = below(view, slug, ...rest)
  await requireUser(here)
  const [speaker, opened] = await Promise.all([getSpeaker(), openConfig()])
  const block = findVirtual(opened.file.config, slug)
  if (!block) notFound()
  return { ...opened, speaker, slug, block, here, query, view }
}

export type ServerPage = VirtualPage & { serverSlug: string; server: Block }

/** The same for a page of a real server. */
export async function openServer(
  props: PageProps<{ name: string; server: string }>,
  ...rest: string[]
): Promise<ServerPage> {
  const serverSlug = slugFrom((await props.params).server)
  const page = await openVirtual(props, 'servers', serverSlug, ...rest)
  const server = findServer(page.file.config, page.block, serverSlug)
  if (!server) notFound()
  // However one came here, the way back leads to the page of the list that shows this server.
  return { ...page, view: { ...page.view, servers: pageShowing(server.index) }, serverSlug, server }
}
