import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { runCase } from './cases/run'

const here = fileURLToPath(new URL('./cases/', import.meta.url))
const LINE = '----------'

for (const name of readdirSync(here).filter((file) => file.endsWith('.case'))) {
  test(name, () => {
    const [input = '', expected = ''] = readFileSync(here + name, 'utf8')
      .trimEnd()
      .split(`\n${LINE}\n`)
    const result = runCase(input)
    if (process.env.UPDATE === '1') writeFileSync(here + name, `${input}\n${LINE}\n${result}\n`)
    else expect(result).toBe(expected)
  })
}
