import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Saying } from '@/lib/plan/types'
import type { VrrpWord } from '@/lib/pulse/types'
import type { VrrpSetup } from '@/lib/pulse/vrrp'
import { Vrrp, type VrrpPorts } from './vrrp'

/** For the tests: a program that takes keepalived's options, writes its FIFO, and knows nothing of VRRP. */
const FAKE = `#!/bin/sh
here=\${0%/*}
if [ "$1" = -t ]; then
  echo "$here/vrrp/keepalived.conf: (public) No VIP specified; at least one is sensible" >&2
  cat "$here/objection" >&2
  exit 5
fi
while [ $# -gt 0 ]; do
  case $1 in -f) conf=$2 ;; -p) pid=$2 ;; esac
  shift
done
fifo=$(sed -n 's/.*vrrp_notify_fifo "\\(.*\\)" root.*/\\1/p' "$conf")
say() { printf 'INSTANCE "public" %s 150\\nGROUP "arapaima" %s 0\\n' "$1" "$1" 1<>"$fifo"; }
trap 'echo reloaded >> "$here/told"; say "$(cat "$here/word")"' HUP
trap 'say STOP; exit 0' TERM
echo "Sat Nov 21 14:00:00 2026: it began"
echo $$ > "$pid"
echo started >> "$here/told"
say BACKUP
while :; do
  [ -s "$here/say" ] && word=$(cat "$here/say") && : > "$here/say" && echo "$word" > "$here/word" && say "$word"
  [ -e "$here/end" ] && rm "$here/end" && exit 7
  # A test run that was cut off leaves nothing behind.
  [ -e "$here/word" ] || exit 0
  sleep 0.02
done
`

export const SETUP: VrrpSetup = {
  instances: [{ name: 'public', device: 'eth0', from: '192.0.2.1', peers: ['192.0.2.2'], routerId: 51 }],
  priority: 150,
  advertSec: 1,
  deadSec: 5,
  trackLinks: false,
}

/** A folder with the fake program, and what an agent was told of it. */
export function bench(named = '') {
  const folder = mkdtempSync(join(tmpdir(), `arapaima-vrrp${named}-`))
  const at = (name: string) => join(folder, name)
  const put = (name: string, text: string) => writeFileSync(at(name), text)
  const read = (name: string) => (existsSync(at(name)) ? readFileSync(at(name), 'utf8') : '')
  put('keepalived', FAKE)
  chmodSync(at('keepalived'), 0o755)
  put('objection', '')
  put('word', 'BACKUP\n')
  const words: VrrpWord[] = []
  const alarms: (Saying | null)[] = []
  const open: Vrrp[] = []
  return {
    folder,
    at,
    put,
    read,
    words,
    alarms,
    /** what the fake was told, in order */
    told: () => read('told').split('\n').filter(Boolean),
    pid: () => Number(read('vrrp/keepalived.pid')),
    start: async (ports: Partial<VrrpPorts> = {}, program = at('keepalived')) => {
      const vrrp = await Vrrp.open(
        { folder: at('vrrp'), program },
        {
          state: (word) => words.push(word),
          alive: () => true,
          alarm: (saying) => alarms.push(saying),
          log: () => undefined,
          ...ports,
        },
      )
      open.push(vrrp)
      return vrrp
    },
    end: async () => {
      for (const vrrp of open) await vrrp.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
