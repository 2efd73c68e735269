import { createElement, Fragment, type ReactNode } from 'react'
import type { Params, TextKey } from '@/lib/text'
import type { Say } from './words'

/** A private-use character stands where a node goes, so that each language keeps its own word order. */
const MARK = '\ue000'

/** A sentence with nodes (a time, a link, a bold word) in the place of some of its parameters. */
export function rich(say: Say, key: TextKey, nodes: Record<string, ReactNode>, params: Params = {}): ReactNode {
  const names = Object.keys(nodes)
  const marked = Object.fromEntries(names.map((name, i) => [name, `${MARK}${i}${MARK}`]))
  const parts = say(key, { ...params, ...marked }).split(MARK)
  // Odd parts are the numbers between two marks.
  return createElement(
    Fragment,
    null,
    ...parts.map((part, i) => (i % 2 === 1 ? nodes[names[Number(part)] ?? ''] : part)),
  )
}
