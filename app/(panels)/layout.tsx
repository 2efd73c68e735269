import type { ReactNode } from 'react'
import { formToken } from '@/app/_server/form-token'
import { getSpeaker } from '@/app/_server/language'
import { pairDesk } from '@/app/_server/pair'
import { currentUser } from '@/app/_server/session'
import { Sidebar } from '@/components/lvs/sidebar'
import { Strip } from '@/components/lvs/strip'
import { signOut } from '../(auth)/actions'
import { loadSaved, loadStatus } from './live'
import { roleHere } from './redundancy/partner/facts'
import { RoleBanner } from './redundancy/partner/role-banner'
import { partnerStrip } from './redundancy/partner/strip'

/** The frame of every panel: the way around, and the strip that says what is saved, what runs and what the kernel holds. */
export default async function PanelsLayout({ children }: { children: ReactNode }) {
  // Without a session the panel itself leads to the log-in page and back: it knows its own address.
  const user = await currentUser()
  if (!user) return children
  const [speaker, status, saved, token] = await Promise.all([getSpeaker(), loadStatus(), loadSaved(), formToken()])
  const { t, language } = speaker
  const view = pairDesk().shown()
  const groups = [
    {
      title: t('panels.nav.run'),
      entries: [
        { href: '/', label: t('panels.nav.control') },
        { href: '/monitors', label: t('monitors.title') },
        { href: '/alerts', label: t('alerts.panel.title') },
      ],
    },
    {
      title: t('panels.nav.configure'),
      entries: [
        { href: '/global', label: t('panels.nav.global') },
        { href: '/redundancy', label: t('panels.nav.redundancy') },
        { href: '/virtual-servers', label: t('panels.nav.virtual') },
        { href: '/review', label: t('panels.nav.review') },
      ],
    },
  ]
  const host = status.ok ? status.value.agent.hostname : null
  return (
    <div className="min-h-dvh lg:grid print:block lg:grid-cols-[14.5rem_minmax(0,1fr)]">
      <a
        href="#main"
        className="absolute start-2 top-2 z-10 -translate-y-20 rounded-control bg-accent px-3 py-1.5 text-on-accent focus:translate-y-0"
      >
        {t('panels.skip')}
      </a>{' '}
      <Sidebar
        say={t}
        language={language}
        host={host}
        user={user.name}
        groups={groups}
        signOut={signOut}
        token={token}
      />
      <div className="flex min-w-0 flex-col">
        <Strip
          say={t}
          language={language}
          saved={saved}
          live={status.ok ? status.value : null}
          partner={await partnerStrip(view, speaker)}
        />
        <main
          id="main"
          tabIndex={-1}
          className="flex w-full max-w-[100rem] flex-col gap-4 px-4 py-5 outline-none lg:px-6"
        >
          <RoleBanner role={status.ok ? roleHere(status.value.pulse) : null} view={view} speaker={speaker} />
          {children}
        </main>
      </div>
    </div>
  )
}
