import type { Stats } from 'node:fs'
import { lstat, realpath, stat } from 'node:fs/promises'
import { dirname, isAbsolute, normalize, sep } from 'node:path'
import { CHECK_FOLDER, OWN_CHECK_FOLDERS } from '@/lib/health/presets'

/** Where check programs may lie. The first holds the bundled ones, which run inside the agent. */
export const BUNDLED_FOLDER = CHECK_FOLDER
export const PROGRAM_FOLDERS = [BUNDLED_FOLDER, ...OWN_CHECK_FOLDERS]

export type PathPolicy = {
  folders: readonly string[]
  /** who may own a program and every folder above it: root; a test adds itself */
  owners: readonly number[]
}
export const ROOT_ONLY: PathPolicy = { folders: PROGRAM_FOLDERS, owners: [0] }

/** Why a program is not run; the sentence is `health.verdict.program-refused`. */
export type PathProblem = {
  reason: 'notAbsolute' | 'outside' | 'missing' | 'notAFile' | 'notExecutable' | 'owner' | 'writable'
  /** the path that is wrong */
  path: string
}

/**
 * The real path of a check program if it may be run: absolute, without `..`, inside an allowed folder before and after symlinks are
 * followed, a regular executable file, and neither it nor any folder above it can be changed by anyone but root. The check looks at every
 * component, so that nobody can put another file in its place between look and run.
 */
export async function allowedProgram(path: string, policy: PathPolicy): Promise<{ path: string } | PathProblem> {
  if (!isAbsolute(path) || path.includes('\0')) return { reason: 'notAbsolute', path }
  if (normalize(path) !== path || !inside(path, policy.folders)) return { reason: 'outside', path }
  let real: string
  try {
    real = await realpath(path)
  } catch {
    return { reason: 'missing', path }
  }
  const folders = await Promise.all(policy.folders.map((folder) => realpath(folder).catch(() => folder)))
  if (!inside(real, folders)) return { reason: 'outside', path: real }
  // The names on the way there could be changed too: the link's own folders count like those that it leads to.
  for (const start of real === path ? [real] : [real, path]) {
    const problem = await guarded(start, policy.owners)
    if (problem) return problem
  }
  const file = await stat(real)
  if (!file.isFile()) return { reason: 'notAFile', path: real }
  if ((file.mode & 0o111) === 0) return { reason: 'notExecutable', path: real }
  return { path: real }
}

function inside(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => path.startsWith(folder.endsWith(sep) ? folder : folder + sep))
}

/** From the file up to the root: who owns it and who can write it. */
async function guarded(path: string, owners: readonly number[]): Promise<PathProblem | null> {
  let first = true
  for (let at = path; ; at = dirname(at)) {
    let seen: Stats
    try {
      seen = await lstat(at)
    } catch {
      return { reason: 'missing', path: at }
    }
    if (!owners.includes(seen.uid) && seen.uid !== 0) return { reason: 'owner', path: at }
    // In a sticky folder (/tmp) others can make files but not replace what is not theirs; above the allowed folder that is safe.
    const sticky = seen.isDirectory() && !first && (seen.mode & 0o1000) !== 0
    if (!seen.isSymbolicLink() && (seen.mode & 0o022) !== 0 && !sticky) return { reason: 'writable', path: at }
    first = false
    if (at === dirname(at)) return null
  }
}
