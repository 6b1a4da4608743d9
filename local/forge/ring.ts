/** Keeps the newest `capacity` items, each numbered from 1 without gaps. */
export class Ring<T> {
  private items: T[] = [];
  private count = 0;

  constructor(private readonly capacity: number) {}

  /** Number that the next added item gets. */
  get next(): number {
    return this.count + 1;
  }

  add(item: T): void {
    this.count += 1;
    this.items.push(item);
    // Trimmed in chunks: shifting an array of thousands at every call would cost more than the call.
    if (this.items.length >= this.capacity * 2) this.items = this.items.slice(-this.capacity);
  }

  /** Items numbered above `since`, oldest first. */
  after(since: number): readonly T[] {
    const first = this.count - this.items.length;
    return this.items.slice(Math.max(0, since - first));
  }

  /** The item with this number; undefined where it is not kept or was not added yet. */
  at(n: number): T | undefined {
    return this.items[n - 1 - (this.count - this.items.length)];
  }

  clear(): void {
    this.items = [];
    this.count = 0;
  }
}
