import type { HealthVerdict } from '@/lib/api/health'
import type { Code, Say } from './words'

type Props = { say: Say; code: Code; verdict: HealthVerdict }

/** What a check found: the sentence, then what was sent, what came and what was expected, as far as there is any. */
export function VerdictView({ say, code, verdict }: Props) {
  const parts = [
    ['monitors.one.sent', verdict.sent],
    ['monitors.one.expected', verdict.expected],
    ['monitors.one.got', verdict.got],
  ] as const
  const said = parts.filter(([, text]) => text !== undefined)
  return (
    <>
      <p>
        <span className={verdict.result === 'up' ? 'text-good' : 'text-bad'}>
          {say(`health.result.${verdict.result}`)}
        </span>
        {': '}
        {code(verdict.say.code, verdict.say.params)}
      </p>
      {said.length > 0 && (
        <dl className="mt-1 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
          {said.map(([key, text]) => (
            <div key={key} className="contents">
              <dt className="text-muted">{say(key)}</dt>
              <dd>
                {text ? <code className="break-all whitespace-pre-wrap">{text}</code> : say('monitors.one.nothing')}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </>
  )
}
