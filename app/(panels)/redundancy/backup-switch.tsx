import type { Speaker } from '@/app/_server/language'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { HiddenFields } from '../_save/hidden-fields'
import { ActiveBadge } from '../virtual-servers/_parts/active-badge'
import { redundancyButtons } from './actions'

type Props = { enabled: boolean; revision: string; speaker: Speaker }

/** Piranha's `Backup: active`, with ENABLE; active, with DISABLE and RESET. */
export async function BackupSwitch({ enabled, revision, speaker }: Props) {
  const { t } = speaker
  const buttons = (
    <form
      action={redundancyButtons}
      className="flex flex-wrap items-center gap-2"
      aria-label={t('forms.redundancy.backupRouter')}
    >
      <HiddenFields revision={revision} back="/redundancy" />
      {enabled ? (
        <>
          <Button name="do" value="disable">
            {t('forms.redundancy.disable')}
          </Button>{' '}
          <Button name="do" value="reset" kind="danger-plain">
            {t('forms.redundancy.reset')}
          </Button>
        </>
      ) : (
        <Button name="do" value="enable" kind="main">
          {t('forms.redundancy.enable')}
        </Button>
      )}
    </form>
  )
  if (!enabled)
    return (
      <Card title={t('forms.redundancy.backupRouter')} aside={t('forms.inactive')}>
        <EmptyState title={t('forms.redundancy.none')} action={buttons}>
          {t('forms.redundancy.noneLead')}
        </EmptyState>
      </Card>
    )
  return (
    <Card title={t('forms.redundancy.backupRouter')}>
      <div className="flex flex-col gap-3">
        <p>
          {t('forms.redundancy.backup.state')} <ActiveBadge active speaker={speaker} />
        </p>
        {buttons}
        <p className="max-w-[75ch] text-sm text-muted">{t('forms.redundancy.resetNote')}</p>
      </div>
    </Card>
  )
}
