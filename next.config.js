/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  // Loaded as they are: optional native parts, and a file that needs __dirname.
  serverExternalPackages: ['node-ssh', 'ssh2'],
  // The console's entry (app/_server/main.ts) owns the socket; nothing of Next.js listens by itself.
  devIndicators: false,
  // `npm run verify` checks the types of the whole tree; a build that does it again is slower, and fails for a benchmark's sake.
  typescript: { ignoreBuildErrors: true },
}
