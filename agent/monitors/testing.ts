import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import type { PathPolicy } from './program-path'

/** Who runs the tests. */
export const ME = process.getuid?.() ?? 0
if (ME !== 0) console.log('skipped: what a program may do as another user (not root)')
/** A user without any right: any unprivileged number will do; nobody of Debian. */
export const UNPRIVILEGED = 65534

/**
 * A folder whose programs may run, for the tests of one file; both folders are gone after them.
 * `base` is the folder around it, where nothing may run.
 */
export function programFolder(name: string) {
  const base = mkdtempSync(join(tmpdir(), `arapaima-${name}-`))
  afterAll(() => rmSync(base, { recursive: true, force: true }))
  // A program that runs as somebody else has to reach it.
  chmodSync(base, 0o755)
  const folder = join(base, name)
  mkdirSync(folder, { mode: 0o755 })
  const policy: PathPolicy = { folders: [folder], owners: [ME] }
  /** A program for the shell in that folder; the mode is what it says, whatever the umask is. */
  const script = (file: string, body: string, mode = 0o755): string => {
    const path = join(folder, file)
    writeFileSync(path, `#!/bin/sh\n${body}\n`)
    chmodSync(path, mode)
    return path
  }
  return { base, folder, policy, script }
}

/** Processes whose command line, its words parted by blanks, holds this text; and this process's own children that nobody reaped. */
export function left(marker: string): string[] {
  const numbers = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return numbers.flatMap((pid) => {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ')
      const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
      const isOurZombie = stat.includes(`) Z ${process.pid} `)
      return isOurZombie || command.includes(marker) ? [`${pid} ${command}`] : []
    } catch {
      return [] // ended meanwhile
    }
  })
}
