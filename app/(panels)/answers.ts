import type { ApplyAnswer } from '@/lib/api/types'

/** How many steps the plan had that came to this answer. */
export function stepsOf(answer: ApplyAnswer): number {
  return answer.applied + answer.left.length + (answer.failed ? 1 : 0)
}
