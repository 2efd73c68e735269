import { notFound } from 'next/navigation'
import { getSpeaker, type Speaker } from '@/app/_server/language'
import { requireUser } from '@/app/_server/session'
import { type Block, slugFrom, virtualUrl } from '../../_save/blocks'
import { type Opened, openConfig } from '../../_save/open'
import { findServer, findVirtual } from '../panel'

export type VirtualPage = Opened & { speaker: Speaker; slug: string; block: Block; here: string }

/** What every page of a virtual server begins with: a user, the file, and the block that the address names (or "no such page"). */
export async function openVirtual(params: Promise<{ name: string }>, ...rest: string[]): Promise<VirtualPage> {
  const slug = slugFrom((await params).name)
  const here = virtualUrl(slug, ...rest)
  await requireUser(here)
  const [speaker, opened] = await Promise.all([getSpeaker(), openConfig()])
  const block = findVirtual(opened.file.config, slug)
  if (!block) notFound()
  return { ...opened, speaker, slug, block, here }
}

export type ServerPage = VirtualPage & { serverSlug: string; server: Block }

/** The same for a page of a real server. */
export async function openServer(
  params: Promise<{ name: string; server: string }>,
  ...rest: string[]
): Promise<ServerPage> {
  const serverSlug = slugFrom((await params).server)
  const page = await openVirtual(params, 'servers', serverSlug, ...rest)
  const server = findServer(page.file.config, page.block, serverSlug)
  if (!server) notFound()
  return { ...page, serverSlug, server }
}
