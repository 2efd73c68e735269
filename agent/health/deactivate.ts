import type { ServerKey, ServiceKey } from '@/lib/kernel/state'
import { edit, joinPath } from '@/lib/lvscf'
import { activeBlocks, blockServers } from '@/lib/plan/blocks'
import { systemWorld } from '@/lib/store/world'
import { applySaved } from '../change'
import { type Context, ITSELF, note } from '../context'
import { whyOf } from '../errors'
import { readSaved } from '../observe'

/**
 * The end of a drain whose operator wanted it: the server is deactivated in lvs.cf, by the operator's name, and that is applied. Where other saved changes
 * wait for somebody to apply them, it waits with them: nothing runs that nobody has looked at.
 */
export async function deactivate(context: Context, service: ServiceKey, server: ServerKey): Promise<void> {
  const { state, health, store } = context
  const wish = health.nanny?.save()[service]?.servers[server]?.wish
  const params = {
    virtual: health.names.virtual(service) ?? service,
    server: health.names.server(service, server) ?? server,
  }
  if (!wish?.deactivate || !state.configuration) return
  try {
    const { files } = await readSaved(context)
    // By its names in what runs: the saved file may give it another key.
    const paths = pathsOf(state.configuration.config, service, server)
    const edits = paths.map((path) => ({ do: 'set' as const, path, value: '0' }))
    const text = files.files['lvs.cf'].toString('latin1')
    const edited = edit(text, edits, systemWorld())
    const faults = edited.problems.filter((problem) => problem.severity === 'error')
    if (paths.length === 0 || faults.length > 0) throw new Error(faults[0]?.code ?? 'no such server in lvs.cf')
    const saved = await store.save({
      files: { 'lvs.cf': Buffer.from(edited.text, 'latin1') },
      ifMatch: files.hash,
      author: wish.by,
      note: wish.reason,
    })
    if (!saved.ok) throw new Error(saved.code)
    const alone = files.hash === state.running?.info.hash
    await note(context, {
      what: 'wish',
      actor: ITSELF,
      saying: { code: alone ? 'agent.deactivated' : 'agent.deactivatedSaved', params },
    })
    if (alone) await applySaved(context, { planId: null, note: wish.reason, actor: ITSELF })
  } catch (error) {
    const saying = { code: 'agent.deactivateFailed', params: { ...params, why: whyOf(error) } }
    await note(context, { what: 'wish', actor: ITSELF, saying })
  }
}

/** Paths of `active` of the server, in each block that makes the service. */
function pathsOf(config: Parameters<typeof activeBlocks>[0], service: ServiceKey, server: ServerKey): string[] {
  return activeBlocks(config)
    .filter((block) => block.key === service)
    .flatMap((block) =>
      blockServers(block)
        .filter((one) => one.key === server)
        .map((one) => `${joinPath(['virtual', block.ref])}.${joinPath(['server', one.ref])}.active`),
    )
}
