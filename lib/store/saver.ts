import { FILE_NAMES } from './files'
import { openStore } from './store'

/**
 * A process of its own that saves, for the tests of this folder: `kill STEP ETC STATE TEXT` ends itself with SIGKILL at a step of the save
 * (nothing is cleaned up, as in a power cut); `many NAME COUNT ETC STATE` saves COUNT times and prints what was acknowledged;
 * `full ETC STATE` saves growing files until the disk is full and prints the last two answers and what is there then.
 */
const [mode, ...rest] = process.argv.slice(2)

async function killAt([step = '', etc = '', state = '', text = '']: string[]): Promise<void> {
  const store = openStore({ etc, state }, { hook: (now) => now === step && process.kill(process.pid, 'SIGKILL') })
  const { hash } = await store.read()
  const files = { 'lvs.cf': Buffer.from(text), 'lvs.iptables': Buffer.alloc(0), 'lvs.sysctl': Buffer.from(`# ${text}`) }
  process.stdout.write(JSON.stringify(await store.save({ files, ifMatch: hash, author: 'child', note: step })))
}

async function many([name = '', count = '0', etc = '', state = '']: string[]): Promise<void> {
  const store = openStore({ etc, state })
  const acknowledged: string[] = []
  let clashes = 0
  while (acknowledged.length < Number(count)) {
    const text = `# ${name} ${acknowledged.length}\nserial_no = 1\n`
    const { hash, files } = await store.read()
    const serial = /serial_no = (\d+)/.exec(files['lvs.cf'].toString())?.[1] ?? '1'
    const cf = Buffer.from(text.replace('= 1', `= ${serial}`))
    const sysctl = Buffer.from(text.split('\n')[0] ?? '')
    const saved = await store.save({
      files: { 'lvs.cf': cf, 'lvs.sysctl': sysctl },
      ifMatch: hash,
      author: name,
      note: '',
    })
    if (saved.ok && saved.revision) acknowledged.push(`${saved.revision.number}-${saved.hash}`)
    else if (!saved.ok && saved.code === 'CHANGED') clashes += 1
    else throw new Error(JSON.stringify(saved))
  }
  process.stdout.write(JSON.stringify({ acknowledged, clashes }))
}

async function full([etc = '', state = '']: string[]): Promise<void> {
  const store = openStore({ etc, state })
  const answers: unknown[] = []
  let last = ''
  for (let i = 1; i < 200; i++) {
    const text = `# ${i}\n`.padEnd(5_000, '#')
    const saved = await store.save({
      files: { 'lvs.cf': Buffer.from(text), 'lvs.sysctl': Buffer.from(text) },
      ifMatch: (await store.read()).hash,
      author: 'child',
      note: '',
    })
    answers.push(saved.ok ? saved.revision?.number : saved)
    if (!saved.ok) break
    last = text
  }
  const { files, handEdited } = await store.read()
  const whole = FILE_NAMES.every((name) => name === 'lvs.iptables' || files[name].toString() === last)
  process.stdout.write(JSON.stringify({ answers: answers.slice(-2), whole, handEdited, saved: answers.length - 1 }))
}

await { kill: killAt, many, full }[mode as 'kill' | 'many' | 'full'](rest)
