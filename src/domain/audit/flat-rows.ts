const NUMBER = 8;
const HASH = 32;
const FIRST_ROWS = 64;

/**
 * Rows of a few numbers and one hash (64 hex digits) in flat memory, for tables of a hundred thousand rows: as objects they
 * would take four times as much. Rows are added and changed, never removed.
 */
export class FlatRows {
  private readonly size: number;
  private bytes: Buffer;
  private count = 0;

  /** `numbers`: how many numbers a row has. */
  constructor(private readonly numbers: number) {
    this.size = numbers * NUMBER + HASH;
    this.bytes = Buffer.alloc(FIRST_ROWS * this.size);
  }

  /** Adds a row and gives its place, from 0. */
  add(numbers: readonly number[], hash: string): number {
    const row = this.count;
    this.count += 1;
    if (this.count * this.size > this.bytes.length)
      this.bytes = Buffer.concat([this.bytes, Buffer.alloc(this.bytes.length)]);
    for (const [at, value] of numbers.entries()) this.set(row, at, value);
    this.setHash(row, hash);
    return row;
  }

  get(row: number, at: number): number {
    return this.bytes.readDoubleLE(row * this.size + at * NUMBER);
  }

  set(row: number, at: number, value: number): void {
    this.bytes.writeDoubleLE(value, row * this.size + at * NUMBER);
  }

  hash(row: number): string {
    const start = row * this.size + this.numbers * NUMBER;
    return this.bytes.toString('hex', start, start + HASH);
  }

  setHash(row: number, hash: string): void {
    this.bytes.write(hash, row * this.size + this.numbers * NUMBER, 'hex');
  }
}
