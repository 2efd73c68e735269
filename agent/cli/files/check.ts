import { read, strict, strictValues, toShown, type World } from '@/lib/lvscf'
import { checkLine, EXIT, type FileVerbIo, printable, tell, tellJson, withSentence } from './io'
import type { Options } from './options'
import { inputTarget, openInput } from './target'

/** `check [FILE]` and `check --strict [--values] [FILE]` of contract.md. */
export async function runCheck(options: Options, io: FileVerbIo, world: World): Promise<number> {
  if (options.values && !options.strict) {
    tell(io, 'lvscf.cli.valuesNeedStrict')
    return EXIT.usage
  }
  const [file] = options.positionals
  const target = file === '-' ? inputTarget(io) : await openInput(file, io)
  const input = await target.read()
  if (!input.ok) {
    tell(io, 'lvscf.cli.unreadable', { path: input.path, why: input.why })
    return EXIT.file
  }
  if (options.strict) return strictly(input.text, options, io, world)
  const { problems } = read(input.text, world)
  if (options.json) {
    tellJson(io, { file: target.name, problems: problems.map((problem) => withSentence(problem, io.language)) })
  } else io.stdout(problems.map((problem) => checkLine(target.name, problem, io.language)).join(''))
  return problems.some((problem) => problem.severity === 'error') ? EXIT.problems : EXIT.done
}

function strictly(text: string, options: Options, io: FileVerbIo, world: World): number {
  const verdict = strict(text, world)
  const values = options.values && verdict.ok ? toShown(strictValues(text, world)) : undefined
  if (options.json) tellJson(io, { ...verdict, values })
  else if (values !== undefined) io.stdout(values)
  else io.stdout(verdict.ok ? 'OK\n' : `ERR ${verdict.line} ${printable(verdict.message)}\n`)
  return verdict.ok ? EXIT.done : EXIT.problems
}
