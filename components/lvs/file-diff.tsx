import { DiffCard } from './diff-card'
import type { Say } from './words'

type Props = { say: Say; file: string; before: string; after: string }

/** One configuration file, running against saved. */
export function FileDiff({ say, file, before, after }: Props) {
  const sides = {
    caption: say('panels.diff.caption', { file }),
    added: say('panels.diff.added'),
    removed: say('panels.diff.removed'),
    before: say('panels.diff.before'),
    after: say('panels.diff.after'),
  }
  return (
    <DiffCard
      say={say}
      file={file}
      before={before}
      after={after}
      sides={sides}
      aside={({ parts, added, removed }) =>
        parts && say('panels.review.diffCount', { added, removed, both: added > 0 && removed > 0 ? 'yes' : 'no' })
      }
      tooDifferent={say('panels.review.tooDifferent')}
    />
  )
}
