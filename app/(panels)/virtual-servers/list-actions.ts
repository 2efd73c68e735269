'use server'

import { buttonAction, type Caller, type Outcome } from '@/app/_server/action'
import { systemWorld } from '@/lib/store/world'
import { serverBlocks } from '../_save/blocks'
import { configFile, textOf } from '../_save/file'
import { saveEdits } from '../_save/save-edits'
import { withQuery } from '../_save/with-query'
import { below, listUrl, listViewOf, pageShowing } from './list'
import { findVirtual } from './panel'

/** The buttons under the table VIRTUAL SERVERS, and those of one virtual server. Fields: `do`, `pick` (its slug), `list` (the part of the table that it was seen in). */
export const virtualButtons = buttonAction(async (caller): Promise<Outcome> => {
  const slug = caller.field('pick')
  const view = listViewOf(caller.field('list'))
  const list = listUrl(view)
  if (!slug) return { to: withQuery(list, 'problem', 'CHOOSE_ROW') }
  if (caller.field('do') === 'edit') return { to: below(view, slug) }
  if (caller.field('do') === 'delete') return { to: below(view, slug, 'delete') }
  const { config } = await current(caller)
  const block = findVirtual(config, slug)
  if (!block) return { to: withQuery(list, 'problem', 'GONE_ROW') }
  if (caller.field('do') === 'remove')
    return saveEdits(caller, [{ do: 'remove', path: block.path }], `- ${block.path}`, list)
  const value = config.virtuals[block.index]?.values.active ? '0' : '1'
  const to = caller.field('stay') === 'editor' ? below(view, slug) : list
  return saveEdits(caller, [{ do: 'set', path: `${block.path}.active`, value }], `${block.path}.active = ${value}`, to)
})

/** The same under the list REAL SERVER. Fields: `do`, `virtual` and `pick` (slugs), `list` (as above, with the page of REAL SERVER). */
export const serverButtons = buttonAction(async (caller): Promise<Outcome> => {
  const inside = caller.field('virtual')
  const view = listViewOf(caller.field('list'))
  const slug = caller.field('pick')
  if (!slug) return { to: withQuery(below(view, inside, 'servers'), 'problem', 'CHOOSE_ROW') }
  if (caller.field('do') === 'edit') return { to: below(view, inside, 'servers', slug) }
  if (caller.field('do') === 'delete') return { to: below(view, inside, 'servers', slug, 'delete') }
  const { config } = await current(caller)
  const virtual = findVirtual(config, inside)
  const block = virtual && serverBlocks(config, virtual).find((one) => one.slug === slug)
  if (!virtual || !block) return { to: withQuery(listUrl(view), 'problem', 'GONE_ROW') }
  const list = below({ ...view, servers: pageShowing(block.index) }, inside, 'servers')
  if (caller.field('do') === 'remove')
    return saveEdits(caller, [{ do: 'remove', path: block.path }], `- ${block.path}`, list)
  const value = config.virtuals[virtual.index]?.servers[block.index]?.values.active ? '0' : '1'
  return saveEdits(
    caller,
    [{ do: 'set', path: `${block.path}.active`, value }],
    `${block.path}.active = ${value}`,
    list,
  )
})

async function current(caller: Caller) {
  return configFile(textOf((await caller.store.read()).files), systemWorld())
}
