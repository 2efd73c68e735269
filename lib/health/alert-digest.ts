import type { AlertGroup, AlertNews, AlertSubject } from './alert-types'

/** Names or alarms that a group of a digest shows. */
const NAMES_MAX = 10

/**
 * News in groups: by virtual server and word for servers, by word for virtual servers and for the agent's alarms, which come first. A subject that
 * changed several times counts once, as it is now.
 */
export function groupsOf(news: readonly AlertNews[]): AlertGroup[] {
  const last = new Map<string, AlertNews>()
  for (const one of news) last.set(idOf(one), one)
  const groups = new Map<string, AlertGroup>()
  for (const { subject, word, why } of last.values()) {
    const service = subject.kind === 'server' ? subject.service : null
    const key = `${service} ${word}`
    const virtual = subject.kind === 'server' ? subject.virtual : null
    const group = groups.get(key) ?? { word, service, virtual, count: 0, names: [], whys: [] }
    group.count++
    if (group.count <= NAMES_MAX) {
      if (subject.kind !== 'agent') group.names.push(nameOf(subject))
      else if (why) group.whys.push(why)
    }
    groups.set(key, group)
  }
  const all = [...groups.values()]
  return [...all.filter((group) => group.service === null), ...all.filter((group) => group.service !== null)]
}

/** What people call a subject; empty for the agent itself. */
export function nameOf(subject: AlertSubject): string {
  if (subject.kind === 'server') return subject.name ?? subject.server
  return subject.kind === 'pool' ? (subject.virtual ?? subject.service) : ''
}

/** The subject of news and, for a pool and the agent, which of its facts (hold, empty, the alarm). */
function idOf({ subject, word, why }: AlertNews): string {
  if (subject.kind === 'server') return `server ${subject.service} ${subject.server}`
  if (subject.kind === 'agent') return `agent ${why?.code}`
  return `${word === 'hold' || word === 'released' ? 'hold' : 'empty'} ${subject.service}`
}
