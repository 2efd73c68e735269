import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verdictKey } from '@/lib/health/verdict'
import { say } from '@/lib/text'
import { checkTcp } from '../check-tcp'
import { bundledCheck } from './index'

/** Debian's own servers, each on a loopback port of its own, against the checks that are made for them. */
const NGINX = '/usr/sbin/nginx'
const VSFTPD = '/usr/sbin/vsftpd'
const SSHD = '/usr/sbin/sshd'
const asRoot = process.getuid?.() === 0
for (const path of [NGINX, VSFTPD, SSHD]) if (!existsSync(path)) console.log(`skipped: ${path} is not installed`)
if (!asRoot) console.log('skipped: vsftpd and openssh (not root)')
/** Ports of this run alone: others may run the same tests on this machine. */
const FIRST_PORT = 20_000 + (process.pid % 2000) * 6
const running: ChildProcess[] = []
let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'arapaima-real-'))
})
afterAll(async () => {
  for (const child of running) child.kill('SIGTERM')
  await Promise.all(running.map((child) => child.exitCode ?? new Promise((resolve) => child.once('exit', resolve))))
  rmSync(folder, { recursive: true, force: true })
})

/** A server in the foreground; resolves when its port takes connections. */
async function start(argv: string[], port: number): Promise<void> {
  const [file = '', ...rest] = argv
  const child = spawn(file, rest, { stdio: 'ignore' })
  running.push(child)
  const until = performance.now() + 10_000
  while (!(await taken(port))) {
    if (child.exitCode !== null || performance.now() > until) throw new Error(`${file} does not listen on ${port}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

function taken(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}

async function check(line: string) {
  const [name = '', ...words] = line.split(' ')
  const { verdict } = await bundledCheck(name, words, { address: '127.0.0.1', port: 0, limitMs: 5000 })
  say('en', verdictKey(verdict.code), verdict.params)
  return [verdict.result, verdict.code, verdict.params.reason ?? verdict.params.error].filter(Boolean).join(' ')
}

describe.skipIf(!existsSync(NGINX))('nginx', () => {
  const [plain, tls, old] = [FIRST_PORT, FIRST_PORT + 1, FIRST_PORT + 2]
  beforeAll(async () => {
    const make = (name: string, days: string) =>
      execFileSync(
        'openssl',
        [
          'req',
          '-x509',
          '-newkey',
          'rsa:2048',
          '-nodes',
          '-subj',
          '/CN=www.example.com',
          '-days',
          days,
          '-keyout',
          join(folder, `${name}.key`),
          '-out',
          join(folder, `${name}.crt`),
        ],
        { stdio: 'ignore' },
      )
    make('good', '30')
    make('soon', '2')
    const server = (listen: string, name: string) => `server { listen 127.0.0.1:${listen}; server_name www.example.com;
      ${name ? `ssl_certificate ${folder}/${name}.crt; ssl_certificate_key ${folder}/${name}.key;` : ''}
      location / { add_header X-Site shop; return 200 "all is well"; }
      location /broken { return 503; }
      location /moved { return 302 /elsewhere; } }
      server { listen 127.0.0.1:${listen} default_server; server_name other;
      ${name ? `ssl_certificate ${folder}/${name}.crt; ssl_certificate_key ${folder}/${name}.key;` : ''} return 404; }`
    writeFileSync(
      join(folder, 'nginx.conf'),
      `daemon off; pid ${folder}/nginx.pid; error_log ${folder}/error.log; worker_processes 1; events {}
      http { access_log off; client_body_temp_path ${folder}/b; proxy_temp_path ${folder}/p; fastcgi_temp_path ${folder}/f;
      uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
      ${server(String(plain), '')} ${server(`${tls} ssl`, 'good').replaceAll(' ssl default_server', ' ssl default_server')} ${server(`${old} ssl`, 'soon')} }`,
    )
    await start([NGINX, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')], plain)
  })

  test.each([
    [`http 127.0.0.1 ${plain} --host www.example.com`, 'up bundled-ok'],
    [`http 127.0.0.1 ${plain} --host www.example.com --status 200 --header X-Site:shop --body well`, 'up bundled-ok'],
    [`http 127.0.0.1 ${plain} --host www.example.com --path /moved`, 'up bundled-ok'],
    [`http 127.0.0.1 ${plain} --host www.example.com --path /moved --status 200`, 'down bundled-down status'],
    [`http 127.0.0.1 ${plain} --host www.example.com --path /broken`, 'down bundled-down status'],
    [`http 127.0.0.1 ${plain} --host www.example.com --header X-Site:blog`, 'down bundled-down header'],
    [`http 127.0.0.1 ${plain} --host www.example.com --header X-None`, 'down bundled-down header'],
    [`http 127.0.0.1 ${plain} --host www.example.com --body ill`, 'down bundled-down body'],
    [`http 127.0.0.1 ${plain}`, 'down bundled-down status'],
    [`http 127.0.0.1 ${tls} --host www.example.com`, 'down bundled-down status'],
    [`https 127.0.0.1 ${tls} --host www.example.com --body well --days 14`, 'up bundled-ok'],
    [`https 127.0.0.1 ${old} --host www.example.com --days 1`, 'up bundled-ok'],
    [`https 127.0.0.1 ${old} --host www.example.com --days 14`, 'down bundled-down expires'],
    [`https 127.0.0.1 ${tls} --host www.example.com --verify`, 'down tls-error DEPTH_ZERO_SELF_SIGNED_CERT'],
  ])('%s', async (line, said) => expect(await check(line)).toBe(said))

  test('plain HTTP where TLS is asked for is a TLS failure', async () => {
    expect(await check(`https 127.0.0.1 ${plain}`)).toMatch(/^down tls-error (ERR_SSL|EPROTO)/)
  })

  test('nanny’s own web check', async () => {
    const what = { send: 'GET / HTTP/1.0\\r\\n\\r\\n', expect: 'HTTP', regex: false }
    expect((await checkTcp({ address: '127.0.0.1', port: plain, limitMs: 5000 }, what)).code).toBe('answered')
  })
})

test.skipIf(!existsSync(VSFTPD) || !asRoot)('vsftpd', async () => {
  const config = join(folder, 'vsftpd.conf')
  const port = FIRST_PORT + 3
  writeFileSync(
    config,
    `listen=YES\nlisten_address=127.0.0.1\nlisten_port=${port}\nbackground=NO\nanonymous_enable=YES\nseccomp_sandbox=NO\nisolate=NO\nisolate_network=NO\n`,
  )
  await start([VSFTPD, config], port)
  expect(await check(`ftp 127.0.0.1 ${port}`)).toBe('up bundled-ok')
  const what = { send: '\\n', expect: '220', regex: false }
  expect((await checkTcp({ address: '127.0.0.1', port, limitMs: 5000 }, what)).code).toBe('answered')
})

test.skipIf(!existsSync(SSHD) || !asRoot)('openssh', async () => {
  const port = FIRST_PORT + 4
  const key = join(folder, 'hostkey')
  // sshd wants this folder of its package, which a machine that never started it does not have
  mkdirSync('/run/sshd', { recursive: true, mode: 0o755 })
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key])
  writeFileSync(join(folder, 'sshd_config'), `ListenAddress 127.0.0.1:${port}\nHostKey ${key}\nPidFile none\n`)
  await start([SSHD, '-D', '-f', join(folder, 'sshd_config')], port)
  const ask = (expect: string) =>
    checkTcp({ address: '127.0.0.1', port, limitMs: 5000 }, { send: null, expect, regex: false })
  expect((await ask('SSH')).code).toBe('answered')
  expect(await ask('220')).toMatchObject({ code: 'mismatch', expected: '220' })
})
