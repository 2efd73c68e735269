import type { Speaker } from '@/app/_server/language'
import { DiffCard } from '@/components/lvs/diff-card'

type Props = { file: string; mine: string; theirs: string; speaker: Speaker }

/** One configuration file, there against here. */
export function FileSides({ file, mine, theirs, speaker: { t } }: Props) {
  const sides = {
    caption: t('partner.diff.caption', { file }),
    added: t('partner.diff.added'),
    removed: t('partner.diff.removed'),
    before: t('partner.diff.before'),
    after: t('partner.diff.after'),
  }
  return (
    <DiffCard
      say={t}
      file={file}
      before={theirs}
      after={mine}
      sides={sides}
      aside={() => `− ${sides.removed} · + ${sides.added}`}
      tooDifferent={t('partner.diff.tooDifferent')}
    />
  )
}
