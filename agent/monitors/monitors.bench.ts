import { readFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { ms, print, quantile } from '@/e2e/lab/bench/row'
import type { Target } from '@/lib/health/targets'
import { checkerWith } from './check-target'
import { startMonitors } from './monitors'
import { ROOT_ONLY } from './program-path'

/**
 * What so many TCP checks cost this process. `npm run bench -- monitors`, or `npx tsx agent/monitors/monitors.bench.ts CHECKS INTERVAL_SECONDS SECONDS`; the
 * listener runs in a thread of its own and its share of the CPU is taken off by measuring this thread alone.
 */
const [checks = 1000, everySec = 2, runSec = 20] = process.argv.slice(2).map(Number)

const PORTS = 20
const LISTENER = `
  const { parentPort } = require('node:worker_threads')
  const ports = []
  for (let i = 0; i < ${PORTS}; i++) {
    const server = require('node:net').createServer((socket) => {
      socket.on('error', () => {})
      socket.on('data', () => socket.end('HTTP/1.0 200 OK\\r\\n\\r\\n'))
    })
    server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => {
      ports.push(server.address().port)
      if (ports.length === ${PORTS}) parentPort.postMessage(ports)
    })
  }`

/** CPU milliseconds of the main thread, user and system. proc(5), task/TID/stat; USER_HZ is 100 */
function threadCpuMs(): number {
  const stat = readFileSync(`/proc/self/task/${process.pid}/stat`, 'latin1')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

function target(index: number, port: number, kind: 'connect' | 'web'): Target {
  // a loopback address each, so that ports in TIME_WAIT are not used up
  const address = '127.0.0.1'
  const probe = kind === 'web' ? { send: 'GET / HTTP/1.0\\r\\n\\r\\n', expect: 'HTTP' } : { send: null, expect: null }
  return {
    id: `${kind} ${index}`,
    virtual: 'bench',
    server: String(index),
    service: 'tcp 192.0.2.10:80',
    serverKey: `${address}:${port}`,
    address,
    port,
    intervalMs: everySec * 1000,
    probe: { kind: 'tcp', regex: false, ...probe },
  }
}

async function measure(kind: 'connect' | 'web', ports: readonly number[]): Promise<void> {
  const count = { up: 0, down: 0 }
  const took: number[] = []
  const monitors = startMonitors({
    targets: Array.from({ length: checks }, (_, i) => target(i, ports[i % ports.length] ?? 0, kind)),
    check: checkerWith({ policy: ROOT_ONLY }),
    onVerdict: (_, verdict) => {
      count[verdict.result === 'up' ? 'up' : 'down']++
      took.push(verdict.tookMs)
    },
  })
  await new Promise((resolve) => setTimeout(resolve, everySec * 1000 + 2000))
  Object.assign(count, { up: 0, down: 0 })
  took.length = 0
  const [cpu, began] = [threadCpuMs(), performance.now()]
  await new Promise((resolve) => setTimeout(resolve, runSec * 1000))
  const seconds = (performance.now() - began) / 1000
  const core = (threadCpuMs() - cpu) / 10 / seconds
  monitors.stop()
  if (count.up + count.down === 0) throw new Error(`${kind}: no check ended`)
  const rate = `${((count.up + count.down) / seconds).toFixed(0)} checks/s, ${count.down} not up`
  print({
    figure: `${checks} ${kind} checks each ${everySec} s on this machine, the checking thread alone`,
    ours: rate,
  })
  print({ figure: '    CPU of a core', ours: `${core.toFixed(1)} %`, goal: '< 20 %' })
  print({ figure: '    check, median', ours: ms(quantile(took, 0.5)) })
  print({ figure: '    check, p99', ours: ms(quantile(took, 0.99)) })
  print({ figure: '    resident, listener included', ours: `${(process.memoryUsage().rss / 1e6).toFixed(0)} MB` })
}

const worker = new Worker(LISTENER, { eval: true })
const ports = await new Promise<number[]>((resolve) => worker.once('message', resolve))
await measure('connect', ports)
await measure('web', ports)
await worker.terminate()
