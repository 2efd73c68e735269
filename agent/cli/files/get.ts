import { getLines, getValue, pathProblem } from '@/lib/lvscf'
import { EXIT, editLine, type FileVerbIo, tell, tellJson } from './io'
import type { Options } from './options'
import { inputTarget, openInput } from './target'

/** `get PATH [-f FILE] [--default]`: a value, or the lines of a block that `set` takes; without PATH those of the whole file. */
export async function runGet(options: Options, io: FileVerbIo): Promise<number> {
  const path = options.positionals[0] ?? ''
  const target = options.file === '-' ? inputTarget(io) : await openInput(options.file, io)
  const input = await target.read()
  if (!input.ok) {
    tell(io, 'lvscf.cli.unreadable', { path: input.path, why: input.why })
    return EXIT.file
  }
  const lines = getLines(input.text, path)
  if (lines) {
    if (options.json) tellJson(io, { path, lines })
    else io.stdout(lines.map((line) => `${line}\n`).join(''))
    return EXIT.done
  }
  const value = getValue(input.text, path, { default: options.default })
  if (value !== undefined) {
    if (options.json) tellJson(io, { path, value })
    else io.stdout(`${value}\n`)
    return EXIT.done
  }
  const problem = pathProblem(input.text, path)
  if (problem) io.stderr(editLine(problem, io.language))
  else tell(io, 'lvscf.cli.unset', { path })
  return EXIT.problems
}
