/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  // The console's entry (app/_server/main.ts) owns the socket; nothing of Next.js listens by itself.
  devIndicators: false,
}
