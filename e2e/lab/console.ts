import { get } from 'node:http'
import type { Server } from 'node:net'
import type { Running } from './host/channel'
import { forward } from './host/forward'
import { CONSOLE_PORT, type Lab } from './host/lab'
import { prepareRouter, startUp } from './run/product'
import { addressOf } from './topology'

/** The shape of a claim code (lib/store/claim.ts). */
const CLAIM = /\b(?:[A-Z2-7]{4}-){6}[A-Z2-7]{2}\b/

/** Agent and console on router a, reached on this machine's own loopback. */
export type LabConsole = {
  url: string
  up: Running
  /** the code it printed, while no account exists */
  claim(): string | undefined
  /** resolves when the console answers a request */
  answering: Promise<void>
  close(): Promise<void>
}

/**
 * Starts agent and console on router a of a lab with its first configuration, and serves the console on `port` (0 = a free one) of
 * 127.0.0.1 and ::1. Gives undefined when the port is taken.
 */
export async function openConsole(
  lab: Lab,
  port: number,
  onOutput?: (text: string) => void,
): Promise<LabConsole | undefined> {
  const doors = await openDoors(lab, port)
  if (!doors) return undefined
  await prepareRouter(lab, 'a')
  const url = `http://localhost:${doors.port}`
  // The console knows itself by its address in the guest; from here it is reached by the port that we hold for it.
  const inside = `http://${addressOf('a', 'mgt')}:${CONSOLE_PORT}`
  const up = startUp(lab, 'a', (data) => onOutput?.(data.toString().replaceAll(inside, url)))
  let open = true
  const close = async () => {
    open = false
    // As a machine's shutdown would end them.
    up.kill('SIGTERM')
    await Promise.race([up.done.catch(() => undefined), new Promise((resolve) => setTimeout(resolve, 5000).unref())])
    for (const server of doors.servers) server.close()
  }
  return {
    url,
    up,
    claim: () => CLAIM.exec(up.output())?.[0],
    answering: answers(doors.port, () => open),
    close,
  }
}

/** A browser takes `localhost` for either loopback address. A machine without IPv6 has no ::1: one door is enough there. */
async function openDoors(lab: Lab, port: number): Promise<{ port: number; servers: Server[] } | undefined> {
  try {
    const first = await forward('127.0.0.1', port, lab.consoleSocket('a'))
    const second = await forward('::1', first.port, lab.consoleSocket('a')).catch(() => undefined)
    return { port: first.port, servers: [first.server, ...(second ? [second.server] : [])] }
  } catch {
    return undefined
  }
}

async function answers(port: number, wanted: () => boolean): Promise<void> {
  while (wanted()) {
    const status = await new Promise<number>((resolve) => {
      const request = get({ host: '127.0.0.1', port, path: '/', timeout: 10_000 }, (response) => {
        response.resume()
        resolve(response.statusCode ?? 0)
      })
      request.on('timeout', () => request.destroy(new Error('no answer')))
      request.on('error', () => setTimeout(() => resolve(0), 200))
    })
    if (status) return
  }
}
