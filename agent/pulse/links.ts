import { readFileSync } from 'node:fs'

/**
 * Does this interface have its link? By the kernel's operstate, so that bonds and bridges count too; `unknown` (drivers that do not
 * tell, loopback) counts as up. sysfs-class-net
 */
export function linkIsUp(device: string, folder = '/sys/class/net'): boolean {
  try {
    const state = readFileSync(`${folder}/${device}/operstate`, 'utf8').trim()
    return state === 'up' || state === 'unknown'
  } catch {
    return false // the interface is gone
  }
}
