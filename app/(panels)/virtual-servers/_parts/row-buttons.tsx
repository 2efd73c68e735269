import type { ReactNode } from 'react'
import type { Speaker } from '@/app/_server/language'
import { Button } from '@/components/ui/button'

/** Below a list whose rows are chosen by a radio: ADD, DELETE, EDIT, (DE)ACTIVATE, and how it is used. `do` says which was pressed. */
export function RowButtons({ add, more, speaker: { t } }: { add: ReactNode; more?: ReactNode; speaker: Speaker }) {
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        {add}{' '}
        <Button name="do" value="delete" kind="danger-plain">
          {t('forms.delete')}
        </Button>{' '}
        <Button name="do" value="edit">
          {t('forms.edit')}
        </Button>{' '}
        <Button name="do" value="toggle">
          {t('forms.toggle')}
        </Button>{' '}
        {more}
      </div>
      <p className="max-w-[75ch] text-sm text-muted">{t('forms.tableNote')}</p>
    </>
  )
}
