import { main } from './command'
import { processIo } from './terminal'

process.exitCode = await main(process.argv.slice(2), processIo())
