/**
 * The door of lib/lvscf. Signatures are fixed; see README.md in this folder for every key.
 * Texts are latin1 strings (one character per byte), so that any bytes survive; names, values and paths are shown strings (bytes.ts).
 */
export { fromShown, toShown } from './bytes'
export {
  type EffectiveGlobal,
  type EffectiveServer,
  type EffectiveVirtual,
  effectiveGlobal,
  effectiveServer,
  effectiveVirtual,
  globalDefaults,
  serverDefaults,
  virtualDefaults,
} from './defaults'
export { type Edit, edit, nameProblem } from './edit'
export { getLines, getValue, pathProblem } from './get'
export * from './model'
export { parse } from './parse'
export { isWithin, joinPath, type PathPart, parsePath, splitAssignment } from './path'
export { print } from './print'
export { PROBLEMS, PROBLEMS_MAX, type ProblemCode, sayingOf } from './problems'
export { read } from './read'
export {
  GLOBAL_KEYS,
  type KeyInfo,
  type KeyType,
  keyInfo,
  keysOf,
  type Scope,
  SERVER_KEYS,
  VIRTUAL_KEYS,
} from './schema'
export { strict, type Verdict } from './strict'
export { strictValues } from './strict-values'
export { suggest } from './suggest'
export type { Tree } from './tree'
export { rewrite, write } from './write'
