import { read, type World } from '@/lib/lvscf'
import { toShown } from '@/lib/lvscf/bytes'
import { settingText } from '@/lib/lvscf/get'
import { parse } from '@/lib/lvscf/parse'
import { quotePart } from '@/lib/lvscf/path'
import type { Scope } from '@/lib/lvscf/schema'
import type { Node } from '@/lib/lvscf/tree'
import type { Saved } from '@/lib/store'
import type { ConfigFile } from './panel'

/** The lvs.cf of some files, a character per byte. */
export const textOf = (files: Saved['files']): string => files['lvs.cf'].toString('latin1')

/**
 * lvs.cf, read once: its meaning, its problems, and each value as somebody wrote it.
 * @param world names of services and hosts that the file may use (lib/store/world)
 */
export function configFile(text: string, world: World): ConfigFile {
  let values: Map<string, string> | null = null
  return {
    text,
    ...read(text, world),
    raw: (path) => {
      values ??= spelledValues(text)
      return values.get(path)
    },
  }
}

/** Every value by its path, unquoted and as it is written, right or wrong; of a key given twice the last, as the daemons take it. */
function spelledValues(text: string): Map<string, string> {
  const values = new Map<string, string>()
  collect(values, parse(text).children, 'global', '')
  return values
}

function collect(values: Map<string, string>, nodes: readonly Node[], scope: Scope, above: string): void {
  const seen = new Map<string, number>()
  for (const node of nodes) {
    if (node.kind === 'setting') values.set(above + quotePart(toShown(node.key)), settingText(node, scope))
    if (node.kind !== 'block' || node.type === 'other') continue
    const name = toShown(node.name)
    const nth = (seen.get(`${node.type} ${name}`) ?? 0) + 1
    seen.set(`${node.type} ${name}`, nth)
    collect(values, node.children, node.type, `${above}${node.type}.${quotePart(name, nth)}.`)
  }
}
