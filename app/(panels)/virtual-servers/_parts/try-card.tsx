import { formToken } from '@/app/_server/form-token'
import type { Speaker } from '@/app/_server/language'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import type { Virtual } from '@/lib/lvscf/model'
import { tryNow } from '../../monitors/actions'

type Props = { virtual: Virtual; here: string; speaker: Speaker }

/** As many real servers have a button each; of more one is chosen from a list. */
const BUTTONS = 6

/** MONITORING SCRIPTS: the saved check, made once on a server of one's choice. */
export async function TryCard({ virtual, here, speaker: { t } }: Props) {
  const token = await formToken()
  const { servers } = virtual
  const hidden = Object.entries({ token, back: here, virtual: virtual.name, of: 'saved' }).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ))
  return (
    <Card title={t('monitors.try')}>
      <p className="max-w-[75ch] text-sm text-muted">{t('monitors.try.lead')}</p>
      <form action={tryNow} className="mt-2 flex flex-wrap items-center gap-2" aria-label={t('monitors.try')}>
        {hidden}
        {servers.length === 0 && <p>{t('monitors.try.none')}</p>}
        {servers.length > BUTTONS ? (
          <>
            <label htmlFor="try-server">{t('monitors.server')}</label>{' '}
            <select id="try-server" name="server" className="max-w-full">
              {servers.map(({ name, values }) => (
                <option key={`${name} ${values.address}`} value={name}>
                  {values.address && values.address !== name ? `${name} · ${values.address}` : name}
                </option>
              ))}
            </select>{' '}
            <Button>{t('monitors.try')}</Button>
          </>
        ) : (
          servers.map(({ name, values }) => (
            <Button key={`${name} ${values.address}`} name="server" value={name}>
              {t('monitors.try.one', { server: name })}
            </Button>
          ))
        )}
      </form>
    </Card>
  )
}
