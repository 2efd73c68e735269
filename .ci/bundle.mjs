// What every bundle has in common: dist/*.mjs, and the benches that measure the same code.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const top = fileURLToPath(new URL('..', import.meta.url))

/** Options of esbuild for a program of this tree. @returns {import('esbuild').BuildOptions} */
export function bundleOptions() {
  return {
    absWorkingDir: top,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    logLevel: 'warning',
    // It has optional native parts, and a file that needs __dirname: it stays in node_modules and is loaded when a connection is made.
    external: ['node-ssh'],
    // Dependencies that call require() need one in an ES module.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    define: {
      'process.env.NODE_ENV': '"production"',
      __VERSION__: JSON.stringify(JSON.parse(readFileSync(`${top}/package.json`, 'utf8')).version),
    },
  }
}
