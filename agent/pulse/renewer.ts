import { type LeasedAddress, leaseArgv } from '@/lib/pulse/lease'
import type { Lease } from '@/lib/pulse/types'

/** Runs lines of one `ip -batch`. */
export type RunBatch = (input: string) => Promise<void>

/**
 * Renews the lease of the virtual addresses, one `ip -batch` at a time. Renewing an address that was just taken down would bring it
 * back: whoever takes one down first changes the list (or the lease) here and waits for `settled`.
 */
export class Renewer {
  private addresses: readonly LeasedAddress[] = []
  private lease: Lease = { kind: 'none' }
  private renewedAtMs: number | null = null
  private work: Promise<void> | null = null
  private complaint = ''

  constructor(
    private readonly run: RunBatch,
    private readonly failed: (why: string) => void,
  ) {}

  setAddresses(addresses: readonly LeasedAddress[]): void {
    this.addresses = addresses
    this.renewedAtMs = null
  }

  setLease(lease: Lease): void {
    if (JSON.stringify(lease) === JSON.stringify(this.lease)) return
    this.lease = lease
    this.renewedAtMs = null
  }

  /** Renews what is due: a change at once, a lease in seconds each keepalive. One that is under way is not overtaken. */
  renew(nowMs: number, keepaliveMs: number): void {
    if (this.work || this.lease.kind === 'none' || this.addresses.length === 0) return
    if (this.renewedAtMs !== null && (this.lease.kind === 'forever' || nowMs - this.renewedAtMs < keepaliveMs)) return
    this.renewedAtMs = nowMs
    const lines = this.addresses.flatMap((address) => leaseArgv(address, this.lease)?.join(' ') ?? [])
    this.work = this.run(lines.map((line) => `${line}\n`).join(''))
      .then(
        () => this.complain(''),
        (error: unknown) => this.complain(error instanceof Error ? error.message : String(error)),
      )
      .finally(() => {
        this.work = null
      })
  }

  /** Once, not at each renewal. */
  private complain(why: string): void {
    if (why !== this.complaint && why !== '') this.failed(why)
    this.complaint = why
  }

  /** Resolves when no renewal is under way. */
  settled(): Promise<void> {
    return this.work ?? Promise.resolve()
  }
}
