import { pairDesk } from '@/app/_server/pair'
import { WATCHER } from '@/app/_server/pair/desk'

/** What an apply would do on the partner now. Only looks, so it is nobody's in particular. */
export const agentPlan = () => pairDesk().plan(WATCHER)
