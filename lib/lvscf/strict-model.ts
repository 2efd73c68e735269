/** What Piranha's parser holds after reading a file. Addresses and masks are 32 bits; texts are latin1. */
export type StrictValue = number | string | { address: number; device: string }
export type StrictValues = Record<string, StrictValue>
export type StrictServer = { name: string; values: StrictValues }
export type StrictBlock = { name: string; values: StrictValues; servers: StrictServer[] }
export type StrictFile = { global: StrictValues; virtuals: StrictBlock[]; failovers: StrictBlock[] }

export const emptyGlobal = (): StrictValues => ({})

export const emptyBlock = (name: string): StrictBlock => ({ name, values: {}, servers: [] })

/** A new server takes the port that the block has so far (reference 1.2, last rule). */
export function serverIn(block: StrictBlock, name: string): StrictServer {
  return { name, values: { port: block.values.port ?? 80 } }
}
