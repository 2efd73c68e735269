import { readdir, readFile } from 'node:fs/promises'

/** A process as /proc tells it to everybody. proc(5) */
type Process = { pid: number; parent: number; uid: number }

/**
 * Ends processes of the check user that no longer descend from the agent: what a check program started in a session of its own, out of reach of its
 * process group. The user exists for checks alone (`arapaima-check`), so nothing else can be hit; never asked for root or for the agent's own user.
 * @returns the process ids that were ended
 */
export async function endLeftovers(checkUid: number, agentPid = process.pid): Promise<number[]> {
  if (checkUid === 0 || checkUid === process.getuid?.()) return []
  const all = await processes()
  const parents = new Map(all.map((one) => [one.pid, one.parent]))
  const ended: number[] = []
  for (const one of all) {
    if (one.uid !== checkUid || descends(one.pid, agentPid, parents)) continue
    try {
      process.kill(one.pid, 'SIGKILL')
      ended.push(one.pid)
    } catch {
      // it ended by itself
    }
  }
  return ended
}

function descends(pid: number, from: number, parents: ReadonlyMap<number, number>): boolean {
  for (let at: number | undefined = pid; at !== undefined && at > 0; at = parents.get(at)) if (at === from) return true
  return false
}

async function processes(): Promise<Process[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const all = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/status`, 'latin1').catch(() => '')))
  return all.flatMap((status, i) => {
    const parent = /^PPid:\s+(\d+)/m.exec(status)?.[1]
    const uid = /^Uid:\s+(\d+)/m.exec(status)?.[1]
    return parent === undefined || uid === undefined
      ? []
      : [{ pid: Number(pids[i]), parent: Number(parent), uid: Number(uid) }]
  })
}
