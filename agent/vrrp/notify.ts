import { constants, openSync, readSync } from 'node:fs'
import { Socket } from 'node:net'
import { codeOf } from '@/lib/store/disk'

/** More without an end of line is not keepalived's. */
const LINE_MAX = 4096

/**
 * Reads a FIFO line by line until it is closed. Opened for writing as well, so that it never ends, whoever comes and goes at the other end. What stood in it before
 * is dropped: it was said to somebody who has gone.
 * @throws Error when it cannot be opened
 */
export function readNotify(path: string, line: (text: string) => void): { close(): void } {
  const fd = openSync(path, constants.O_RDWR | constants.O_NONBLOCK)
  drain(fd)
  const socket = new Socket({ fd, readable: true, writable: false })
  let rest = ''
  socket.setEncoding('latin1')
  socket.on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > LINE_MAX) rest = ''
    for (const one of lines) line(one)
  })
  socket.on('error', () => undefined)
  socket.unref()
  return { close: () => socket.destroy() }
}

function drain(fd: number): void {
  const bytes = Buffer.alloc(LINE_MAX)
  try {
    while (readSync(fd, bytes) > 0);
  } catch (error) {
    if (codeOf(error) !== 'EAGAIN') throw error
  }
}
