import type { ReactNode } from 'react'
import { getSpeaker } from '@/app/_server/language'
import { Fish } from '@/components/lvs/brand'
import { LanguageSwitch } from '@/components/lvs/language-switch'

/** A plain page with one form: log-in, claim, sign-out. */
export default async function AuthLayout({ children }: { children: ReactNode }) {
  const { t, language } = await getSpeaker()
  return (
    <div className="mx-auto flex min-h-dvh w-full max-w-xl flex-col justify-center gap-4 px-4 py-8">
      <header className="flex items-center gap-2 text-lg font-semibold">
        <Fish className="h-6 w-10 text-accent" />
        {t('common.product')}
      </header>
      <main id="main">{children}</main>
      <footer className="text-sm">
        <LanguageSwitch label={t('login.language')} current={language} />
      </footer>
    </div>
  )
}
