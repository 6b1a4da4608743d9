import type { Store } from '../store/store';

/** Records of one kind under one key part, found by id. Numeric ids sort as numbers. */
export class Collection<T> {
  constructor(
    private readonly store: Store,
    private readonly name: string,
  ) {}

  get(id: string): T | undefined {
    return this.store.get<T>([this.name, part(id)]);
  }

  put(id: string, record: T): void {
    this.store.put([this.name, part(id)], record);
  }

  remove(id: string): void {
    this.store.remove([this.name, part(id)]);
  }

  all(): T[] {
    return this.store.range<T>({ prefix: [this.name] }).map((entry) => entry.value);
  }
}

/** The key part of an id: its number where it is one, so that 9 comes before 10. */
export function part(id: string): string | number {
  return /^(0|[1-9]\d{0,14})$/.test(id) ? Number(id) : id;
}
