'use client'

import { Select } from './controls'

/** The masks of Piranha's list, in its order. */
const MASKS = [32, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16] as const
/** Lengths that are in use for IPv6; written as they are, beyond Piranha. */
const LENGTHS = [128, 127, 126, 124, 120, 112, 96, 80, 64, 56, 48] as const

function dotted(length: number): string {
  const bits = (0xffffffff << (32 - length)) >>> 0
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join('.')
}

/** "(Unused)", Piranha's masks with their prefix lengths, and lengths for IPv6. */
export function MaskSelect({ unused, ipv6, foreign }: { unused: string; ipv6: string; foreign: string }) {
  return (
    <Select
      width="address"
      foreign={foreign}
      options={[
        { value: '', label: unused },
        ...MASKS.map((length) => ({ value: dotted(length), label: `${dotted(length)} (/${length})` })),
        { label: ipv6, options: LENGTHS.map((length) => ({ value: String(length), label: `/${length}` })) },
      ]}
    />
  )
}
