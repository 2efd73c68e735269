/** The door of lib/store: configuration files and their history. Accounts, sessions and the claim have files of their own here. */
export * from './files'
export type { Paths } from './paths'
export { pathsFrom } from './paths'
export { BY_HAND, openStore, type Store, type StoreOptions } from './store'
