import type { LvsConfig } from '@/lib/lvscf/model'
import { SERVER_KEYS, VIRTUAL_KEYS } from '@/lib/lvscf/schema'
import { addressOnDevice, choice, flag, mask, scheduler, text, word } from '../_save/bindings'
import { type Block, pathWith, serverBlocks, virtualBlocks } from '../_save/blocks'
import type { Panel } from '../_save/panel'
import { below, listUrl, listViewOf, pageShowing } from './list'

/** The virtual server that a page's address names, null when the file has none. */
export function findVirtual(config: LvsConfig, slug: string | undefined): Block | null {
  return virtualBlocks(config).find((one) => one.slug === slug) ?? null
}

/** The real server of a virtual server that a page's address names. */
export function findServer(config: LvsConfig, virtual: Block, slug: string | undefined): Block | null {
  return serverBlocks(config, virtual).find((one) => one.slug === slug) ?? null
}

const others = (blocks: readonly Block[], mine?: Block) =>
  blocks.filter((one) => one.index !== mine?.index).map((one) => one.name)

/** The values with which Piranha's ADD started a block, in the order in which it wrote them; the address is the person's to give. */
const ADDED = {
  virtual: new Set(
    'active port send expect use_regex load_monitor scheduler protocol timeout reentry quiesce_server'.split(' '),
  ),
  server: new Set(['active', 'weight']),
}
const template = (table: typeof VIRTUAL_KEYS | typeof SERVER_KEYS, added: ReadonlySet<string>) =>
  Object.entries(table).map(
    ([key, info]) => [key, added.has(key) ? (info.guiDefault ?? info.default) : undefined] as const,
  )

/** VIRTUAL SERVER, top to bottom as the manual has it (piranha.md 6.5). */
export const VIRTUAL_PANEL: Panel = {
  bindings: [
    word('port'),
    choice('protocol', 'tcp'),
    addressOnDevice('address', 'vip', 'device'),
    mask('vip_nmask'),
    word('sorry_server'),
    word('fwmark'),
    word('reentry'),
    word('timeout'),
    flag('quiesce_server'),
    choice('load_monitor', 'none'),
    scheduler(),
    word('persistent'),
    mask('pmask'),
    choice('forward', ''),
  ],
  words: 'forms.virtual',
  target: ({ config }, [slug]) => {
    const block = findVirtual(config, slug)
    if (!block) return null
    const taken = others(virtualBlocks(config), block)
    return { path: block.path, naming: { current: block.name, taken, pathWith: (name) => pathWith('virtual.', name) } }
  },
  done: ({ config }, _at, path, list) => {
    const view = listViewOf(list)
    const block = virtualBlocks(config).find((one) => one.path === path)
    return block ? below(view, block.slug) : listUrl(view)
  },
  note: (path) => path,
}

/** The form behind ADD: saves once, then leads to the real servers. */
export const NEW_VIRTUAL_PANEL: Panel = {
  ...VIRTUAL_PANEL,
  target: ({ config }) => ({
    path: '',
    naming: { current: '', taken: others(virtualBlocks(config)), pathWith: (name) => pathWith('virtual.', name) },
    template: template(VIRTUAL_KEYS, ADDED.virtual),
  }),
  done: ({ config }, _at, path, list) => {
    const view = listViewOf(list)
    const block = virtualBlocks(config).find((one) => one.path === path)
    return block ? below(view, block.slug, 'servers') : listUrl(view)
  },
  note: (path) => `+ ${path}`,
}

/** REAL SERVER. */
export const SERVER_PANEL: Panel = {
  bindings: [word('address'), word('port'), word('weight')],
  words: 'forms.server',
  target: ({ config }, [slug, serverSlug]) => {
    const virtual = findVirtual(config, slug)
    const block = virtual && findServer(config, virtual, serverSlug)
    if (!virtual || !block) return null
    const pathOf = (name: string) => pathWith(`${virtual.path}.server.`, name)
    const taken = others(serverBlocks(config, virtual), block)
    return { path: block.path, naming: { current: block.name, taken, pathWith: pathOf } }
  },
  done: ({ config }, [slug], path, list) => {
    const virtual = findVirtual(config, slug)
    const index = virtual ? serverBlocks(config, virtual).findIndex((one) => one.path === path) : -1
    return below({ ...listViewOf(list), servers: pageShowing(Math.max(0, index)) }, slug ?? '', 'servers')
  },
  note: (path) => path,
}

/** The form behind ADD in the list of real servers. */
export const NEW_SERVER_PANEL: Panel = {
  ...SERVER_PANEL,
  target: ({ config }, [slug]) => {
    const virtual = findVirtual(config, slug)
    if (!virtual) return null
    const pathOf = (name: string) => pathWith(`${virtual.path}.server.`, name)
    const taken = others(serverBlocks(config, virtual))
    return {
      path: '',
      naming: { current: '', taken, pathWith: pathOf },
      template: template(SERVER_KEYS, ADDED.server),
    }
  },
  note: (path) => `+ ${path}`,
}

/** MONITORING SCRIPTS. */
export const SCRIPTS_PANEL: Panel = {
  bindings: [text('send_program'), text('send'), text('expect'), flag('use_regex')],
  words: 'forms.scripts',
  target: ({ config }, [slug]) => {
    const block = findVirtual(config, slug)
    return block && { path: block.path }
  },
  done: (_file, [slug], _path, list) => below(listViewOf(list), slug ?? '', 'scripts'),
  note: (path) => path,
}
