import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { formToken, TOKEN_FIELD } from '@/app/_server/form-token'
import { getSpeaker } from '@/app/_server/language'
import { localPath } from '@/app/_server/local-path'
import { folder } from '@/app/_server/place'
import { currentUser } from '@/app/_server/session'
import { Field } from '@/components/form/field'
import { Notice } from '@/components/ui/notice'
import { hasAccounts } from '@/lib/store/accounts'
import { login } from '../actions'
import { AuthCard } from '../auth-card'
import { AuthForm, Credential } from '../auth-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getSpeaker()).t('login.title') }
}

type Props = { searchParams: Promise<{ next?: string | string[]; out?: string | string[] }> }

/** The log-in page; `next` is the page that asked for it. Without any account the router is claimed first. */
export default async function LoginPage({ searchParams }: Props) {
  const { next, out } = await searchParams
  const to = localPath(typeof next === 'string' ? next : '/')
  if (!(await hasAccounts(await folder()))) redirect('/claim')
  if (await currentUser()) redirect(to)
  const { t } = await getSpeaker()
  return (
    <div className="flex flex-col gap-4">
      {out === '1' && <Notice kind="info" role="status" title={t('login.signedOut')} />}
      <AuthCard title={t('login.title')}>
        <AuthForm
          action={login}
          here={to === '/' ? '/login' : `/login?next=${encodeURIComponent(to)}`}
          hidden={[
            [TOKEN_FIELD, await formToken()],
            ['next', to],
          ]}
          words={{
            label: t('login.title'),
            submit: t('login.submit'),
            wait: t('login.wait'),
            problems: t('login.problems'),
          }}
        >
          <Field name="user" label={t('login.user')} value="">
            <Credential kind="username" autoFocus />
          </Field>
          <Field name="password" label={t('login.password')} value="">
            <Credential kind="current-password" />
          </Field>
        </AuthForm>
      </AuthCard>
    </div>
  )
}
