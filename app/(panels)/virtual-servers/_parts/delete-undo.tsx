import type { Speaker } from '@/app/_server/language'

/** Where the file as it is now can be found again. */
export function DeleteUndo({ number, speaker: { t } }: { number: number | null; speaker: Speaker }) {
  return <li>{number === null ? t('forms.deleteUndoByHand') : t('forms.deleteUndo', { revision: String(number) })}</li>
}
