import { pack, unpack, type Packed } from './packed';

/** A record as it is kept: readable, or packed when it is large. */
export type Held<T> = T | Packed;

/** From here on a record is packed (UTF-8 bytes of its JSON). */
const LARGE = 60_000;
/** A value may have 240 KiB (facts §1.4); the row around the record takes the rest. */
const MOST = 220 * 1_024;

const isPacked = (held: unknown): held is Packed =>
  typeof held === 'object' && held !== null && 'br' in held && typeof held.br === 'string';

/** A record in the form that it is kept in. */
export const toHeld = <T>(record: T): Held<T> =>
  Buffer.byteLength(JSON.stringify(record)) < LARGE ? record : pack(record);

/** What is kept, unchecked: parse it. Undefined when it was packed and is damaged. */
export function fromHeld(held: unknown): unknown {
  if (!isPacked(held)) return held;
  try {
    return unpack(held);
  } catch {
    return undefined;
  }
}

/** Whether a value of storage can hold the record. */
export function isHoldable(record: unknown): boolean {
  const held = toHeld(record);
  return !isPacked(held) || held.br.length <= MOST;
}
