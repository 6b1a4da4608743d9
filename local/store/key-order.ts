import { Buffer } from 'node:buffer';
import type { Key } from './store';

function comparePart(a: string | number, b: string | number): number {
  if (typeof a === 'number') return typeof b === 'number' ? a - b : -1;
  if (typeof b === 'number') return 1;
  // LMDB compares UTF-8 bytes; UTF-16 code units would order astral characters differently.
  return a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** The order of every store: part by part, numbers before strings, a prefix before what it begins. */
export function compareKeys(a: Key, b: Key): number {
  for (const [index, part] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    const order = comparePart(part, other);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** Whether `key` begins with all parts of `prefix` (it may equal it). */
export function hasPrefix(key: Key, prefix: Key): boolean {
  return prefix.every((part, index) => key[index] === part);
}
