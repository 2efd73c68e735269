import type { Speaker } from '@/app/_server/language'
import type { FilterWords } from '@/components/form/list-filter'

/** The words of the form above a list. */
export const filterWords = ({ t }: Speaker): FilterWords => ({
  title: t('monitors.filter'),
  any: t('monitors.filter.any'),
  show: t('monitors.filter.show'),
  clear: t('monitors.filter.clear'),
})
