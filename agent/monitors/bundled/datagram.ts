import { createSocket } from 'node:dgram'
import { isIPv6 } from 'node:net'
import { type CheckInput, nowMs } from '../check'
import { TalkError } from './talk'

/**
 * One question over UDP, asked again each second, until an answer that `parse` takes.
 * @throws TalkError for a refusal; without an answer it waits until the signal of `input`
 */
export function askUdp<T>(input: CheckInput, question: Uint8Array, parse: (answer: Buffer) => T | null): Promise<T> {
  const { address, port, source, signal } = input
  const began = nowMs()
  const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4')
  let again: NodeJS.Timeout | undefined
  const close = () => {
    clearInterval(again)
    try {
      socket.close()
    } catch {
      // closed already: the answer and the end of time may come together
    }
  }
  return new Promise<T>((resolve, reject) => {
    const ask = () => {
      socket.send(question, (error) => error && reject(new TalkError('socket', '', error)))
      input.listen?.({ who: 'sent', bytes: question, afterMs: nowMs() - began })
    }
    socket.on('error', (error) => reject(new TalkError('socket', '', error)))
    socket.on('connect', () => {
      ask()
      again = setInterval(ask, 1000)
    })
    socket.on('message', (answer) => {
      input.listen?.({ who: 'got', bytes: answer, afterMs: nowMs() - began })
      const parsed = parse(answer)
      if (parsed !== null) resolve(parsed)
    })
    signal?.addEventListener('abort', () => reject(new TalkError('closed')), { once: true })
    if (source === undefined) socket.connect(port, address)
    else socket.bind({ address: source }, () => socket.connect(port, address))
  }).finally(close)
}
