import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { Channel } from './channel'

export type LabKind = 'open' | 'test'

/** Every running lab has a folder here, readable by root alone, that begins with the number of its process. */
export const LABS = '/run/arapaima-lab'

const folders = () => (existsSync(LABS) ? readdirSync(LABS).map((name) => `${LABS}/${name}`) : [])
const isAlive = (dir: string) => existsSync(`/proc/${/\/(\d+)-[^/]*$/.exec(dir)?.[1] ?? 'none'}`)

/** Removes the folders of labs whose process was killed; nothing else of such a lab is left. */
export function removeLeftovers(): void {
  for (const dir of folders()) if (!isAlive(dir)) rmSync(dir, { recursive: true, force: true })
}

/** The folders of the labs that are running on this machine, newest first. */
export function runningLabs(kind?: LabKind): string[] {
  const wanted = folders().filter((dir) => isAlive(dir) && existsSync(`${dir}/control.sock`))
  const asked = wanted.filter((dir) => !kind || kindOf(dir) === kind)
  return asked.sort((x, y) => statSync(y).mtimeMs - statSync(x).mtimeMs)
}

/** Joins the control channel of a running lab. */
export function joinLab(dir: string): Promise<Channel> {
  return Channel.open(`${dir}/control.sock`, readFileSync(`${dir}/token`, 'utf8'))
}

function kindOf(dir: string): string {
  try {
    return readFileSync(`${dir}/kind`, 'utf8')
  } catch {
    return ''
  }
}
