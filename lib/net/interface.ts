import { bad, good, type Parsed } from './result'

/** IFNAMSIZ - 1: the longest interface name and the longest address label (linux/if.h). */
export const NAME_MAX = 15

/**
 * A network interface name as the kernel takes it (dev_valid_name in net/core/dev.c: 1 to 15 bytes, no blank, no `/`, no `:`,
 * neither `.` nor `..`), and none that a command would read as an option. Code: NOT_AN_INTERFACE.
 */
export function parseInterface(text: string): Parsed<string> {
  if (text.length === 0 || text.length > NAME_MAX || text === '.' || text === '..') return bad('NOT_AN_INTERFACE')
  return /^[^-\s/:\x00-\x1f\x7f][^\s/:\x00-\x1f\x7f]*$/.test(text) ? good(text) : bad('NOT_AN_INTERFACE')
}

/** `eth0:1` is device eth0 with the address label `eth0:1`; `eth0` has none. */
export type Device = { device: string; label?: string }

/** An interface with or without alias (`eth0:1`, `bond0.12:web`). Code: NOT_AN_INTERFACE. A label may be too long to use: see `labelFits`. */
export function parseDevice(text: string): Parsed<Device> {
  const colon = text.indexOf(':')
  if (colon < 0) {
    const name = parseInterface(text)
    return name.ok ? good({ device: name.value }) : name
  }
  const name = parseInterface(text.slice(0, colon))
  if (!name.ok || !/^[^\s/\x00-\x1f\x7f]+$/.test(text.slice(colon + 1))) return bad('NOT_AN_INTERFACE')
  return good({ device: name.value, label: text })
}

/** True if the kernel takes this label on an IPv4 address: it begins with the device and has at most 15 bytes. */
export function labelFits(device: Device): boolean {
  return device.label !== undefined && device.label.length <= NAME_MAX
}
