import type { Speaker } from '@/app/_server/language'
import { CheckList, NumberInput, Radios, Select, TextInput } from '@/components/form/controls'
import { Field } from '@/components/form/field'
import { MaskSelect } from '@/components/form/mask-select'
import { Card } from '@/components/ui/card'
import { flagField, SCHEDULER_FLAGS } from '../../_save/bindings'
import type { FieldProps } from '../../_save/field-props'

export type FieldOf = (name: string) => FieldProps
type Props = { of: FieldOf; speaker: Speaker }

/** Name to Device: what clients reach. */
export function ServiceFields({ of, speaker: { t }, fresh }: Props & { fresh?: boolean }) {
  return (
    <Card title={t('forms.virtual.service')} flush>
      <Field {...of('name')}>
        <TextInput width="address" autoFocus={fresh} />
      </Field>
      <Field {...of('port')}>
        <NumberInput placeholder="80" />
      </Field>
      <Field {...of('protocol')}>
        <Select
          foreign={t('forms.fromFile')}
          width="address"
          options={[
            { value: 'tcp', label: 'TCP' },
            { value: 'udp', label: 'UDP' },
            { value: 'udp,ops', label: t('forms.virtual.protocol.ops') },
          ]}
        />
      </Field>
      <Field {...of('vip')}>
        <TextInput width="address" figure placeholder="192.0.2.10" />
      </Field>
      <Field {...of('vip_nmask')}>
        <MaskSelect unused={t('forms.unused')} ipv6={t('forms.prefixGroup')} foreign={t('forms.fromFile')} />
      </Field>
      <Field {...of('sorry_server')} mark={t('forms.mayBeBlank')}>
        <TextInput width="address" figure />
      </Field>
      <Field {...of('fwmark')} mark={t('forms.mayBeBlank')}>
        <NumberInput />
      </Field>
      <Field {...of('device')}>
        <TextInput width="address" figure placeholder="eth0:1" />
      </Field>
    </Card>
  )
}

const TOOLS = ['none', 'rup', 'ruptime'] as const

/** Re-entry time to load monitoring tool. */
export function FailingFields({ of, speaker: { t } }: Props) {
  return (
    <Card title={t('forms.virtual.failing')} flush>
      <Field {...of('reentry')} unit={t('forms.seconds')}>
        <NumberInput placeholder="180" />
      </Field>
      <Field {...of('timeout')} unit={t('forms.seconds')}>
        <NumberInput placeholder="10" />
      </Field>
      <Field {...of('quiesce_server')} group>
        <Radios
          options={[
            { value: '1', label: t('common.yes') },
            { value: '0', label: t('common.no') },
          ]}
        />
      </Field>
      <Field {...of('load_monitor')}>
        <Select
          foreign={t('forms.fromFile')}
          options={TOOLS.map((value) => ({ value, label: t(`forms.virtual.load_monitor.${value}`) }))}
        />
      </Field>
    </Card>
  )
}

/** Piranha's schedulers in its order, then those that it never knew. */
const SCHEDULERS = ['rr', 'wlc', 'wrr', 'lc', 'lblc', 'lblcr', 'dh', 'sh'] as const
const BEYOND = ['sed', 'nq', 'mh', 'fo', 'ovf'] as const
const METHODS = ['nat', 'direct', 'tunnel'] as const

/** Scheduling to persistence network mask, and the forwarding method of this virtual server alone. */
export function BalancingFields({ of, speaker: { t }, globalType }: Props & { globalType: string }) {
  const scheduling = of('scheduler')
  return (
    <Card title={t('forms.virtual.balancing')} flush>
      <Field {...scheduling}>
        <Select
          foreign={t('forms.fromFile')}
          options={[
            ...SCHEDULERS.map((value) => ({ value, label: t(`forms.scheduler.${value}`) })),
            {
              label: t('forms.beyondPiranhaGroup'),
              options: BEYOND.map((value) => ({ value, label: t(`forms.scheduler.${value}`) })),
            },
          ]}
        />
      </Field>
      <div className="hidden group-has-[option[value=mh]:checked]/form:block group-has-[option[value=sh]:checked]/form:block">
        <Field {...of('flags')} mark={t('forms.beyondPiranha')} group>
          <CheckList
            options={[...SCHEDULER_FLAGS.sh, ...SCHEDULER_FLAGS.mh].map((flag) => {
              const { name, label, value } = of(flagField(flag))
              return { name, label, value }
            })}
          />
        </Field>
      </div>
      <Field {...of('persistent')} unit={t('forms.seconds')} mark={t('forms.mayBeBlank')}>
        <NumberInput />
      </Field>
      <Field {...of('pmask')}>
        <MaskSelect unused={t('forms.unused')} ipv6={t('forms.prefixGroup')} foreign={t('forms.fromFile')} />
      </Field>
      <Field {...of('forward')} mark={t('forms.beyondPiranha')}>
        <Select
          width="address"
          foreign={t('forms.fromFile')}
          options={[
            { value: '', label: t('forms.virtual.forward.global', { type: globalType }) },
            ...METHODS.map((value) => ({ value, label: t(`forms.network.${value}`) })),
          ]}
        />
      </Field>
    </Card>
  )
}
