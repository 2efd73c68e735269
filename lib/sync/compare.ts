import type { FileName } from '@/lib/api/types'
import { getLines, splitAssignment, toShown } from '@/lib/lvscf'
import { FILE_NAMES, type Files } from '@/lib/store/files'

/** A field that two configurations hold differently. */
export type Difference = {
  file: FileName
  /** lvs.cf: the path of the key, as `get` and `set` take it; lvs.sysctl: the name; lvs.iptables: ''. */
  path: string
  /** undefined: it is not there */
  mine?: string
  theirs?: string
}
export type Comparison = {
  equal: boolean
  differences: Difference[]
  /** files whose bytes differ though no field does: comments, order, blanks */
  onlyText: FileName[]
}

/** Field by field: keys of lvs.cf by their path, settings by their name, rules as whole lines. */
export function compareFiles(mine: Files, theirs: Files): Comparison {
  const differences = FILE_NAMES.flatMap((file) => differencesIn(file, fieldsOf(file, mine), fieldsOf(file, theirs)))
  const differing = FILE_NAMES.filter((file) => !mine[file].equals(theirs[file]))
  const onlyText = differing.filter((file) => !differences.some((one) => one.file === file))
  return { equal: differing.length === 0, differences, onlyText }
}

function differencesIn(file: FileName, mine: Map<string, string>, theirs: Map<string, string>): Difference[] {
  const keys = new Set([...mine.keys(), ...theirs.keys()])
  return [...keys].flatMap((key) => {
    const [m, t] = [mine.get(key), theirs.get(key)]
    if (m === t) return []
    // A rule has no name but itself.
    return [{ file, path: file === 'lvs.iptables' ? '' : key, mine: m, theirs: t }]
  })
}

/** The fields of a file, each under a key of its own. */
function fieldsOf(file: FileName, files: Files): Map<string, string> {
  const text = files[file].toString('latin1')
  const fields = new Map<string, string>()
  if (file === 'lvs.cf')
    for (const line of getLines(text, '') ?? []) {
      const assignment = splitAssignment(line)
      if (assignment) fields.set(assignment.path, assignment.value)
    }
  else
    for (const raw of text.split('\n')) {
      const line = toShown(raw.trim())
      if (line === '' || /^[#;]/.test(line)) continue
      const equals = file === 'lvs.sysctl' ? line.indexOf('=') : -1
      if (equals > 0) fields.set(line.slice(0, equals).trim(), line.slice(equals + 1).trim())
      else fields.set(line, line)
    }
  return fields
}
