/** One argument as a person would type it in a shell. */
function typed(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`
}

/** argv as a line that could be typed. For reading only: nothing here is ever given to a shell. */
export function commandText(argv: readonly string[]): string {
  return argv.map(typed).join(' ')
}
