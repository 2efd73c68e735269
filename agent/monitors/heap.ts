/** A binary heap: the smallest first. */
export class Heap<T> {
  private readonly items: T[] = []

  constructor(private readonly compare: (a: T, b: T) => number) {}

  get size(): number {
    return this.items.length
  }

  peek(): T | undefined {
    return this.items[0]
  }

  push(item: T): void {
    this.items.push(item)
    let at = this.items.length - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!this.swapIfLess(at, parent)) return
      at = parent
    }
  }

  pop(): T | undefined {
    const first = this.items[0]
    const last = this.items.pop()
    if (this.items.length === 0 || last === undefined) return first
    this.items[0] = last
    this.sink()
    return first
  }

  private sink(): void {
    let at = 0
    for (;;) {
      const left = 2 * at + 1
      const child = this.less(left + 1, left) ? left + 1 : left
      if (!this.swapIfLess(child, at)) return
      at = child
    }
  }

  private less(a: number, b: number): boolean {
    const [one, two] = [this.items[a], this.items[b]]
    return one !== undefined && two !== undefined && this.compare(one, two) < 0
  }

  private swapIfLess(child: number, parent: number): boolean {
    if (!this.less(child, parent)) return false
    const [one, two] = [this.items[child], this.items[parent]]
    if (one === undefined || two === undefined) return false
    this.items[child] = two
    this.items[parent] = one
    return true
  }
}
