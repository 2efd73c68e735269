import type { Speaker } from '@/app/_server/language'
import type { PairView } from '@/app/_server/pair'
import { CopyLine } from '@/components/ui/copy-line'

const FINGERPRINT = 'ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub'

/** The two lines to run on the backup: the first lets this router's key in, the second prints what a person compares. */
export function InstallLines({ publicLine, view, speaker }: { publicLine: string; view: PairView; speaker: Speaker }) {
  const { t } = speaker
  const words = { copy: t('partner.lines.copy'), copied: t('partner.lines.copied') }
  const { user = 'arapaima' } = view.target ?? {}
  const bySftp = view.settings?.via === 'sftp'
  // The comment of a key is made of letters, digits and `._@-` (lib/sync/key.ts): nothing in it ends the quotes.
  const install = bySftp
    ? `install -d -m 700 ~${user}/.ssh && echo '${publicLine}' >> ~${user}/.ssh/authorized_keys`
    : `arapaima receive --install '${publicLine}'`
  const about = bySftp
    ? t('partner.lines.sftp', { user, folder: view.settings?.folder ?? '' })
    : t('partner.lines.install')
  return (
    <section aria-labelledby="lines" className="flex flex-col gap-3">
      <h3 id="lines" className="font-semibold">
        {t('partner.lines')}
      </h3>
      <ol className="flex flex-col gap-3">
        <li>
          <p className="text-sm text-muted">{about}</p>
          <CopyLine text={install} label={about} words={words} />
        </li>
        <li>
          <p className="text-sm text-muted">{t('partner.lines.fingerprint')}</p>
          <CopyLine text={FINGERPRINT} label={t('partner.lines.fingerprint')} words={words} />
        </li>
      </ol>
    </section>
  )
}
