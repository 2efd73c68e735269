import type { Metadata } from 'next'
import { formToken, TOKEN_FIELD } from '@/app/_server/form-token'
import { getSpeaker } from '@/app/_server/language'
import { ProblemNotice, type Query } from '@/app/_server/problem-notice'
import { requireUser } from '@/app/_server/session'
import { Button } from '@/components/ui/button'
import { signOut } from '../actions'
import { AuthCard } from '../auth-card'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getSpeaker()).t('login.signOut') }
}

/** For the link in the frame: a link must not sign anybody out by itself, the button does. */
export default async function SignOutPage({ searchParams }: { searchParams: Promise<Query> }) {
  const user = await requireUser('/sign-out')
  const { t } = await getSpeaker()
  return (
    <AuthCard title={t('login.signOut')}>
      <ProblemNotice query={await searchParams} />
      <form action={signOut} className="flex flex-col gap-3">
        <input type="hidden" name={TOKEN_FIELD} value={await formToken()} />
        <input type="hidden" name="back" value="/sign-out" />
        <p>{t('login.signedInAs', { user: user.name })}</p>
        <div>
          <Button kind="main">{t('login.signOut')}</Button>
        </div>
      </form>
    </AuthCard>
  )
}
