import { Button } from '@/components/ui/button'
import { Fish } from './brand'
import { LanguageSwitch } from './language-switch'
import { type NavGroup, NavList } from './nav-list'
import type { Say } from './words'

type Props = {
  say: Say
  language: string
  host: string | null
  user: string
  groups: readonly NavGroup[]
  signOut: (form: FormData) => Promise<void>
  token: string
}

/** Brand, panels, language, sign-out: beside the page on a desk, a menu above it on a phone. */
export function Sidebar({ say, language, host, user, groups, signOut, token }: Props) {
  return (
    <header className="screen-only border-b border-line bg-surface px-3 py-3 lg:sticky lg:top-0 lg:h-dvh lg:overflow-y-auto lg:border-e lg:border-b-0">
      <a href="/" className="flex items-center gap-2.5 px-3 text-ink no-underline hover:no-underline">
        <Fish className="h-6 w-9 text-accent" />
        <span className="min-w-0">
          <span className="block leading-tight font-semibold">{say('common.product')}</span>{' '}
          <span className="block truncate text-[0.8125rem] text-muted">{host ?? say('panels.noHost')}</span>
        </span>
      </a>{' '}
      <details className="menu mt-2 lg:mt-0">
        <summary className="rounded-control border border-edge px-3 py-1.5 font-semibold">{say('panels.menu')}</summary>
        <nav aria-label={say('panels.nav')}>
          <NavList groups={groups} />
        </nav>
        <div className="mt-5 flex flex-col gap-3 border-t border-line px-3 pt-4 text-sm">
          <LanguageSwitch label={say('login.language')} current={language} />
          <form action={signOut} className="flex flex-wrap items-center justify-between gap-2">
            <input type="hidden" name="token" value={token} />
            <input type="hidden" name="back" value="/sign-out" />
            <span className="min-w-0 break-words text-muted">{say('login.signedInAs', { user })}</span>{' '}
            <Button>{say('login.signOut')}</Button>
          </form>
        </div>
      </details>
    </header>
  )
}
