import type { NextRequest } from 'next/server'
import { isLanguage, LANGUAGE_COOKIE } from '@/app/_server/language'
import { localPath } from '@/app/_server/local-path'

/** `/language?to=zh&next=/control`: remembers the language and goes back. A link, so that it works in every browser; it changes nothing else. */
export async function GET(request: NextRequest): Promise<Response> {
  const to = request.nextUrl.searchParams.get('to') ?? undefined
  const headers = new Headers({
    Location: localPath(request.nextUrl.searchParams.get('next')),
    'Cache-Control': 'no-store',
  })
  if (isLanguage(to)) headers.set('Set-Cookie', `${LANGUAGE_COOKIE}=${to}; Path=/; Max-Age=31536000; SameSite=Lax`)
  return new Response(null, { status: 303, headers })
}
