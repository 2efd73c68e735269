import { draftOf } from '@/app/_server/drafts'
import { formToken, TOKEN_FIELD } from '@/app/_server/form-token'
import type { Speaker } from '@/app/_server/language'
import type { Query } from '@/app/_server/problem-notice'
import { Checkbox, NumberInput, Radios, TextInput } from '@/components/form/controls'
import { Field } from '@/components/form/field'
import { Form } from '@/components/form/form'
import { Card } from '@/components/ui/card'
import type { PartnerSettings } from '@/lib/sync'
import { formWords } from '../../_save/words'
import { saveSettings } from './actions'
import { type SettingName, shownSettings } from './settings'

const HERE = '/redundancy/partner'

type Props = { settings: PartnerSettings; query: Query; speaker: Speaker }

/** How the partner is reached, the plain router's part included. */
export async function SettingsForm({ settings, query, speaker }: Props) {
  const { t } = speaker
  const shown = shownSettings(settings)
  const of = (name: SettingName) => ({ name, label: t(`partner.set.${name}`), value: shown[name] })
  const via = (['arapaima', 'sftp'] as const).map((value) => ({
    value,
    label: t(`partner.set.via.${value}`),
    hint: t(`partner.set.via.${value}.hint`),
  }))
  return (
    <Form
      key={JSON.stringify(shown)}
      action={saveSettings}
      here={HERE}
      cancelHref={HERE}
      label={t('partner.set.title')}
      revision=""
      seen={JSON.stringify(shown)}
      hidden={[
        [TOKEN_FIELD, await formToken()],
        ['back', HERE],
      ]}
      words={{ ...formWords(speaker), accept: t('partner.set.accept'), effect: t('partner.set.effect') }}
      draft={await draftOf(query.draft, HERE)}
    >
      <Card title={t('partner.set.title')} aside={t('partner.set.kept')} flush>
        <Field {...of('address')} help={t('partner.set.address.help')} mark={t('forms.mayBeBlank')}>
          <TextInput width="address" figure placeholder="192.0.2.3" />
        </Field>
        <Field {...of('port')}>
          <NumberInput placeholder="22" />
        </Field>
        <Field {...of('user')} help={t('partner.set.user.help')}>
          <TextInput width="address" placeholder="arapaima" />
        </Field>
        <Field {...of('everySec')} unit={t('forms.seconds')} help={t('partner.set.everySec.help')}>
          <NumberInput placeholder="30" />
        </Field>
        <Field {...of('auto')} group help={t('partner.set.auto.help')}>
          <Checkbox label={t('partner.set.auto.box')} />
        </Field>
        <Field {...of('via')} group wide>
          <Radios options={via} />
        </Field>
        <Field {...of('folder')} help={t('partner.set.folder.help')}>
          <TextInput figure placeholder="/etc/sysconfig/ha" />
        </Field>
        <Field {...of('command')} help={t('partner.set.command.help')} mark={t('forms.mayBeBlank')}>
          <TextInput figure placeholder="service pulse restart" />
        </Field>
      </Card>
    </Form>
  )
}
