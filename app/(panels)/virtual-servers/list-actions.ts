'use server'

import { buttonAction, type Caller, type Outcome } from '@/app/_server/action'
import { systemWorld } from '@/lib/store/world'
import { serverBlocks, virtualUrl } from '../_save/blocks'
import { configFile, textOf } from '../_save/file'
import { saveEdits } from '../_save/save-edits'
import { withQuery } from '../_save/with-query'
import { listUrl, listViewOf } from './list'
import { findVirtual } from './panel'

/** The buttons under the table VIRTUAL SERVERS, and those of one virtual server. Fields: `do`, `pick` (its slug), `list` (the part of the table that it was seen in). */
export const virtualButtons = buttonAction(async (caller): Promise<Outcome> => {
  const slug = caller.field('pick')
  const view = listViewOf(caller.field('list'))
  const list = listUrl(view)
  if (!slug) return { to: withQuery(list, 'problem', 'CHOOSE_ROW') }
  if (caller.field('do') === 'edit') return { to: virtualUrl(slug) }
  if (caller.field('do') === 'delete') return { to: listUrl(view, virtualUrl(slug, 'delete')) }
  const { config } = await current(caller)
  const block = findVirtual(config, slug)
  if (!block) return { to: withQuery(list, 'problem', 'GONE_ROW') }
  if (caller.field('do') === 'remove')
    return saveEdits(caller, [{ do: 'remove', path: block.path }], `- ${block.path}`, list)
  const value = config.virtuals[block.index]?.values.active ? '0' : '1'
  const to = caller.field('stay') === 'editor' ? virtualUrl(slug) : list
  return saveEdits(caller, [{ do: 'set', path: `${block.path}.active`, value }], `${block.path}.active = ${value}`, to)
})

/** The same under the list REAL SERVER. Fields: `do`, `virtual` and `pick` (slugs). */
export const serverButtons = buttonAction(async (caller): Promise<Outcome> => {
  const list = virtualUrl(caller.field('virtual'), 'servers')
  const slug = caller.field('pick')
  if (!slug) return { to: `${list}?problem=CHOOSE_ROW` }
  if (caller.field('do') === 'edit') return { to: `${list}/${encodeURIComponent(slug)}` }
  if (caller.field('do') === 'delete') return { to: `${list}/${encodeURIComponent(slug)}/delete` }
  const { config } = await current(caller)
  const virtual = findVirtual(config, caller.field('virtual'))
  const block = virtual && serverBlocks(config, virtual).find((one) => one.slug === slug)
  if (!virtual || !block) return { to: '/virtual-servers?problem=GONE_ROW' }
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
