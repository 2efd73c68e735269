import { languageOf } from '@/lib/text/index'
import { execInLab } from './cli/exec'
import { openLab } from './cli/open'
import { testLab } from './cli/test'

const USAGE = `npm run lab [-- --port PORT]         a lab with the console of router a on http://localhost:3636
npm run lab -- exec HOST COMMAND…    a command on a host of the running lab (client a b rs1 … rs5, or guest)
npm run lab -- test [WORDS]          the scenarios whose name has these words (--verbose: with their transcripts)
`

async function main(args: string[]): Promise<number> {
  const language = languageOf(process.env.LC_ALL ?? process.env.LC_MESSAGES ?? process.env.LANG)
  const [verb, ...rest] = args
  if (!verb || verb === '--port') return openLab(args, language)
  if (verb === 'exec') return execInLab(rest, language)
  if (verb === 'test') return testLab(rest)
  process.stderr.write(USAGE)
  return verb === '--help' || verb === 'help' ? 0 : 2
}

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status
  },
  (error: Error) => {
    process.stderr.write(`${error.stack}\n`)
    process.exitCode = 1
  },
)
