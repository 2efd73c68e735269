import type { Speaker } from '@/app/_server/language'
import { Button } from '@/components/ui/button'
import { PageHead } from '@/components/ui/page-head'
import { Tabs } from '@/components/ui/tabs'
import type { Block } from '../../_save/blocks'
import { HiddenFields } from '../../_save/hidden-fields'
import type { ConfigFile } from '../../_save/panel'
import { below, type ListView, listField, listUrl } from '../list'
import { virtualButtons } from '../list-actions'
import { ActiveBadge } from './active-badge'

type Props = {
  file: ConfigFile
  block: Block
  revision: string
  current: 'virtual' | 'servers' | 'scripts'
  /** the part of VIRTUAL SERVERS to lead back to */
  view: ListView
  speaker: Speaker
}

/** What the three panels of a virtual server share: its name, where it stands, whether it is active, the tabs. */
export function VirtualHead({ file, block, revision, current, view, speaker }: Props) {
  const { t } = speaker
  const virtual = file.config.virtuals[block.index]
  const active = virtual?.values.active === true
  const tabs = [
    { key: 'virtual', href: below(view, block.slug), label: t('forms.virtual.title') },
    {
      key: 'servers',
      href: below(view, block.slug, 'servers'),
      label: t('forms.virtual.tabServers'),
      count: virtual?.servers.length ?? 0,
    },
    { key: 'scripts', href: below(view, block.slug, 'scripts'), label: t('forms.virtual.tabScripts') },
  ]
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <PageHead
          title={
            <>
              {t('forms.virtual.title')} <span className="figure wrap-anywhere">{block.label}</span>
            </>
          }
          crumbs={[{ href: listUrl(view), label: t('forms.virtuals.title') }]}
          crumbsLabel={t('forms.crumbs')}
          lead={<span className="figure text-sm">{serviceWords(file, block, speaker)}</span>}
        />
        <form action={virtualButtons} className="flex items-center gap-3" aria-label={t('forms.virtuals.status')}>
          <HiddenFields
            revision={revision}
            back={below(view, block.slug)}
            more={{ pick: block.slug, do: 'toggle', stay: 'editor', list: listField(view) }}
          />
          <ActiveBadge active={active} speaker={speaker} />{' '}
          <Button>{t(active ? 'forms.deactivate' : 'forms.activate')}</Button>
        </form>
      </div>
      <Tabs
        label={t('forms.virtual.tabs')}
        tabs={tabs.map(({ key, ...tab }) => ({ ...tab, current: key === current }))}
      />
    </div>
  )
}

/** `192.0.2.11:80 tcp · mark 80`, as the file spells it. */
export function serviceWords(file: ConfigFile, block: Block, { t }: Speaker): string {
  const raw = (key: string) => file.raw(`${block.path}.${key}`) ?? ''
  const vip = raw('address').split(/[ \t]+/)[0] || '–'
  const service = `${vip.includes(':') ? `[${vip}]` : vip}:${raw('port') || '80'} ${raw('protocol') || 'tcp'}`
  const mark = raw('fwmark')
  return mark && mark !== '0' ? `${service} · ${t('forms.virtuals.mark', { mark })}` : service
}
