import { isRecord } from '../site/json';

/** A function of this side that the other side may call. */
export type Callback = (...args: readonly unknown[]) => unknown;

/** Where a function stood in a value, and the id under which its owner keeps it. */
export interface FunctionMark {
  readonly path: readonly string[];
  readonly id: string;
}

/** A value that structured clone can carry: its functions are taken out and listed beside it. */
export interface Packed {
  readonly value: unknown;
  readonly functions: readonly FunctionMark[];
}

export function isCallback(value: unknown): value is Callback {
  return typeof value === 'function';
}

/** Calls what the other side gave as a function, if it gave one. */
export function runCallback(callback: unknown, ...args: readonly unknown[]): void {
  if (isCallback(callback)) callback(...args);
}

// Only plain objects and arrays are walked; Blobs, Dates and Maps go to structured clone as they are.
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (!isRecord(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/**
 * Takes the functions out of a value. `keep` stores one and returns its id. The marks travel beside the value and
 * not inside it, so that no payload can look like a function to the other side.
 */
export function packFunctions(source: unknown, keep: (callback: Callback) => string): Packed {
  const functions: FunctionMark[] = [];
  const walk = (value: unknown, path: readonly string[]): unknown => {
    if (isCallback(value)) {
      functions.push({ path, id: keep(value) });
      return undefined;
    }
    if (Array.isArray(value))
      return value.map((item: unknown, index) => walk(item, [...path, String(index)]));
    if (!isPlain(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, walk(item, [...path, name])]),
    );
  };
  return { value: walk(source, []), functions };
}

/** Puts functions back at their marks; `restore` makes one that calls the other side. The packed value is not changed. */
export function unpackFunctions(packed: Packed, restore: (id: string) => Callback): unknown {
  return packed.functions.reduce((value, mark) => place(value, mark.path, restore(mark.id)), packed.value);
}

function place(value: unknown, path: readonly string[], callback: Callback): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return callback;
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => (String(index) === name ? place(item, rest, callback) : item));
  }
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, key === name ? place(item, rest, callback) : item]),
  );
}
