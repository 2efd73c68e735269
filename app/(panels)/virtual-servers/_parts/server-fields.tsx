import type { Speaker } from '@/app/_server/language'
import { NumberInput, TextInput } from '@/components/form/controls'
import { Field } from '@/components/form/field'
import { Card } from '@/components/ui/card'
import type { Block } from '../../_save/blocks'
import type { ConfigFile } from '../../_save/panel'
import type { FieldOf } from './virtual-fields'
import type { Help } from './virtual-help'

type Props = { of: FieldOf; inherited: string; speaker: Speaker; fresh?: boolean }

/** Name, address, port, weight of a real server. */
export function ServerFields({ of, inherited, speaker: { t }, fresh }: Props) {
  return (
    <Card title={t('forms.server.title')} flush>
      <Field {...of('name')}>
        <TextInput width="address" autoFocus={fresh} />
      </Field>
      <Field {...of('address')}>
        <TextInput width="address" figure placeholder="10.0.0.2" />
      </Field>
      <Field {...of('port')} mark={t('forms.mayBeBlank')}>
        <NumberInput placeholder={inherited} />
      </Field>
      <Field {...of('weight')}>
        <NumberInput placeholder="1" />
      </Field>
    </Card>
  )
}

/** The port that a real server without one gets. */
export const inheritedPort = (file: ConfigFile, virtual: Block): string => file.raw(`${virtual.path}.port`) || '80'

/** What a port of its own means here: under a mark it is the check's, without NAT the kernel cannot use it. */
export function serverHelp(file: ConfigFile, virtual: Block): (field: string) => Help {
  const values = file.config.virtuals[virtual.index]?.values
  const method = values?.forward ?? file.config.global.network ?? 'nat'
  const key = values?.fwmark ? 'forms.server.port.mark' : method === 'nat' ? undefined : 'forms.server.port.direct'
  const params = { port: inheritedPort(file, virtual) }
  return (field) => (field === 'port' ? { key, params } : {})
}
