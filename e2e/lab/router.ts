import { addressOf, type Router } from './topology'

/** The number the console runs as in the guest: no account of that number has to exist (useradd would edit this machine's). */
export const CONSOLE_UID = 64360
/** Where the tree that is being tested stands in the guest. */
export const GUEST_TREE = '/run/tree'

/** A router's own folders in the guest, on tmpfs. */
export function foldersOf(router: Router) {
  const top = `/run/router/${router}`
  return { top, etc: `${top}/etc`, state: `${top}/state`, run: `${top}/run` }
}

/** The environment of everything that runs on a router: its folders, its port on the management network, the command in PATH. */
export function routerEnv(router: Router): Record<string, string> {
  const { etc, state, run } = foldersOf(router)
  return {
    ARAPAIMA_ETC: etc,
    ARAPAIMA_STATE: state,
    ARAPAIMA_RUN: run,
    ARAPAIMA_PORT: '3636',
    ARAPAIMA_LISTEN: addressOf(router, 'mgt'),
    ARAPAIMA_USER: `${CONSOLE_UID}`,
    ARAPAIMA_GROUP: `${CONSOLE_UID}`,
    ARAPAIMA_MODULES_DIR: '/run/lab/modules',
  }
}
