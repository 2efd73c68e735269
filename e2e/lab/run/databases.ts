import { execFile } from 'node:child_process'
import { appendFileSync, chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The account of Debian's package: PostgreSQL runs as anybody but root. */
export const AS_POSTGRES = ['setpriv', '--reuid', 'postgres', '--regid', 'postgres', '--clear-groups', '--']

/** Where Debian puts the programs of the server: one folder for each version. */
export function postgresBin(): string {
  const all = '/usr/lib/postgresql'
  const newest = readdirSync(all).sort((one, two) => Number(two) - Number(one))[0]
  return `${all}/${newest}/bin`
}

/** Both leave out InnoDB's hundred megabytes: in the guest all of it is memory. */
export const MARIADB_LEAN = ['--skip-innodb', '--default-storage-engine=Aria', '--skip-name-resolve']

const MAKE = {
  mariadb: async (folder: string) => {
    const own = ['--user=root', '--auth-root-authentication-method=normal', '--skip-test-db']
    await run('mariadb-install-db', ['--no-defaults', `--datadir=${folder}/data`, ...own, ...MARIADB_LEAN])
  },
  postgres: async (folder: string) => {
    const { stdout } = await run('id', ['-u', 'postgres'])
    chownSync(folder, Number(stdout), 0)
    const own = ['--auth=trust', '--username=postgres', '--no-locale', '--wal-segsize=1', '--no-sync']
    await run(AS_POSTGRES[0] ?? '', [
      ...AS_POSTGRES.slice(1),
      `${postgresBin()}/initdb`,
      '-D',
      `${folder}/data`,
      ...own,
    ])
    // The newest of the databases is `postgres`; the templates before it are two thirds of the whole, and nobody makes another database.
    const oids = readdirSync(`${folder}/data/base`).map(Number)
    for (const oid of oids)
      if (oid < Math.max(...oids)) rmSync(`${folder}/data/base/${oid}`, { recursive: true, force: true })
    appendFileSync(`${folder}/data/pg_hba.conf`, 'host all all 0.0.0.0/0 trust\n')
  },
}

/**
 * The data of a new database as a tar file in the run's folder (the guest has it under /run/lab): made once for a guest, on this machine, where it
 * takes a second instead of ten.
 */
export async function databaseTar(dir: string, name: keyof typeof MAKE): Promise<string> {
  const folder = mkdtempSync(`${tmpdir()}/arapaima-${name}-`)
  try {
    await MAKE[name](folder)
    await run('tar', ['--numeric-owner', '-cf', `${dir}/${name}.tar`, '-C', folder, 'data'])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return `/run/lab/${name}.tar`
}
