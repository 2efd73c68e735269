import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { type Answer, lineReader, type Request } from '../protocol'
import { MANAGEMENT } from '../topology'

/** The guest's end of the control channel: runs programs in the lab's hosts for whoever knows the run's token. */

const token = readFileSync('/run/lab/token', 'utf8').trim()

type Send = (answer: Answer) => void

function argvFor(request: Request & { do: 'exec' }): string[] {
  const { host } = request
  const name = existsSync(`/run/uts/${host}`) ? [`--uts=/run/uts/${host}`] : []
  const enter = host ? ['nsenter', `--net=/run/netns/${host}`, ...name, '--'] : []
  const drop = request.uid
    ? ['setpriv', '--reuid', `${request.uid}`, '--regid', `${request.uid}`, '--clear-groups', '--']
    : []
  return [...enter, ...drop, ...request.argv]
}

function start(request: Request & { do: 'exec' }, send: Send, ended: () => void): ChildProcess {
  const { id } = request
  const [program = '', ...args] = argvFor(request)
  const child = spawn(program, args, { env: { ...process.env, ...request.env }, cwd: request.cwd ?? '/' })
  child.stdout.on('data', (data: Buffer) => send({ id, out: data.toString('base64') }))
  child.stderr.on('data', (data: Buffer) => send({ id, err: data.toString('base64') }))
  // A program that does not read its input closes the pipe: that is its business.
  child.stdin.on('error', () => undefined)
  child.on('error', (error) => {
    ended()
    send({ id, exit: 127, signal: null, error: error.message })
  })
  child.on('close', (exit, signal) => {
    ended()
    send({ id, exit, signal })
  })
  return child
}

function serve(socket: Socket): void {
  const children = new Map<number, ChildProcess>()
  let known = false
  const send: Send = (answer) => socket.writable && socket.write(`${JSON.stringify(answer)}\n`)
  socket.setNoDelay(true)
  socket.on('error', () => socket.destroy())
  socket.on('close', () => {
    for (const child of children.values()) child.kill('SIGKILL')
  })
  const read = lineReader((value) => {
    if (!known) {
      known = value === token
      if (known) socket.write('"ready"\n')
      else socket.destroy()
      return
    }
    const request = value as Request
    const child = children.get(request.id)
    if (request.do === 'exec')
      children.set(
        request.id,
        start(request, send, () => children.delete(request.id)),
      )
    else if (request.do === 'kill') child?.kill(request.signal)
    else if (request.data === null) child?.stdin?.end()
    else child?.stdin?.write(Buffer.from(request.data, 'base64'))
  })
  socket.on('data', read)
}

createServer(serve).listen(MANAGEMENT.port, MANAGEMENT.guest)
