import { z } from 'zod';
import { DOORS, type Door } from './traffic';

/** How a fault disturbs a call or a delivery. */
export const FAULT_MODES = ['status', 'crash', 'delay', 'duplicate', 'reorder', 'drop'] as const;

/** A fault that a test orders with `POST /_local/faults`. */
export const FaultSchema = z
  .strictObject({
    door: z.enum(DOORS),
    match: z.string().optional(),
    mode: z.enum(FAULT_MODES),
    status: z.number().int().min(400).max(599).optional(),
    delayMs: z.number().int().min(0).max(120_000).optional(),
    times: z.number().int().min(1).optional(),
    skip: z.number().int().min(0).optional(),
    when: z.enum(['before', 'after']).optional(),
  })
  .refine((fault) => fault.mode !== 'reorder' || fault.door === 'queue' || fault.door === 'events', {
    message: 'mode "reorder" is accepted for the doors "queue" and "events" only',
  })
  .refine((fault) => fault.door !== 'events' || (fault.mode !== 'status' && fault.mode !== 'crash'), {
    message:
      'the door "events" accepts the modes delay, duplicate, reorder and drop: it carries no call of the app',
  })
  .refine((fault) => fault.match === undefined || isPattern(fault.match), {
    message: '"match" must be a regular expression on the path',
  });

/** An ordered fault. */
export type Fault = z.infer<typeof FaultSchema>;

function isPattern(source: string): boolean {
  try {
    return Boolean(new RegExp(source));
  } catch {
    return false;
  }
}

interface ArmedFault {
  readonly fault: Fault;
  readonly pattern: RegExp;
  skip: number;
  left: number;
}

/** The faults in force. A fault without `times` stays until cleared. */
export class Faults {
  private armed: ArmedFault[] = [];

  add(fault: Fault): void {
    this.armed.push({
      fault,
      pattern: new RegExp(fault.match ?? ''),
      skip: fault.skip ?? 0,
      left: fault.times ?? Infinity,
    });
  }

  clear(): void {
    this.armed = [];
  }

  /** The faults that still bite, with how often: null for one that stays until cleared. */
  list(): readonly (Fault & { readonly left: number | null })[] {
    return this.armed
      .filter(({ left }) => left > 0)
      .map(({ fault, left }) => ({ ...fault, left: left === Infinity ? null : left }));
  }

  /** Takes the first fault that bites this call, and counts it. Event reordering has its own moment. */
  take(door: Door, path: string): Fault | undefined {
    return this.takeWhere(
      path,
      ({ fault }) => fault.door === door && !(door === 'events' && fault.mode === 'reorder'),
    );
  }

  /** Takes a fault of one mode. */
  takeMode(door: Door, path: string, mode: Fault['mode']): Fault | undefined {
    return this.takeWhere(path, ({ fault }) => fault.door === door && fault.mode === mode);
  }

  private takeWhere(path: string, isWanted: (item: ArmedFault) => boolean): Fault | undefined {
    const match = this.armed.find((item) => item.left > 0 && isWanted(item) && item.pattern.test(path));
    if (!match) return undefined;
    if (match.skip > 0) {
      match.skip -= 1;
      return undefined;
    }
    match.left -= 1;
    return match.fault;
  }
}
