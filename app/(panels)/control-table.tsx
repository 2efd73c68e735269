import type { ReactNode } from 'react'
import { getSpeaker } from '@/app/_server/language'
import { ForeignCard } from '@/components/lvs/foreign-card'
import { LiveTable } from '@/components/lvs/live-table'
import { Pages } from '@/components/lvs/pages'
import { nearestPage, pagesOf } from '@/components/lvs/paging'
import { Picture } from '@/components/lvs/picture'
import { layoutPicture, MOST_SERVICES } from '@/components/lvs/picture-layout'
import { pictureServices, pictureText } from '@/components/lvs/picture-model'
import { pictureRouters, routersText } from '@/components/lvs/picture-pair'
import { RateCard } from '@/components/lvs/rate-card'
import { rich } from '@/components/lvs/rich'
import { AbsentCard, RetiredCard } from '@/components/lvs/side-lists'
import { ToolsCard } from '@/components/lvs/tools-card'
import { serverStates } from '@/components/lvs/totals'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LocalTime } from '@/components/ui/local-time'
import { ScrollBox } from '@/components/ui/scroll-box'
import type { Status, Table } from '@/lib/api/types'
import { adopt, cut } from './actions'
import { historyWith } from './history'
import { loadSaved } from './live'
import { virtualHref } from './problems'

/** Rows on one page of the table. */
const ROWS = 200

type Props = {
  table: Table
  status: Status
  token: string
  page: number
  /** what stands below the table: the monitors */
  children: ReactNode
}

/** The routing table with its picture and its past, and what stands beside it. */
export async function ControlTable({ table, status, token, page, children }: Props) {
  const { t, language } = await getSpeaker()
  const past = historyWith(table)
  const history = (key: string) => past.rows.get(key)
  const { services } = table
  const pages = pagesOf(services, ROWS)
  const current = nearestPage(pages, page)
  const shown = pages[current - 1]
  const { kernel } = status
  return (
    <>
      {services.length > 0 && (
        <div className="grid gap-4 xl:grid-cols-[minmax(0,1.05fr)_minmax(0,1fr)]">
          <PictureCard table={table} status={status} />
          <RateCard say={t} services={services} times={past.times} history={history} />
        </div>
      )}
      <Card
        title={t('panels.table')}
        flush
        aside={
          <div className="flex flex-wrap gap-x-6 gap-y-1">
            <Pages say={t} pages={pages} current={current} href={(n) => `/?page=${n}`} />
            <span>{rich(t, 'panels.asOf', { at: <LocalTime at={table.at} style="time" language={language} /> })}</span>
          </div>
        }
      >
        <p role="status" className="sr-only">
          {t('panels.table.news', { services: services.length, servers: serverStates(t, services) })}
        </p>
        {shown ? (
          <LiveTable
            say={t}
            caption={t('panels.table')}
            services={services.slice(shown.from, shown.to)}
            history={history}
            href={virtualHref}
          />
        ) : (
          <NothingYet running={status.running !== null} />
        )}
      </Card>
      {children}
      {kernel.retired.length > 0 && (
        <RetiredCard say={t} language={language} retired={kernel.retired} cut={cut} token={token} />
      )}
      {(table.absent.length > 0 || kernel.foreign.length > 0) && (
        <div className="grid items-start gap-4 md:grid-cols-2">
          {table.absent.length > 0 && <AbsentCard say={t} absent={table.absent} href={virtualHref} />}
          {kernel.foreign.length > 0 && <ForeignCard say={t} foreign={kernel.foreign} adopt={{ run: adopt, token }} />}
        </div>
      )}
      <details className="rounded-box border border-line bg-surface px-4 py-2.5">
        <summary className="font-semibold">{t('panels.raw')}</summary>
        <ScrollBox label={t('panels.raw')} className="mt-2">
          <pre className="text-[0.8125rem]">{table.text}</pre>
        </ScrollBox>
      </details>
      <ToolsCard say={t} status={status} />
    </>
  )
}

/** Clients → routers → virtual servers → real servers. */
async function PictureCard({ table, status }: { table: Table; status: Status }) {
  const { t } = await getSpeaker()
  const routers = pictureRouters(t, status, Date.now())
  const layout = layoutPicture(pictureServices(t, table.services), routers)
  const words = {
    title: t('panels.picture'),
    desc: pictureText(t, routersText(t, routers), table.services.slice(0, MOST_SERVICES)),
    clients: t('panels.picture.clients'),
  }
  const { more } = layout
  return (
    <Card title={t('panels.picture')} aside={t('panels.picture.width')} flush fill>
      <ScrollBox label={t('panels.picture')} className="flex grow flex-col justify-center px-3 py-3">
        <Picture layout={layout} words={words} />
        {more.services + more.servers > 0 && (
          <p className="px-1 pt-2 text-sm text-muted">{t('panels.picture.more', more)}</p>
        )}
      </ScrollBox>
    </Card>
  )
}

/** An empty kernel: why, and the next step. */
async function NothingYet({ running }: { running: boolean }) {
  const { t } = await getSpeaker()
  const saved = await loadSaved()
  if (!saved)
    return (
      <EmptyState
        title={t('panels.empty.noFile')}
        action={
          <ButtonLink kind="main" href="/virtual-servers/new">
            {t('panels.empty.add')}
          </ButtonLink>
        }
      >
        {t('panels.empty.noFile.hint')}
      </EmptyState>
    )
  return (
    <EmptyState
      title={t('panels.empty.noTable')}
      action={
        running ? (
          <ButtonLink href="/virtual-servers">{t('panels.nav.virtual')}</ButtonLink>
        ) : (
          <ButtonLink kind="main" href="/review">
            {t('panels.nav.review')}
          </ButtonLink>
        )
      }
    >
      {t(running ? 'panels.empty.noTable.hint' : 'panels.empty.waits.hint')}
    </EmptyState>
  )
}
