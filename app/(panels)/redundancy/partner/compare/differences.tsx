import type { Speaker } from '@/app/_server/language'
import type { Compared } from '@/app/_server/pair/compare'
import { Card } from '@/components/ui/card'
import { Table, Td, Th, Tr } from '@/components/ui/table'

/** Rows shown; a page of a thousand fields tells nobody anything. */
const MOST = 500

/** Every field that the two hold differently: what is here, what is there. */
export function Differences({ compared, speaker: { t } }: { compared: Compared; speaker: Speaker }) {
  const { differences, onlyText } = compared
  if (compared.equal) return null
  const value = (text: string | undefined) =>
    text === undefined ? <span className="text-muted">{t('partner.compare.unset')}</span> : <span>{text}</span>
  return (
    <Card
      title={t('partner.compare.differences')}
      aside={t('partner.compare.count', { count: differences.length })}
      flush={differences.length > 0}
    >
      {differences.length > 0 && (
        <Table caption={t('partner.compare.differences')} captionHidden stacked>
          <thead>
            <tr>
              <Th>{t('partner.compare.part')}</Th>
              <Th>{t('partner.compare.here')}</Th>
              <Th>{t('partner.compare.there')}</Th>
            </tr>
          </thead>
          <tbody>
            {differences.slice(0, MOST).map((one) => (
              <Tr key={`${one.file} ${one.path} ${one.mine ?? one.theirs}`}>
                <Th scope="row" className="figure break-all max-md:basis-full">
                  {one.path || one.file}
                </Th>
                <Td label={t('partner.compare.here')} className="figure break-all">
                  {value(one.mine)}
                </Td>
                <Td label={t('partner.compare.there')} className="figure break-all">
                  {value(one.theirs)}
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      )}
      {differences.length > MOST && (
        <p className="px-4 py-2 text-sm text-muted">{t('forms.more', { count: differences.length - MOST })}</p>
      )}
      {onlyText.map((file) => (
        <p key={file} className={differences.length > 0 ? 'px-4 py-2 text-sm' : 'text-sm'}>
          {t('sync.onlyText', { file })}
        </p>
      ))}
    </Card>
  )
}
