/** The door of lib/sync: the pair over SSH. README.md in this folder has the protocol and the trust model. */
export { linkTo, type PartnerLink } from './client'
export { type Comparison, compareFiles, type Difference } from './compare'
export { type Connection, openConnection } from './connection'
export { SYNC_ERRORS, type SyncCode, SyncError } from './errors'
export { type MachineFacts, machineFacts } from './facts'
export { compareBySftp, type Fallback, type FallbackResult, type FilesThere, syncBySftp } from './fallback'
export { LIMITS, showHostKey } from './handshake'
export { ensureOwnKey, type OwnKey, readOwnKey } from './key'
export { fingerprintOf } from './known-hosts'
export { type Look, lookAtPartner } from './look'
export { type MergeRow, mergeRows, type Side } from './merge'
export { type Merged, mergeFiles } from './merge-files'
export { type OpenPair, openPair } from './open'
export {
  changePartnerSettings,
  type PartnerSettings,
  partnerSettings,
  partnerTarget,
  readPartnerSettings,
  type Target,
} from './partner'
export type { Applied, StatusAnswer } from './protocol'
export { checkSteps, FILE_STEPS, STEPS, type Step, type StepResult } from './steps'
export * from './sync'
export { confirmHost, forgetHost } from './trust'
