import type { Speaker } from '@/app/_server/language'
import type { PairView } from '@/app/_server/pair'
import { Badge } from '@/components/ui/state-badge'
import { Table, Td, Th, Tr } from '@/components/ui/table'

type Job = NonNullable<PairView['job']>

/** The files of a sync, each with its size and what became of it. "Sent" is said only when they were read back. */
export function JobFiles({ job, speaker: { t } }: { job: Job; speaker: Speaker }) {
  const arrived = job.end?.done === true || job.via === 'sftp'
  return (
    <Table caption={t('partner.sync.progress')} captionHidden>
      <thead>
        <tr>
          <Th>{t('partner.sync.file')}</Th>
          <Th number>{t('partner.sync.bytes')}</Th>
          <Th>{t('partner.sync.fate')}</Th>
        </tr>
      </thead>
      <tbody>
        {job.files.map(({ name, bytes, fate }) => (
          <Tr key={name}>
            <Th scope="row" className="figure">
              {name}
            </Th>
            <Td number>{bytes ?? '–'}</Td>
            <Td>
              {fate === 'same' ? (
                <Badge tone="idle" shape="square">
                  {t('partner.sync.same')}
                </Badge>
              ) : arrived ? (
                <Badge tone="good" shape="disc">
                  {t('partner.sync.sent')}
                </Badge>
              ) : (
                <Badge tone="busy" shape="arc">
                  {t(job.end ? 'partner.sync.failed' : 'partner.sync.sending')}
                </Badge>
              )}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  )
}
