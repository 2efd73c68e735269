import { Button, ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { HiddenFields } from '../../../_save/hidden-fields'
import { DeleteUndo } from '../../_parts/delete-undo'
import { serviceWords } from '../../_parts/virtual-head'
import { openVirtual, type PageProps } from '../../_parts/virtual-page'
import { listField, listUrl } from '../../list'
import { virtualButtons } from '../../list-actions'
import { sharing } from '../../rows'

type Props = PageProps<{ name: string }>

/** The question before a virtual server is deleted: what goes now, what clients feel on the next apply, how to take it back. */
export default async function DeleteVirtualPage(page: Props) {
  const { file, revision, number, speaker, slug, block, here, view } = await openVirtual(page, 'delete')
  const { t } = speaker
  const { virtuals } = file.config
  const virtual = virtuals[block.index]
  const vip = virtual?.values.address?.address
  const names = sharing(file.config, block, (index) => virtuals[index]?.values.address?.address)
  return (
    <div className="flex max-w-[75ch] flex-col gap-4">
      <PageHead
        title={t('forms.virtual.deleteTitle', { name: block.label })}
        crumbs={[{ href: listUrl(view), label: t('forms.virtuals.title') }]}
        crumbsLabel={t('forms.crumbs')}
      />
      <Notice kind="warn">
        <ul className="flex list-disc flex-col gap-1 ps-5 text-[0.9375rem]">
          <li>{t('forms.virtual.deleteNow', { servers: virtual?.servers.length ?? 0 })}</li>
          {virtual?.values.active ? (
            <li>{t('forms.virtual.deleteApply', { service: serviceWords(file, block, speaker) })}</li>
          ) : (
            <li>{t('forms.virtual.deleteInactive')}</li>
          )}
          {virtual?.values.active && vip && (
            <li>
              {names.length > 0
                ? t('forms.virtual.deleteVipStays', { vip, names: names.join(', ') })
                : t('forms.virtual.deleteVip', { vip })}
            </li>
          )}
          <DeleteUndo number={number} speaker={speaker} />
        </ul>
      </Notice>
      <form action={virtualButtons} className="flex flex-wrap gap-3">
        <HiddenFields revision={revision} back={here} more={{ pick: slug, do: 'remove', list: listField(view) }} />
        <Button kind="danger">{t('forms.delete')}</Button>{' '}
        <ButtonLink href={listUrl(view)}>{t('forms.cancel')}</ButtonLink>
      </form>
    </div>
  )
}
