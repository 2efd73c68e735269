import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { FormContext } from './context'
import { Checkbox, CheckList, Radios, SecretInput, Select, TextInput } from './controls'
import { Field } from './field'
import { MaskSelect } from './mask-select'
import type { FormState } from './state'

const answer = (values: Record<string, string>, problems: FormState['problems'] = []): FormState => ({
  attempt: '1',
  values,
  problems,
  revision: 'r',
  seen: '{}',
})
const html = (element: ReactElement, state: FormState | null = null) =>
  renderToStaticMarkup(<FormContext value={state}>{element}</FormContext>)
/** Attributes of the first element of this name, in the order in which they stand. */
const tag = (markup: string, name: string) => new RegExp(`<${name}[^>]*>`).exec(markup)?.[0] ?? ''

test('a field names its control, its help and its problems', () => {
  const markup = html(
    <Field
      name="port"
      label="Application port"
      value="80x"
      problems={[{ says: 'not a number', severity: 'error' }]}
      help="clients reach it"
      unit="s"
    >
      <TextInput />
    </Field>,
  )
  expect(markup).toContain('<label id="field-port-label" for="field-port"')
  const input = tag(markup, 'input')
  expect(input).toContain('value="80x"')
  expect(input).toContain('aria-invalid="true"')
  expect(input).toContain('aria-describedby="field-port-problem-0 field-port-unit field-port-help"')
  for (const id of ['field-port-problem-0', 'field-port-unit', 'field-port-help'])
    expect(markup).toContain(`id="${id}"`)
  expect(input).toContain('spellCheck="false"')
  expect(input).toContain('autoComplete="off"')
})

test('a warning is said, but the value is valid', () => {
  const problems = [{ says: 'beyond Piranha', severity: 'warning' as const }]
  const markup = html(
    <Field name="vip" label="VIP" value="::1" problems={problems}>
      <TextInput />
    </Field>,
  )
  expect(markup).toContain('beyond Piranha')
  expect(tag(markup, 'input')).not.toContain('aria-invalid')
})

test('after an attempt a field shows what was typed and what was said about it, not what the file holds', () => {
  const state = answer({ port: '99999' }, [{ field: 'port', label: 'Port', says: 'out of range' }])
  const markup = html(
    <Field name="port" label="Port" value="80x" problems={[{ says: 'not a number', severity: 'error' }]}>
      <TextInput />
    </Field>,
    state,
  )
  expect(tag(markup, 'input')).toContain('value="99999"')
  expect(markup).toContain('out of range')
  expect(markup).not.toContain('not a number')
})

const scheduling = (value: string) => (
  <Field name="scheduler" label="Scheduling" value={value}>
    <Select
      foreign="(as it stands)"
      options={[
        { value: 'wlc', label: 'wlc' },
        { label: 'beyond', options: [{ value: 'mh', label: 'mh' }] },
      ]}
    />
  </Field>
)
const selected = (markup: string) => /<option[^>]*selected=""[^>]*>([^<]*)/.exec(markup)?.[1]

test('a select keeps a value that its list does not have, and what was chosen before an error', () => {
  expect(selected(html(scheduling('fastest')))).toBe('fastest (as it stands)')
  expect(selected(html(scheduling('mh')))).toBe('mh')
  expect(html(scheduling('mh'))).not.toContain('as it stands')
  expect(selected(html(scheduling('wlc'), answer({ scheduler: 'mh' })))).toBe('mh')
})

test('a checkbox that is not ticked says 0; a value that is neither ticks nothing', () => {
  const box = (value: string, state?: FormState) =>
    html(
      <Field name="use_regex" label="Regex" value={value} group>
        <Checkbox label="regular" />
      </Field>,
      state,
    )
  expect(box('0')).toMatch(/<input type="hidden" name="use_regex" value="0"\/><input[^>]*type="checkbox"/)
  expect(box('0')).not.toContain('checked=""')
  expect(box('1')).toContain('checked=""')
  expect(box('1', answer({ use_regex: '0' }))).not.toContain('checked=""')
  expect(box('maybe')).not.toContain('checked=""')
})

test('a secret comes back in no case, and a word says whether one is kept', () => {
  const field = (state: FormState | null) =>
    html(
      <Field name="webhook.secret" label="Key" value="kept">
        <SecretInput state="set; leave empty to keep" />
      </Field>,
      state,
    )
  for (const state of [null, answer({ 'webhook.secret': 'typed' })]) {
    expect(field(state)).not.toMatch(/kept"|typed/)
    expect(tag(field(state), 'input')).toContain('type="password"')
    expect(field(state)).toContain('set; leave empty to keep')
  }
})

test('radios: the label of the field names the group, the first one is where a problem’s link leads', () => {
  const markup = html(
    <Field name="quiesce_server" label="Quiesce" value="0" group>
      <Radios
        options={[
          { value: '1', label: 'Yes' },
          { value: '0', label: 'No' },
        ]}
      />
    </Field>,
  )
  expect(markup).toContain('role="radiogroup" aria-labelledby="field-quiesce_server-label"')
  expect(markup).toContain('id="field-quiesce_server"')
  expect(/<input[^>]*checked=""[^>]*>/.exec(markup)?.[0]).toContain('value="0"')
})

test('ticks of a list come back one by one', () => {
  const options = [
    { name: 'flag:sh-port', label: 'port', value: '1' },
    { name: 'flag:mh-port', label: 'port', value: '0' },
  ]
  const list = (state?: FormState) =>
    html(
      <Field name="flags" label="Flags" value="" group>
        <CheckList options={options} />
      </Field>,
      state,
    )
  const ticked = (markup: string) => [...markup.matchAll(/name="([^"]+)"[^>]*checked=""/g)].map((one) => one[1])
  expect(ticked(list())).toEqual(['flag:sh-port'])
  expect(ticked(list(answer({ 'flag:sh-port': '0', 'flag:mh-port': '1' })))).toEqual(['flag:mh-port'])
})

test('the masks of Piranha’s list, in its order, with "unused" first', () => {
  const markup = html(
    <Field name="pmask" label="Mask" value="255.255.254.0">
      <MaskSelect unused="(Unused)" ipv6="IPv6" foreign="" />
    </Field>,
  )
  const values = [...markup.matchAll(/<option value="([^"]*)"/g)].map((one) => one[1])
  expect(values.slice(0, 4)).toEqual(['', '255.255.255.255', '255.255.255.252', '255.255.255.248'])
  expect(values).toContain('255.255.0.0')
  expect(values.filter((one) => one?.includes('.'))).toHaveLength(16)
  expect(selected(markup)).toBe('255.255.254.0 (/23)')
})
