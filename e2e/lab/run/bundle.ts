import { build } from 'esbuild'
import { TREE } from '../preflight'

/** Bundles a program of `e2e/lab/guest` into a lab's folder; gives its path in the guest. */
export async function bundleForGuest(dir: string, name: string): Promise<string> {
  await build({
    entryPoints: [`${TREE}/e2e/lab/guest/${name}.ts`],
    outfile: `${dir}/${name}.mjs`,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    logLevel: 'error',
    tsconfig: `${TREE}/tsconfig.json`,
    // Dependencies that call require() need one in an ES module.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
  })
  return `/run/lab/${name}.mjs`
}
