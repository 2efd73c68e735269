import { Card } from '@/components/ui/card'
import { Facts } from '@/components/ui/facts'
import type { Status } from '@/lib/api/types'
import type { Say } from './words'

/** Which router and agent this is, and the tools that it found. */
export function ToolsCard({ say, status }: { say: Say; status: Status }) {
  const { agent, tools } = status
  // A tool that tells no version was found all the same.
  const found = Object.entries(tools).map(([tool, version]) => (version === 'found' ? tool : `${tool} ${version}`))
  const rows = [
    [say('panels.tools.host'), agent.hostname],
    [say('panels.tools.agent'), `${agent.version} · pid ${agent.pid}`],
    [say('panels.tools.found'), found.join(' · ') || say('panels.totals.none')],
  ] as const
  return (
    <Card title={say('panels.tools')}>
      <Facts rows={rows} tight />
    </Card>
  )
}
