import type { Speaker } from '@/app/_server/language'
import type { FormWords } from '@/components/form/form'

/** The words that every form carries, in the reader's language. */
export function formWords({ t }: Speaker): FormWords {
  return {
    accept: t('forms.accept'),
    saving: t('forms.saving'),
    cancel: t('forms.cancel'),
    effect: t('forms.effect'),
    problems: t('forms.problems', { count: 2 }),
    clash: {
      title: t('forms.clash'),
      next: t('forms.clashNext'),
      conflicts: t('forms.clashConflicts'),
      taken: t('forms.clashTaken'),
      nothingHere: t('forms.clashNothingHere'),
      field: t('forms.clashField'),
      was: t('forms.clashWas'),
      now: t('forms.clashNow'),
      mine: t('forms.clashMine'),
      blank: t('forms.clashBlank'),
      diff: {
        caption: t('forms.diff.caption'),
        added: t('forms.diff.added'),
        removed: t('forms.diff.removed'),
        before: t('forms.diff.before'),
        after: t('forms.diff.after'),
        sign: t('forms.diff.sign'),
        line: t('forms.diff.line'),
        folded: t('forms.diff.folded'),
      },
    },
  }
}
