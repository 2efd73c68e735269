import { Badge } from '@/components/ui/state-badge'
import type { FileProblem } from '@/lib/api/types'
import type { Say } from './words'

type Props = {
  say: Say
  problems: readonly FileProblem[]
  /** the sentence of a finding */
  sentence: (problem: FileProblem) => string
  /** the panel's field that holds it; null when no panel has it */
  href: (problem: FileProblem) => string | null
}

/** Findings about the files: how grave, where, what, and the way to the field. */
export function ProblemList({ say, problems, sentence, href }: Props) {
  return (
    <ul className="flex flex-col gap-1.5">
      {problems.map((problem) => {
        const field = href(problem)
        const key = `${problem.file} ${problem.line} ${problem.column} ${problem.code} ${problem.path}`
        return (
          <li key={key} className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5">
            {problem.severity === 'error' ? (
              <Badge tone="bad" shape="down">
                {say('common.error')}
              </Badge>
            ) : (
              <Badge tone="warn" shape="alert">
                {say('common.warning')}
              </Badge>
            )}{' '}
            <span className="figure">
              {say('panels.review.at', { file: problem.file, line: String(problem.line) })}
            </span>{' '}
            <span>{sentence(problem)}</span> {field && <a href={field}>{say('panels.review.toField')}</a>}
          </li>
        )
      })}
    </ul>
  )
}
