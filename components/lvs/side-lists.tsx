import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { VisuallyHidden } from '@/components/ui/hidden'
import { LocalTime } from '@/components/ui/local-time'
import { Table, Td, Th, Tr } from '@/components/ui/table'
import type { KernelVerdict, Table as LvsTable } from '@/lib/api/types'
import { countText } from './figures'
import { StateBadge } from './row-state'
import type { Say } from './words'

type AbsentProps = {
  say: Say
  absent: LvsTable['absent'] /** the panel of a virtual server */
  href: (name: string) => string
}

/** Blocks of the running file that the kernel does not hold, and why. */
export function AbsentCard({ say, absent, href }: AbsentProps) {
  return (
    <Card title={say('panels.absent')}>
      <ul className="flex flex-col gap-1">
        {absent.map(({ name, reason }) => (
          <li key={name} className="flex flex-wrap items-baseline gap-x-3">
            <StateBadge state="inactive" word={say('panels.state.inactive')} /> <a href={href(name)}>{name}</a>{' '}
            <span className="text-sm text-muted">{say(`panels.absent.${reason}`)}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

type RetiredProps = {
  say: Say
  language: string
  retired: KernelVerdict['retired']
  /** removes one now */
  cut: (form: FormData) => Promise<void>
  token: string
}

/** Entries at weight 0 that wait for their connections to end. */
export function RetiredCard({ say, language, retired, cut, token }: RetiredProps) {
  return (
    <Card title={say('panels.retired')} flush>
      <p className="px-4 py-2 text-sm text-muted">{say('panels.retired.lead')}</p>
      <Table caption={say('panels.retired')} captionHidden stacked>
        <thead>
          <tr>
            <Th>{say('panels.table.state')}</Th>
            <Th>{say('panels.retired.entry')}</Th>
            <Th number>{say('panels.table.active')}</Th>
            <Th number>{say('panels.table.inactive')}</Th>
            <Th>{say('panels.retired.until')}</Th>
            <Th>{say('panels.retired.action')}</Th>
          </tr>
        </thead>
        <tbody>
          {retired.map((one) => (
            <Tr key={one.key}>
              <Td>
                <StateBadge state="retired" word={say('panels.state.retired')} />
              </Td>
              <Th scope="row" className="figure font-normal">
                {one.key}
              </Th>
              <Td number label={say('panels.table.active')}>
                {countText(one.active)}
              </Td>
              <Td number label={say('panels.table.inactive')}>
                {countText(one.inactive)}
              </Td>
              <Td label={say('panels.retired.until')}>
                <LocalTime at={one.untilMs} style="time" language={language} />
              </Td>
              <Td>
                <form action={cut} className="flex flex-wrap items-center gap-x-3">
                  <input type="hidden" name="token" value={token} />
                  <input type="hidden" name="back" value="/" />
                  <input type="hidden" name="key" value={one.key} />
                  <span>{say('panels.retired.ends', { count: one.active + one.inactive })}</span>{' '}
                  <Button kind="danger-plain">
                    {say('panels.retired.cut')}
                    <VisuallyHidden> {one.key}</VisuallyHidden>
                  </Button>
                </form>
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Card>
  )
}
