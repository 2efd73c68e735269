import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { say, type TextKey } from '../text'
import { GLOBAL_KEYS, type KeyInfo, SERVER_KEYS, VIRTUAL_KEYS } from './index'
import { GUI_ONLY_KEYS } from './schema'

const file = fileURLToPath(new URL('README.md', import.meta.url))

function range({ min, max, unit, words }: KeyInfo): string {
  if (words) return words.join(' ')
  return min === undefined ? '' : `${min} to ${max}${unit ? ' s' : ''}`
}

function row(key: string, info: KeyInfo): string {
  const defaults = info.defaultFrom
    ? `that of \`${info.defaultFrom}\``
    : info.default === undefined
      ? ''
      : `\`${info.default}\``
  const gui = info.guiDefault === undefined ? '' : `\`${info.guiDefault}\``
  const cells = [
    `\`${key}\``,
    info.type,
    range(info),
    defaults,
    gui,
    info.piranha ? 'yes' : 'no',
    say('en', info.text as TextKey),
  ]
  return `| ${cells.join(' | ')} |`
}

function table(title: string, keys: Readonly<Record<string, KeyInfo>>): string {
  const head = '| key | type | takes | default | GUI | Piranha | meaning |\n|---|---|---|---|---|---|---|'
  return `### ${title}\n\n${head}\n${Object.entries(keys)
    .map(([key, info]) => row(key, info))
    .join('\n')}\n`
}

test('the README has every key as the schema has it (UPDATE=1 rewrites it)', () => {
  const tables = [
    table('At the top level', GLOBAL_KEYS),
    table('In `virtual NAME {` and `failover NAME {`', VIRTUAL_KEYS),
    table('In `server NAME {`', SERVER_KEYS),
  ].join('\n')
  const text = readFileSync(file, 'utf8')
  const [before = '', rest = ''] = text.split('<!-- keys -->\n')
  const after = rest.slice(rest.indexOf('<!-- /keys -->'))
  const wanted = `${before}<!-- keys -->\n${tables}${after}`
  if (process.env.UPDATE === '1') writeFileSync(file, wanted)
  expect(readFileSync(file, 'utf8')).toBe(wanted)
  for (const key of Object.values(GUI_ONLY_KEYS).flat()) expect(text).toContain(`\`${key}\``)
})
