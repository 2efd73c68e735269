import type { ReactNode } from 'react'
import { Sparkline } from '@/components/ui/sparkline'
import { Table, Td, Th, Tr } from '@/components/ui/table'
import type { Rates, RowState, TableServer, TableService } from '@/lib/api/types'
import { driftText } from './drift-text'
import { addressText, bitsText, countText, rateText } from './figures'
import { StateBadge } from './row-state'
import type { Say } from './words'

type Props = {
  say: Say
  caption: string
  services: readonly TableService[]
  /** new connections per second of the last looks, by row key; undefined = not kept */
  history: (key: string) => readonly (number | null)[] | undefined
  /** the panel of a virtual server */
  href: (name: string) => string
}

/** Words and classes that every row of the table needs. */
type RowProps = Pick<Props, 'say' | 'history' | 'href'>

function stateWord(say: Say, state: RowState): string {
  return say(`panels.state.${state}`)
}

function Traffic({ say, rates, keyName, history }: Omit<RowProps, 'href'> & { rates: Rates | null; keyName: string }) {
  const values = history(keyName)
  return (
    <>
      <Td number label={say('panels.table.perSec')}>
        {rateText(rates?.connections)}
      </Td>
      <Td className="narrow-off hidden w-0 py-1.5 min-[88rem]:table-cell">{values && <Sparkline values={values} />}</Td>
      <Td number label={say('panels.table.in')}>
        {bitsText(rates?.inBytes)}
      </Td>
      <Td number label={say('panels.table.out')}>
        {bitsText(rates?.outBytes)}
      </Td>
    </>
  )
}

function Names({ names, fallback, href }: { names: readonly string[]; fallback: string; href: Props['href'] }) {
  if (names.length === 0) return fallback
  return names.map((name, i) => (
    <span key={name}>
      {i > 0 && ', '}
      <a href={href(name)}>{name}</a>
    </span>
  ))
}

function Small({ children }: { children: ReactNode }) {
  return <div className="text-[0.8125rem] font-normal text-muted">{children}</div>
}

function ServiceRow({ say, history, href, row }: RowProps & { row: TableService }) {
  const { service } = row
  const { id } = service
  const address =
    id.kind === 'mark' ? say('panels.table.mark', { mark: String(id.mark) }) : addressText(id.address, id.port)
  const scheduler = [service.scheduler, ...service.flags].join(' ')
  return (
    <Tr head>
      <Td>
        <StateBadge state={row.state} word={stateWord(say, row.state)} />
      </Td>
      <Th scope="row" className="font-semibold max-md:grow max-md:basis-[60%]">
        <Names names={row.names} href={href} fallback={say('panels.table.unnamed')} />
        <Small>{say('panels.table.servers', { count: row.servers.length })}</Small>
      </Th>
      <Td className="figure font-semibold md:whitespace-nowrap">
        {address} {id.kind === 'address' && id.protocol}
        {id.kind === 'mark' && row.members.map((member) => <Small key={member}>{member}</Small>)}
      </Td>
      <Td className="figure">
        {scheduler}
        {service.ops && <Small>{say('panels.table.ops')}</Small>}
        {service.persistentSec > 0 && <Small>{say('panels.table.sticky', { seconds: service.persistentSec })}</Small>}
      </Td>
      <Td className="narrow-off" />
      <Td number className="font-semibold" label={say('panels.table.active')}>
        {countText(row.active)}
      </Td>
      <Td number className="font-semibold" label={say('panels.table.inactive')}>
        {countText(row.inactive)}
      </Td>
      <Traffic say={say} history={history} rates={row.rates} keyName={row.key} />
    </Tr>
  )
}

function ServerRow({ say, history, href, row, service }: RowProps & { row: TableServer; service: TableService }) {
  const address = addressText(row.address, row.port)
  const [first] = service.names
  return (
    <Tr>
      <Td>
        <StateBadge state={row.state} word={stateWord(say, row.state)} />
      </Td>
      <Th scope="row" className="ps-6 font-normal max-md:grow max-md:basis-[60%] max-md:ps-0">
        {row.name !== null && first !== undefined ? <a href={href(first)}>{row.name}</a> : (row.name ?? address)}
        {row.drift && <Small>{driftText(say, row.drift)}</Small>}
      </Th>
      <Td className="figure md:whitespace-nowrap">{address}</Td>
      <Td className="figure">{row.forward}</Td>
      <Td number label={say('panels.table.weight')}>
        {row.weight}
      </Td>
      <Td number label={say('panels.table.active')}>
        {countText(row.counters.active)}
      </Td>
      <Td number label={say('panels.table.inactive')}>
        {countText(row.counters.inactive)}
      </Td>
      <Traffic say={say} history={history} rates={row.rates} keyName={`${service.key} ${row.key}`} />
    </Tr>
  )
}

/** The routing table: each virtual server with its real servers below it, connections and rates. */
export function LiveTable({ say, caption, services, history, href }: Props) {
  const heads = ['state', 'name', 'address', 'method'] as const
  const numbers = ['weight', 'active', 'inactive', 'perSec', 'lately', 'in', 'out'] as const
  return (
    <Table caption={caption} captionHidden stacked>
      <thead>
        <tr>
          {heads.map((head) => (
            <Th key={head}>{say(`panels.table.${head}`)}</Th>
          ))}
          {numbers.map((head) => (
            <Th
              key={head}
              number={head !== 'lately'}
              className={head === 'lately' ? 'hidden min-[88rem]:table-cell' : undefined}
            >
              {say(`panels.table.${head}`)}
            </Th>
          ))}
        </tr>
      </thead>
      {services.map((service) => (
        <tbody key={service.key}>
          <ServiceRow say={say} history={history} href={href} row={service} />
          {service.servers.map((server) => (
            <ServerRow key={server.key} say={say} history={history} href={href} row={server} service={service} />
          ))}
        </tbody>
      ))}
    </Table>
  )
}
