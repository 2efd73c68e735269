import { createSocket, type Socket } from 'node:dgram'
import { canonicalAddress, familyOf } from '@/lib/kernel/endpoint'
import type { Saying } from '@/lib/plan/types'
import type { SocketPlan } from '@/lib/pulse/bridge'
import { socketFault } from '@/lib/pulse/start'

export type ChannelOptions = SocketPlan & {
  /** the partner's addresses: packets from others are strangers' */
  partner: readonly string[]
  /** a datagram of the partner's, and from which of its addresses */
  heard(bytes: Uint8Array, address: string): void
  stranger(address: string): void
}

/** One heartbeat socket: bound to an own address, sends to the partner's, same port on both ends. reference 2.3 */
export class HeartbeatChannel {
  /** why it is not open; null = it is */
  fault: Saying | null = null
  private socket: Socket | null = null

  constructor(readonly options: ChannelOptions) {
    this.open()
  }

  /** Opens it if it is not open: an address may come later than we do. */
  open(): void {
    if (this.socket) return
    const { from, port, partner, heard, stranger } = this.options
    const socket = createSocket({ type: familyOf(from) === 6 ? 'udp6' : 'udp4' })
    this.socket = socket
    socket.on('error', (error: NodeJS.ErrnoException) => {
      this.fault = socketFault(error.code ?? '', from, port)
      this.drop(socket)
    })
    socket.on('listening', () => {
      this.fault = null
    })
    socket.on('message', (bytes, { address }) => {
      const sender = canonicalAddress(address) ?? address
      if (partner.includes(sender)) heard(bytes, sender)
      else stranger(address)
    })
    socket.bind({ address: from, port, exclusive: true })
  }

  /** Sends; what cannot be sent is as if the wire had lost it. */
  send(bytes: Uint8Array): void {
    const { from, port, to } = this.options
    try {
      for (const address of to)
        this.socket?.send(bytes, port, address, (error) => {
          if (error) this.fault = socketFault((error as NodeJS.ErrnoException).code ?? '', from, port)
          else this.fault = null
        })
    } catch {
      // Not bound yet: the next beat sends again.
    }
  }

  close(): void {
    if (this.socket) this.drop(this.socket)
  }

  private drop(socket: Socket): void {
    this.socket = null
    socket.removeAllListeners('message')
    socket.close()
  }
}
