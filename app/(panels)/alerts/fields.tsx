import type { Speaker } from '@/app/_server/language'
import { Checkbox, CheckList, NumberInput, Radios, SecretInput, Select, TextInput } from '@/components/form/controls'
import { Field } from '@/components/form/field'
import { Card } from '@/components/ui/card'
import type { SECRET_FIELDS } from '@/lib/health/alert-fields'
import { ALERT_TOPICS } from '@/lib/health/alert-settings'
import { type FormValues, helpKey, labelKey, topicField } from './values'

type Props = {
  values: FormValues
  secrets: Record<(typeof SECRET_FIELDS)[number], boolean>
  speaker: Speaker
}

/** Where a program may lie and who it runs as; agent/alerts/program.ts decides. */
const PROGRAM = { folders: '/etc/sysconfig/ha/alerts, /usr/local/lib/arapaima/alerts', user: 'arapaima-check' }
const LANGUAGES = ['en', 'zh'] as const
const VIAS = ['smtp', 'sendmail'] as const
const TLS = ['starttls', 'implicit', 'none'] as const

/** Label, value and help of a field, as Field takes them. */
function fieldOf({ values, speaker: { t } }: Props) {
  return (name: string) => {
    const help = helpKey(name)
    return {
      name,
      label: t(labelKey(name)),
      value: values[name] ?? '',
      help: help ? t(help, name === 'program.argv' ? PROGRAM : {}) : undefined,
    }
  }
}

/** Every field of the panel, card by card. */
export function AlertFields(props: Props) {
  return (
    <>
      <Told {...props} />
      <Webhook {...props} />
      <Mail {...props} />
      <Program {...props} />
      <Often {...props} />
    </>
  )
}

function Told(props: Props) {
  const { t } = props.speaker
  const of = fieldOf(props)
  const topics = ALERT_TOPICS.map((topic) => ({
    name: topicField(topic),
    label: t(`alerts.topic.${topic}`),
    value: props.values[topicField(topic)] ?? '0',
  }))
  return (
    <Card title={t('alerts.part.told')} flush>
      <Field {...of('on')} group wide>
        <CheckList options={topics} />
      </Field>
      <Field {...of('language')} group>
        <Radios options={LANGUAGES.map((value) => ({ value, label: t(`alerts.language.${value}`) }))} />
      </Field>
    </Card>
  )
}

function Webhook(props: Props) {
  const { t } = props.speaker
  const of = fieldOf(props)
  return (
    <Card title={t('alerts.channel.webhook')} flush>
      <Enabled {...props} channel="webhook" />
      <Field {...of('webhook.url')}>
        <TextInput figure inputMode="url" placeholder="https://alerts.example.com/lvs" />
      </Field>
      <Secret {...props} name="webhook.secret" />
      <Limit {...props} name="webhook.timeoutSec" />
      <AllowLocal {...props} name="webhook.allowLocal" />
    </Card>
  )
}

function Mail(props: Props) {
  const { t } = props.speaker
  const of = fieldOf(props)
  return (
    <Card title={t('alerts.channel.mail')} flush>
      <Enabled {...props} channel="mail" />
      <Field {...of('mail.from')}>
        <TextInput figure placeholder="lvs@example.com" />
      </Field>
      <Field {...of('mail.to')}>
        <TextInput figure placeholder="ops@example.com" />
      </Field>
      <Field {...of('mail.via')} group>
        <Radios options={VIAS.map((value) => ({ value, label: t(`alerts.via.${value}`) }))} />
      </Field>
      <div className="group-has-[input[value=sendmail]:checked]/form:hidden">
        <Field {...of('mail.host')}>
          <TextInput width="address" figure placeholder="mail.example.com" />
        </Field>
        <Field {...of('mail.port')}>
          <NumberInput />
        </Field>
        <Field {...of('mail.tls')}>
          <Select
            width="address"
            foreign=""
            options={TLS.map((value) => ({ value, label: t(`alerts.tls.${value}`) }))}
          />
        </Field>
        <Field {...of('mail.verify')} group>
          <Checkbox label={t('alerts.field.mail.verify.tick')} />
        </Field>
        <Field {...of('mail.user')} mark={t('forms.mayBeBlank')}>
          <TextInput width="address" figure />
        </Field>
        <Secret {...props} name="mail.password" />
        <AllowLocal {...props} name="mail.allowLocal" />
      </div>
      <Limit {...props} name="mail.timeoutSec" />
    </Card>
  )
}

function Program(props: Props) {
  const { t } = props.speaker
  const of = fieldOf(props)
  return (
    <Card title={t('alerts.channel.program')} flush>
      <Enabled {...props} channel="program" />
      <Field {...of('program.argv')}>
        <TextInput figure placeholder="/etc/sysconfig/ha/alerts/page --high" />
      </Field>
      <Limit {...props} name="program.timeoutSec" />
    </Card>
  )
}

const OFTEN = [
  ['repeat.count', 'alerts.times'],
  ['repeat.perSec', 'forms.seconds'],
  ['digest.gatherSec', 'forms.seconds'],
  ['digest.from', 'alerts.messages'],
  ['digest.everySec', 'forms.seconds'],
  ['flap.changes', 'alerts.times'],
  ['flap.withinSec', 'forms.seconds'],
  ['flap.calmSec', 'forms.seconds'],
] as const

function Often(props: Props) {
  const { t } = props.speaker
  const of = fieldOf(props)
  return (
    <Card title={t('alerts.part.often')} flush>
      <p className="max-w-[75ch] px-4 pt-2 text-sm text-muted">{t('alerts.part.often.lead')}</p>
      {OFTEN.map(([name, unit]) => (
        <Field key={name} {...of(name)} unit={t(unit)}>
          <NumberInput />
        </Field>
      ))}
    </Card>
  )
}

function Enabled(props: Props & { channel: 'webhook' | 'mail' | 'program' }) {
  const name = `${props.channel}.enabled`
  const { t } = props.speaker
  return (
    <Field {...fieldOf(props)(name)} label={t('alerts.field.enabled')} group>
      <Checkbox label={t(labelKey(name))} />
    </Field>
  )
}

function Secret(props: Props & { name: (typeof SECRET_FIELDS)[number] }) {
  const { t } = props.speaker
  return (
    <Field {...fieldOf(props)(props.name)}>
      <SecretInput state={t(props.secrets[props.name] ? 'alerts.secret.set' : 'alerts.secret.unset')} />
    </Field>
  )
}

function Limit(props: Props & { name: string }) {
  return (
    <Field {...fieldOf(props)(props.name)} unit={props.speaker.t('forms.seconds')}>
      <NumberInput />
    </Field>
  )
}

function AllowLocal(props: Props & { name: string }) {
  return (
    <Field {...fieldOf(props)(props.name)} group>
      <Checkbox label={props.speaker.t('alerts.field.allowLocal.tick')} />
    </Field>
  )
}
