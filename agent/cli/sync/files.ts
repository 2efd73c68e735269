import { systemWorld } from '@/lib/store/world'
import { compareBySftp, type FallbackResult, SyncError, syncBySftp } from '@/lib/sync'
import { EXIT, type Io, line, plain, speak } from '../io'
import { differenceLines, type Here, refused, short } from './pair'

/** `sync` to a router without Arapaima: its files by SFTP, then the administrator's command with its output. */
export async function syncFiles(
  io: Io,
  here: Here,
  { overwrite, json, dry }: { overwrite?: string; json: boolean; dry: boolean },
): Promise<number> {
  if (dry) return compareFilesThere(io, here, json, EXIT.todo)
  const { address } = here.target
  const result = await syncBySftp(
    { ...here, world: systemWorld() },
    { overwrite, onFile: (file, fate) => !json && io.err(line(speak(io, `sync.file.${fate}`, { file }))) },
  )
  if (json) io.out(`${JSON.stringify({ ok: true, ...result }, null, 2)}\n`)
  else {
    const words = { address, hash: short(result.hash) }
    io.out(line(speak(io, result.changed ? 'sync.filesDone' : 'sync.filesNothing', words)))
  }
  return told(io, address, result.command, json)
}

/** What stands there and what a sync would write. @param other the exit status when they differ */
export async function compareFilesThere(io: Io, here: Here, json: boolean, other: number): Promise<number> {
  const { files: _, ...about } = await compareBySftp({ ...here, world: systemWorld() })
  if (json) io.out(`${JSON.stringify(about, null, 2)}\n`)
  else for (const text of differenceLines(io, about)) io.out(line(text))
  return about.equal ? EXIT.done : other
}

function told(io: Io, address: string, command: FallbackResult['command'], json: boolean): number {
  if (command === null) return EXIT.done
  const { line: said, status, output } = command
  if (!json) {
    io.out(line(speak(io, 'sync.commandRan', { command: said, address, status })))
    for (const one of output.split('\n').filter(Boolean)) io.out(`    ${plain(one)}\n`)
  }
  return status === 0
    ? EXIT.done
    : refused(io, new SyncError('sync.commandFailed', { command: said, address, status }), false)
}
