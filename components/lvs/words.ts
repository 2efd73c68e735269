import type { Params, TextKey } from '@/lib/text'

/** A sentence of the catalogue in the reader's language; pages hand it to the components, which never import the catalogue. */
export type Say = (key: TextKey, params?: Params) => string
/** The sentence of a code that came from lib or the agent, unknown ones included. */
export type Code = (code: string, params?: Params) => string
