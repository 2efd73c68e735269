import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { RowState } from '@/lib/api/types'
import { STATE_LOOK, StateBadge } from './row-state'

const states = Object.keys(STATE_LOOK) as RowState[]

test('every state shows its word, and a shape that no other state has', () => {
  const shapes = states.map((state) => {
    const html = renderToStaticMarkup(<StateBadge state={state} word={`word of ${state}`} />)
    expect(html).toContain(`word of ${state}`)
    return / d="([^"]+)"/.exec(html)?.[1]
  })
  expect(shapes.every((shape) => shape !== undefined)).toBe(true)
  expect(new Set(shapes).size).toBe(states.length)
})
