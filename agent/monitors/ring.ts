/** The last results of a check: how long it took, negative when it failed. Two numbers each, whatever the number of checks. */
export class Ring {
  private readonly at: Float64Array
  private readonly took: Float32Array
  private next = 0
  private count = 0

  constructor(private readonly size = 60) {
    this.at = new Float64Array(size)
    this.took = new Float32Array(size)
  }

  add(atMs: number, tookMs: number, up: boolean): void {
    this.at[this.next] = atMs
    this.took[this.next] = up ? tookMs : -1 - tookMs
    this.next = (this.next + 1) % this.size
    this.count = Math.min(this.size, this.count + 1)
  }

  /** Oldest first. */
  list(): { atMs: number; tookMs: number; up: boolean }[] {
    return Array.from({ length: this.count }, (_, i) => {
      const index = (this.next - this.count + i + this.size) % this.size
      const took = this.took[index] ?? 0
      return { atMs: this.at[index] ?? 0, tookMs: took < 0 ? -1 - took : took, up: took >= 0 }
    })
  }
}
