import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Button } from './button'

test('a button that cannot be used stays, says why, and sends nothing', () => {
  const html = renderToStaticMarkup(
    <Button name="do" value="apply" disabledReason="There is nothing to apply.">
      Apply
    </Button>,
  )
  const id = /aria-describedby="([^"]+)"/.exec(html)?.[1]
  expect(html).toContain(`<span id="${id}"`)
  expect(html).toContain('There is nothing to apply.')
  expect(html).toContain('aria-disabled="true"')
  // Without a script, too: a plain button is no submit button, and has no name to send.
  expect(html).toContain('type="button"')
  expect(html).not.toContain('name="do"')
})

test('a button that can be used submits', () => {
  const html = renderToStaticMarkup(
    <Button name="do" value="apply">
      Apply
    </Button>,
  )
  expect(html).toContain('type="submit"')
  expect(html).toContain('name="do"')
  expect(html).not.toContain('aria-disabled')
})
