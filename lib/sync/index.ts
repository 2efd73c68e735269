/** The door of lib/sync: the pair over SSH. README.md in this folder has the protocol and the trust model. */
export { linkTo, type PartnerLink } from './client'
export { type Comparison, compareFiles, type Difference } from './compare'
export { SYNC_ERRORS, type SyncCode, SyncError } from './errors'
export { ensureOwnKey, type OwnKey, readOwnKey } from './key'
export { changePartnerSettings, type PartnerSettings, partnerTarget, readPartnerSettings, type Target } from './partner'
export type { Applied, StatusAnswer } from './protocol'
export * from './sync'
