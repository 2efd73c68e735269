import { Button, ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { HiddenFields } from '../../../../../_save/hidden-fields'
import { DeleteUndo } from '../../../../_parts/delete-undo'
import { openServer, type PageProps } from '../../../../_parts/virtual-page'
import { below, listField, listUrl } from '../../../../list'
import { serverButtons } from '../../../../list-actions'

type Props = PageProps<{ name: string; server: string }>

/** The question before a real server is deleted: what its clients feel, and how to spare them. */
export default async function DeleteServerPage(page: Props) {
  const { file, revision, number, speaker, slug, block, serverSlug, server, here, view } = await openServer(
    page,
    'delete',
  )
  const { t } = speaker
  const list = below(view, slug, 'servers')
  const virtual = file.config.virtuals[block.index]
  const mine = virtual?.servers[server.index]?.values.active === true
  const active = virtual?.servers.filter((one) => one.values.active === true).length ?? 0
  const serves = mine && virtual?.values.active === true
  return (
    <div className="flex max-w-[75ch] flex-col gap-4">
      <PageHead
        title={t('forms.server.deleteTitle', { name: server.label })}
        crumbs={[
          { href: listUrl(view), label: t('forms.virtuals.title') },
          { href: list, label: block.label },
        ]}
        crumbsLabel={t('forms.crumbs')}
      />
      <Notice kind="warn">
        <ul className="flex list-disc flex-col gap-1 ps-5 text-[0.9375rem]">
          <li>{t('forms.server.deleteNow', { virtual: block.label })}</li>
          <li>
            {serves
              ? t('forms.server.deleteApply', { address: file.raw(`${server.path}.address`) ?? serverSlug })
              : t('forms.virtual.deleteInactive')}
          </li>
          {serves && active === 1 && <li>{t('forms.server.deleteLast', { virtual: block.label })}</li>}
          <DeleteUndo number={number} speaker={speaker} />
        </ul>
      </Notice>
      <form action={serverButtons} className="flex flex-wrap gap-3">
        <HiddenFields
          revision={revision}
          back={here}
          more={{ virtual: slug, pick: serverSlug, do: 'remove', list: listField(view) }}
        />
        <Button kind="danger">{t('forms.delete')}</Button> <ButtonLink href={list}>{t('forms.cancel')}</ButtonLink>
      </form>
    </div>
  )
}
