import { keeper } from '@/app/_server/kept'
import type { HealthServer, Tried } from '@/lib/api/health'

/** What a button on a monitor came to. */
export type Kept =
  | { kind: 'tried'; tried: Tried }
  | { kind: 'wished'; server: Pick<HealthServer, 'name' | 'state'> }
  | { kind: 'refused'; code: string; params: Record<string, string | number> }

export const { keep, find: keptAt } = keeper<Kept>('monitors')
