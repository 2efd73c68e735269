import type { Speaker } from '@/app/_server/language'
import { Card } from '@/components/ui/card'
import { diffText } from '@/components/ui/diff-lines'
import { DiffView } from '@/components/ui/diff-view'

type Props = { file: string; mine: string; theirs: string; speaker: Speaker }

/** One file line by line, there against here. Nothing for a file that is the same. */
export function FileSides({ file, mine, theirs, speaker: { t } }: Props) {
  const { parts } = diffText(theirs, mine)
  if (parts?.length === 0) return null
  const words = {
    caption: t('partner.diff.caption', { file }),
    added: t('partner.diff.added'),
    removed: t('partner.diff.removed'),
    before: t('partner.diff.before'),
    after: t('partner.diff.after'),
    sign: t('panels.diff.sign'),
    line: t('panels.diff.line'),
    folded: (count: number) => t('panels.diff.folded', { count }),
  }
  return (
    <Card title={file} aside={`− ${t('partner.diff.removed')} · + ${t('partner.diff.added')}`} flush={parts !== null}>
      {parts ? <DiffView parts={parts} words={words} /> : <p>{t('partner.diff.tooDifferent')}</p>}
    </Card>
  )
}
