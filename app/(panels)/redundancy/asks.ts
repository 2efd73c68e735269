import { PAIR_ASKS, type PairAsk } from '@/components/lvs/pair-asks'

/** The request that a word of an address or a form names; null for any other. */
export const askOf = (word: string | undefined): PairAsk | null => PAIR_ASKS.find((one) => one === word) ?? null

/** Where a request may lead back to: the two panels that offer it. */
export const backOf = (word: string | string[] | undefined): '/' | '/redundancy' => (word === '/' ? '/' : '/redundancy')
