import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { formToken, TOKEN_FIELD } from '@/app/_server/form-token'
import { getSpeaker } from '@/app/_server/language'
import { folder } from '@/app/_server/place'
import { Field } from '@/components/form/field'
import { hasAccounts } from '@/lib/store/accounts'
import { claim } from '../actions'
import { AuthCard } from '../auth-card'
import { AuthForm, Credential } from '../auth-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getSpeaker()).t('login.claimTitle') }
}

/** The first account, for whoever can read what the console printed. */
export default async function ClaimPage() {
  if (await hasAccounts(await folder())) redirect('/login')
  const { t } = await getSpeaker()
  return (
    <AuthCard title={t('login.claimTitle')}>
      <div className="flex flex-col gap-3">
        <p>{t('login.claimIntro')}</p>
        <p className="text-sm text-muted">{t('login.claimWhere')}</p>
        <AuthForm
          action={claim}
          here="/claim"
          hidden={[[TOKEN_FIELD, await formToken()]]}
          words={{
            label: t('login.claimTitle'),
            submit: t('login.claimSubmit'),
            wait: t('login.wait'),
            problems: t('login.claimProblems'),
          }}
        >
          <Field name="code" label={t('login.code')} value="">
            <Credential kind="one-time-code" autoFocus />
          </Field>
          <Field name="user" label={t('login.user')} value="">
            <Credential kind="username" />
          </Field>
          <Field name="password" label={t('login.password')} value="">
            <Credential kind="new-password" />
          </Field>
          <Field name="repeat" label={t('login.repeat')} value="">
            <Credential kind="new-password" />
          </Field>
        </AuthForm>
      </div>
    </AuthCard>
  )
}
