import { Card } from '@/components/ui/card'
import { diffText } from '@/components/ui/diff-lines'
import { DiffView } from '@/components/ui/diff-view'
import type { Say } from './words'

type Props = { say: Say; file: string; before: string; after: string }

/** One configuration file, running against saved, line by line. Nothing is drawn for a file that is the same. */
export function FileDiff({ say, file, before, after }: Props) {
  const { added, removed, parts } = diffText(before, after)
  if (parts?.length === 0) return null
  const words = {
    caption: say('panels.diff.caption', { file }),
    added: say('panels.diff.added'),
    removed: say('panels.diff.removed'),
    before: say('panels.diff.before'),
    after: say('panels.diff.after'),
    sign: say('panels.diff.sign'),
    line: say('panels.diff.line'),
    folded: (count: number) => say('panels.diff.folded', { count }),
  }
  const both = added > 0 && removed > 0 ? 'yes' : 'no'
  return (
    <Card title={file} aside={parts && say('panels.review.diffCount', { added, removed, both })} flush={parts !== null}>
      {parts ? <DiffView parts={parts} words={words} /> : <p>{say('panels.review.tooDifferent')}</p>}
    </Card>
  )
}
