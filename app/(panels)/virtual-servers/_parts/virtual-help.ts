import type { Params } from '@/lib/text'
import type { Block } from '../../_save/blocks'
import type { ConfigFile } from '../../_save/panel'
import { sharing } from '../rows'

export type Help = { key?: string; params?: Params }

/** Help that depends on what the file holds: who shares the address or the mark, what the times mean for the checks. */
export function virtualHelp(file: ConfigFile, block: Block | null): (field: string) => Help {
  return (field) => {
    if (field === 'timeout' || field === 'reentry') return timesHelp(file, block, field)
    if (!block) return {}
    const { virtuals } = file.config
    if (field === 'vip') {
      const names = sharing(file.config, block, (index) => virtuals[index]?.values.address?.address)
      return names.length > 0 ? { key: 'forms.virtual.vip.shared', params: { names: names.join(', ') } } : {}
    }
    if (field === 'fwmark') {
      const names = sharing(file.config, block, (index) => String(virtuals[index]?.values.fwmark || ''))
      return names.length > 0 ? { key: 'forms.virtual.fwmark.shared', params: { names: names.join(', ') } } : {}
    }
    return {}
  }
}

/** What nanny does with them (piranha.md 4.2): reentry / timeout checks in a row, at least one. */
function timesHelp(file: ConfigFile, block: Block | null, field: 'timeout' | 'reentry'): Help {
  const values = block ? file.config.virtuals[block.index]?.values : { timeout: 6, reentry: 15 }
  const timeout = values?.timeout ?? 10
  const reentry = values?.reentry ?? 180
  if (timeout < 1) return {}
  if (field === 'timeout') return { key: 'forms.virtual.timeout.now', params: { seconds: timeout } }
  const checks = Math.max(1, Math.floor(reentry / timeout))
  return { key: 'forms.virtual.reentry.now', params: { seconds: reentry, checks } }
}
