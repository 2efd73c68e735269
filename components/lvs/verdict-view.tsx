import { Facts } from '@/components/ui/facts'
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
  const said = parts.flatMap(([key, text]) => (text === undefined ? [] : [[say(key), shown(say, text)] as const]))
  return (
    <>
      <p>
        <span className={verdict.result === 'up' ? 'text-good' : 'text-bad'}>
          {say(`health.result.${verdict.result}`)}
        </span>
        {': '}
        {code(verdict.say.code, verdict.say.params)}
      </p>
      {said.length > 0 && <Facts rows={said} tight words className="mt-1" />}
    </>
  )
}

const shown = (say: Say, text: string) =>
  text ? <code className="break-all whitespace-pre-wrap">{text}</code> : say('monitors.one.nothing')
