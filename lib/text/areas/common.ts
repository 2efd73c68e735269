import type { Area } from '../index'

/** Words used everywhere. */
export const common = {
  'common.product': { en: 'Arapaima', zh: 'Arapaima' },
  'common.yes': { en: 'Yes', zh: '是' },
  'common.no': { en: 'No', zh: '否' },
  'common.error': { en: 'error', zh: '错误' },
  'common.warning': { en: 'warning', zh: '警告' },
} as const satisfies Area
