import { formToken } from '@/app/_server/form-token'
import type { Speaker } from '@/app/_server/language'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import type { Virtual } from '@/lib/lvscf/model'
import { tryNow } from '../../monitors/actions'

type Props = { virtual: Virtual; here: string; speaker: Speaker }

/** MONITORING SCRIPTS: the saved check, made once on a server of one's choice. */
export async function TryCard({ virtual, here, speaker: { t } }: Props) {
  const token = await formToken()
  return (
    <Card title={t('monitors.try')}>
      <p className="max-w-[75ch] text-sm text-muted">{t('monitors.try.lead')}</p>
      {virtual.servers.length === 0 && <p className="mt-2">{t('monitors.try.none')}</p>}
      <div className="mt-2 flex flex-wrap gap-2">
        {virtual.servers.map((server) => (
          <form key={`${server.name} ${server.values.address}`} action={tryNow}>
            {Object.entries({ token, back: here, virtual: virtual.name, server: server.name, of: 'saved' }).map(
              ([name, value]) => (
                <input key={name} type="hidden" name={name} value={value} />
              ),
            )}
            <Button>{t('monitors.try.one', { server: server.name })}</Button>
          </form>
        ))}
      </div>
    </Card>
  )
}
