/** A path inside this console, or `/`: what a link or form names as the next page never leads elsewhere. */
export function localPath(wanted: string | null | undefined): string {
  if (!wanted || wanted.length > 1024) return '/'
  if (!wanted.startsWith('/') || wanted.startsWith('//') || /[\\\s\x00-\x1f\x7f]/.test(wanted)) return '/'
  try {
    const url = new URL(wanted, 'http://console.invalid')
    return url.host === 'console.invalid' && !url.pathname.startsWith('//') ? url.pathname + url.search : '/'
  } catch {
    return '/'
  }
}
