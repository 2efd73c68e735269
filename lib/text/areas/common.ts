import type { Area } from '../index'

/** Words used everywhere. */
export const common = {
  'common.product': { en: 'Arapaima', zh: 'Arapaima' },
  'common.yes': { en: 'Yes', zh: '是' },
  'common.no': { en: 'No', zh: '否' },
  'common.error': { en: 'error', zh: '错误' },
  'common.warning': { en: 'warning', zh: '警告' },
  'common.ago.seconds': { en: '{value} s ago', zh: '{value} 秒前' },
  'common.ago.minutes': { en: '{value} min ago', zh: '{value} 分钟前' },
  'common.ago.hours': { en: '{value} h ago', zh: '{value} 小时前' },
  'common.ago.days': { en: '{value, plural, one {# day} other {# days}} ago', zh: '{value} 天前' },
} as const satisfies Area
