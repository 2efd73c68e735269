import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import { diffText } from '@/components/ui/diff-lines'
import { DiffView } from '@/components/ui/diff-view'
import type { Say } from './words'

type Diff = ReturnType<typeof diffText>
type Props = {
  say: Say
  file: string
  before: string
  after: string
  /** what the two sides are called, and what a line of only one of them is */
  sides: { caption: string; before: string; after: string; added: string; removed: string }
  /** on the right of the file's name */
  aside: (diff: Diff) => ReactNode
  /** instead of the lines, where nearly every one differs */
  tooDifferent: string
}

/** One configuration file as it is on two sides, line by line. Nothing is drawn for a file that is the same. */
export function DiffCard({ say, file, before, after, sides, aside, tooDifferent }: Props) {
  const diff = diffText(before, after)
  const { parts } = diff
  if (parts?.length === 0) return null
  const words = {
    ...sides,
    sign: say('panels.diff.sign'),
    line: say('panels.diff.line'),
    folded: (count: number) => say('panels.diff.folded', { count }),
  }
  return (
    <Card title={file} aside={aside(diff)} flush={parts !== null}>
      {parts ? <DiffView parts={parts} words={words} /> : <p>{tooDifferent}</p>}
    </Card>
  )
}
