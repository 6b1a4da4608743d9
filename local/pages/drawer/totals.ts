import { isFailed, type Call } from './model';

/** Storage is counted in units of 10 KB, each begun one whole (Forge page `limits-kvs-ce`). */
const UNIT_BYTES = 10 * 1024;

/** What a call used of the platform's storage quotas. */
export interface StorageUnits {
  readonly kind: 'read' | 'write';
  readonly units: number;
}

const READS = /\/(?:get|query)$/;

/** The storage units of a call: by what it read or by what it wrote. Undefined for other doors and unknown sizes. */
export function storageUnits(call: Call): StorageUnits | undefined {
  if (call.door !== 'kvs') return undefined;
  const kind = READS.test(call.path.split('?')[0] ?? '') ? 'read' : 'write';
  const bytes = kind === 'read' ? call.responseBytes : call.requestBytes;
  return bytes === undefined ? undefined : { kind, units: Math.max(1, Math.ceil(bytes / UNIT_BYTES)) };
}

/** The sums under an action's calls. A sum is undefined where no call says anything about it. */
export interface Totals {
  readonly calls: number;
  readonly failed: number;
  /** How many calls went through each door that was used. */
  readonly doors: ReadonlyMap<string, number>;
  readonly ms: number;
  readonly points: number | undefined;
  readonly requestBytes: number | undefined;
  readonly responseBytes: number | undefined;
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly tokens: number | undefined;
}

function sum(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : known.reduce((total, value) => total + value, 0);
}

/** Adds calls up. */
export function totalsOf(calls: readonly Call[]): Totals {
  const doors = new Map<string, number>();
  for (const { door } of calls) doors.set(door, (doors.get(door) ?? 0) + 1);
  const units = calls.map(storageUnits);
  const unitsOf = (kind: StorageUnits['kind']): number =>
    sum(units.map((used) => (used?.kind === kind ? used.units : undefined))) ?? 0;
  return {
    calls: calls.length,
    failed: calls.filter(isFailed).length,
    doors,
    // A delivery lasts as long as the calls that it makes: counted once.
    ms: sum(calls.map(({ door, ms }) => (door === 'events' ? undefined : ms))) ?? 0,
    points: sum(calls.map(({ points }) => points)),
    requestBytes: sum(calls.map(({ requestBytes }) => requestBytes)),
    responseBytes: sum(calls.map(({ responseBytes }) => responseBytes)),
    readUnits: unitsOf('read'),
    writeUnits: unitsOf('write'),
    tokens: sum(calls.map(({ tokens }) => tokens)),
  };
}
