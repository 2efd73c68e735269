import type { Metadata } from 'next'
import { agentClient } from '@/app/_server/agent'
import { draftOf } from '@/app/_server/drafts'
import { formToken, TOKEN_FIELD } from '@/app/_server/form-token'
import { getSpeaker, type Speaker } from '@/app/_server/language'
import { ProblemNotice, type Query } from '@/app/_server/problem-notice'
import { requireUser } from '@/app/_server/session'
import { Answered } from '@/components/form/context'
import { NumberInput, Radios, TextInput } from '@/components/form/controls'
import { Field } from '@/components/form/field'
import { Form } from '@/components/form/form'
import { AgentAway } from '@/components/lvs/agent-away'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { type RoleField, type RoleTexts, showRole } from '@/lib/pulse/role-fields'
import { ROLE_DEFAULTS } from '@/lib/pulse/vrrp-settings'
import { formWords } from '../../_save/words'
import { loadStatus } from '../../live'
import { saveRole } from './actions'

const HERE = '/redundancy/role'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getSpeaker()).t('pair.role') }
}

/** Where the role comes from: pulse or VRRP. */
export default async function RolePage({ searchParams }: { searchParams: Promise<Query> }) {
  await requireUser(HERE)
  const [speaker, settings, status, query] = await Promise.all([
    getSpeaker(),
    agentClient().settings(),
    loadStatus(),
    searchParams,
  ])
  const { t, code } = speaker
  const texts = showRole(settings.ok ? settings.value.role : ROLE_DEFAULTS)
  const seen = JSON.stringify(texts)
  const fields = <RoleFields texts={texts} speaker={speaker} />
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('pair.role')}
        crumbs={[{ href: '/redundancy', label: t('forms.redundancy.title') }]}
        crumbsLabel={t('panels.crumbs')}
        lead={t('pair.role.lead')}
      />
      <ProblemNotice query={query} />
      <Saved word={[query.saved].flat().at(-1)} speaker={speaker} />
      {!settings.ok && <AgentAway say={t} why={code(settings.code, settings.params)} />}
      {status.ok && status.value.pair?.paired && (
        <Notice kind="warn" title={t('pair.role.takeover')}>
          {t('pair.role.safe')}
        </Notice>
      )}
      <Form
        key={String(query.saved)}
        action={saveRole}
        here={HERE}
        cancelHref="/redundancy"
        label={t('pair.role')}
        revision={seen}
        seen={settings.ok ? seen : ''}
        hidden={[
          [TOKEN_FIELD, await formToken()],
          ['back', HERE],
        ]}
        words={{ ...formWords(speaker), effect: t('pair.role.effect') }}
        draft={await draftOf(query.draft, HERE)}
        disabledReason={settings.ok ? null : t('pair.role.away')}
      >
        {settings.ok ? fields : <Answered>{fields}</Answered>}
      </Form>
    </div>
  )
}

function Saved({ word, speaker: { t } }: { word: string | undefined; speaker: Speaker }) {
  if (!word) return null
  if (word.startsWith('same')) return <Notice kind="info" role="status" title={t('forms.unchanged')} />
  return <Notice kind="good" role="status" title={t('pair.role.saved')} />
}

function RoleFields({ texts, speaker: { t } }: { texts: RoleTexts; speaker: Speaker }) {
  const of = <F extends RoleField>(name: F) => ({ name, label: t(`pair.role.${name}`), value: texts[name] })
  const from = (['pulse', 'vrrp'] as const).map((value) => ({
    value,
    label: t(`pair.role.from.${value}`),
    hint: t(`pair.role.from.${value}.hint`),
  }))
  return (
    <>
      <Card title={t('pair.role')} flush>
        <Field {...of('from')} group wide>
          <Radios options={from} />
        </Field>
      </Card>
      <Card title={t('pair.role.vrrp')} flush>
        <Field {...of('publicId')} help={t('pair.role.publicId.help')}>
          <NumberInput />
        </Field>
        <Field {...of('privateId')} help={t('pair.role.privateId.help')}>
          <NumberInput />
        </Field>
        <Field {...of('priority')} mark={t('forms.mayBeBlank')} help={t('pair.role.priority.help')}>
          <NumberInput />
        </Field>
        <Field {...of('others')} mark={t('forms.mayBeBlank')} help={t('pair.role.others.help')}>
          <TextInput figure placeholder="192.0.2.13 198.51.100.13" />
        </Field>
      </Card>
    </>
  )
}
