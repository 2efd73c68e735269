import type { Speaker } from '@/app/_server/language'
import { Checkbox, NumberInput, TextInput } from '@/components/form/controls'
import { Field } from '@/components/form/field'
import { Card } from '@/components/ui/card'
import type { FieldProps } from '../_save/field-props'
import type { ConfigFile } from '../_save/panel'

type FieldOf = (name: string) => FieldProps

/** The private address is asked for only when the primary has one, as in Piranha; one that stands in the file is never hidden. */
export function Partner({ of, file, speaker: { t } }: { of: FieldOf; file: ConfigFile; speaker: Speaker }) {
  const both = file.raw('primary_private') !== undefined || file.raw('backup_private') !== undefined
  return (
    <Card title={t('forms.redundancy.partner')} flush>
      <Field {...of('backup')}>
        <TextInput width="address" figure placeholder="192.0.2.3" />
      </Field>
      {both ? (
        <Field {...of('backup_private')} mark={t('forms.mayBeBlank')}>
          <TextInput width="address" figure />
        </Field>
      ) : (
        <p className="max-w-[75ch] px-4 py-2 text-sm text-muted">
          {t('forms.redundancy.noPrivate')} <a href="/global">{t('forms.global.title')}</a>
        </p>
      )}
    </Card>
  )
}

export function Heartbeat({ of, speaker: { t } }: { of: FieldOf; speaker: Speaker }) {
  return (
    <Card title={t('forms.redundancy.heartbeat')} flush>
      <Field {...of('keepalive')} unit={t('forms.seconds')}>
        <NumberInput placeholder="2" />
      </Field>
      <Field {...of('deadtime')} unit={t('forms.seconds')}>
        <NumberInput placeholder="5" />
      </Field>
      <Field {...of('heartbeat_port')}>
        <NumberInput placeholder="539" />
      </Field>
      <Field {...of('monitor_links')} group>
        <Checkbox label={t('forms.redundancy.monitor_links.box')} />
      </Field>
    </Card>
  )
}

export function SyncDaemon({ of, speaker: { t } }: { of: FieldOf; speaker: Speaker }) {
  return (
    <Card title={t('forms.redundancy.sync')} flush>
      <Field {...of('syncdaemon')} group>
        <Checkbox label={t('forms.redundancy.syncdaemon.box')} />
      </Field>
      <Field {...of('syncd_iface')}>
        <TextInput width="address" figure placeholder="eth0" />
      </Field>
      <Field {...of('syncd_id')}>
        <NumberInput placeholder="0" />
      </Field>
    </Card>
  )
}
