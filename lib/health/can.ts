import type { Saying } from '../plan/types'
import type { ServerState, WishKind } from './types'

/**
 * Why an operator cannot do this to a server now; null = can. The panel disables with it, the agent refuses with it.
 */
export function canWish(state: ServerState, kind: WishKind | 'resume'): Saying | null {
  const no = (code: string): Saying => ({ code, params: { state: state.name } })
  if (state.name === 'inactive') return no('health.can.inactive')
  if (state.name === 'retired') return no('health.can.retired')
  if (kind === 'resume') return state.wish ? null : no('health.can.nothing-to-resume')
  if (state.wish?.kind === kind) return no('health.can.already')
  if (kind === 'drain' && !state.want.present) return no('health.can.not-in-table')
  return null
}
