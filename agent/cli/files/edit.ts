import { type Edit, edit, splitAssignment, type World } from '@/lib/lvscf'
import { EXIT, editLine, type FileVerbIo, tell, tellJson, withSentence } from './io'
import type { FileVerb, Options } from './options'
import { openTarget, type Written } from './target'

export type EditVerb = Exclude<FileVerb, 'check' | 'get'>

/** The edits that the words of a verb ask for; null (after a message) when one is not PATH=VALUE. */
function editsOf(verb: EditVerb, words: readonly string[], io: FileVerbIo): Edit[] | null {
  if (verb === 'rename') return [{ do: 'rename', path: words[0] ?? '', name: words[1] ?? '' }]
  if (verb !== 'set') return words.map((path) => ({ do: verb, path }))
  const edits: Edit[] = []
  for (const word of words) {
    const assignment = splitAssignment(word)
    if (!assignment) {
      tell(io, 'lvscf.cli.assignment', { word })
      return null
    }
    edits.push({ do: 'set', ...assignment })
  }
  return edits
}

/** `set PATH=VALUE...`, `add PATH...`, `remove PATH...`, `rename PATH NAME`: all of it or nothing; every other byte stays. */
export async function runEdit(verb: EditVerb, options: Options, io: FileVerbIo, world: World): Promise<number> {
  const edits = editsOf(verb, options.positionals, io)
  if (!edits) return EXIT.usage
  if (options.file === '-') {
    tell(io, 'lvscf.cli.notFromInput', { verb })
    return EXIT.usage
  }
  const target = await openTarget(options.file, io)
  const input = await target.read()
  if (!input.ok) {
    tell(io, 'lvscf.cli.unreadable', { path: input.path, why: input.why })
    return EXIT.file
  }
  const { text, problems } = edit(input.text, edits, world)
  const refused = problems.some((problem) => problem.severity === 'error')
  const note = options.note ?? [verb, ...options.positionals].join(' ')
  const written: Written = refused || text === input.text ? { ok: true } : await target.write(text, note)
  const all = !written.ok && written.what === 'problems' ? [...problems, ...written.problems] : problems
  for (const problem of all) if (!options.json) io.stderr(editLine(problem, io.language))
  if (options.json) {
    const changed = !refused && written.ok && text !== input.text
    tellJson(io, { changed, problems: all.map((problem) => withSentence(problem, io.language)) })
  }
  return refused ? EXIT.problems : outcome(written, target.name, io)
}

function outcome(written: Written, name: string, io: FileVerbIo): number {
  if (written.ok) return EXIT.done
  if (written.what === 'problems') return EXIT.problems
  if (written.what === 'changed') {
    tell(io, 'lvscf.cli.changed', { path: name })
    return EXIT.changed
  }
  tell(io, 'lvscf.cli.unwritable', { path: written.path, why: written.why })
  return EXIT.file
}
