import type { ReactNode } from 'react'
import { draftOf } from '@/app/_server/drafts'
import { formToken, TOKEN_FIELD } from '@/app/_server/form-token'
import type { Speaker } from '@/app/_server/language'
import { Form } from '@/components/form/form'
import type { SaveAction } from '@/components/form/state'
import type { Query } from '../query'
import type { PanelView } from './view'
import { formWords } from './words'

type Props = {
  action: SaveAction
  /** the page's own address; also where a lost session leads back to */
  here: string
  cancelHref: string
  label: string
  view: PanelView
  revision: string
  /** slugs of the block, from the page's address */
  at: readonly string[]
  /** the part of a list to lead back to after the save */
  list?: string
  speaker: Speaker
  /** the page's query: a form that was saved begins anew, without the answer to an attempt before */
  query: Query
  children: ReactNode
}

/** The form of a panel with all that the one wrapper and the save want to see. */
export async function PanelForm({
  action,
  here,
  cancelHref,
  label,
  view,
  revision,
  at,
  list = '',
  speaker,
  query,
  children,
}: Props) {
  return (
    <Form
      key={String(query.saved)}
      action={action}
      here={here}
      cancelHref={cancelHref}
      label={label}
      revision={revision}
      seen={view.seen}
      hidden={[
        [TOKEN_FIELD, await formToken()],
        ['back', here],
        ['at', JSON.stringify(at)],
        ['list', list],
      ]}
      words={formWords(speaker)}
      draft={await draftOf(query.draft, here)}
    >
      {children}
    </Form>
  )
}
