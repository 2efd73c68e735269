import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Facts } from './facts'

test('each name stands before its value, markup in either is text', () => {
  const rows: [string, string][] = [
    ['Host', '<b>lvs1</b>'],
    ['A & B', 'x'],
  ]
  const html = renderToStaticMarkup(<Facts rows={rows} />)
  expect(html.match(/<(dt|dd)[^>]*>.*?<\/\1>/g)?.map((one) => one.replaceAll(/<\/?d[td][^>]*>/g, ''))).toEqual([
    'Host',
    '&lt;b&gt;lvs1&lt;/b&gt;',
    'A &amp; B',
    'x',
  ])
})
