import { keeper } from '@/app/_server/kept'
import type { AlertChannel } from '@/lib/health/alert-settings'
import type { Saying } from '@/lib/plan/types'

/** How a test of a channel ended. */
export type Tested = { channel: AlertChannel; sent: boolean; why: Saying | null }

export const { keep: keepTested, find: testedAt } = keeper<Tested>('alerts')
