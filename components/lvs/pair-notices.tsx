import { Notice } from '@/components/ui/notice'
import type { PairView } from '@/lib/api/pair'
import type { Code, Say } from './words'

type Props = { say: Say; code: Code; pair: PairView }

/** Why this router cannot take part, each with its remedy, in the order in which it is to be mended; then what a person should know. */
export function PairNotices({ say, code, pair: { faults, warnings } }: Props) {
  return (
    <>
      {faults.length > 0 && (
        <Notice kind="bad" role="status" title={say('pair.faults', { count: faults.length })}>
          <ol className={faults.length > 1 ? 'list-decimal ps-5' : undefined}>
            {faults.map((one) => (
              <li key={keyOf(one)}>{code(one.code, one.params)}</li>
            ))}
          </ol>
        </Notice>
      )}
      {warnings.length > 0 && (
        <Notice kind="warn" role="status" title={say('pair.warnings')}>
          <ul className={warnings.length > 1 ? 'list-disc ps-5' : undefined}>
            {warnings.map((one) => (
              <li key={keyOf(one)}>{code(one.code, one.params)}</li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  )
}

const keyOf = (one: PairView['faults'][number]) => `${one.code} ${JSON.stringify(one.params)}`
