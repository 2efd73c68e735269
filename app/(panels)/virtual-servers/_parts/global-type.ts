import type { Speaker } from '@/app/_server/language'
import type { ConfigFile } from '../../_save/panel'

/** The network type of GLOBAL SETTINGS in words; NAT where the file sets none. */
export function globalTypeWord(file: ConfigFile, { t }: Speaker): string {
  return t(`forms.network.${file.config.global.network ?? 'nat'}`)
}
