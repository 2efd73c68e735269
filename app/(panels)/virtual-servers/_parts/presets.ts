import { PRESETS, type Preset } from '@/lib/health/presets'
import type { VirtualValues } from '@/lib/lvscf/model'

/** A ready-made check by its name in the page's query; undefined for a name that there is not. */
export function presetNamed(name: string | string[] | undefined): Preset | undefined {
  return PRESETS.find((one) => one.name === name)
}

/** What a preset puts into the four fields of MONITORING SCRIPTS. */
export function presetValues(preset: Preset): Record<string, string> {
  return {
    send_program: preset.send_program ?? '',
    send: preset.send ?? '',
    expect: preset.expect ?? '',
    use_regex: preset.use_regex ? '1' : '0',
  }
}

const SHOWN = ['send_program', 'send', 'expect', 'use_regex'] as const

/** The keys that a preset sets, as they would stand in lvs.cf; empty ones left out. */
export function presetLines(preset: Preset): string[] {
  const values = presetValues(preset)
  return SHOWN.filter((key) => values[key] && values[key] !== '0').map((key) => `${key} = ${values[key]}`)
}

/** The ready-made checks that fit a virtual server's protocol and port, and the others. */
export function presetsFor({ protocol, port = 80 }: VirtualValues): { fitting: Preset[]; others: Preset[] } {
  const word = protocol?.name ?? 'tcp'
  const fits = (one: Preset) => one.protocol === word && (one.port === 0 || one.port === port)
  return { fitting: PRESETS.filter(fits), others: PRESETS.filter((one) => !fits(one)) }
}
