import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Clock } from '../clock';
import { CLOUD_ID, createBackendContext } from './app-identity';
import type { Faults } from './faults';
import { InvocationFailure, runOutside } from './invocation';
import type { LogSink } from './log';
import type { Manifest } from './manifest';
import type { InvokeTarget, Runtime } from './runtime';
import type { Traffic } from './traffic';
import type { Deliver, DeliveryOutcome, EventItem, WorkRow } from './work-queue';

interface DeliveriesOptions {
  readonly manifest: Manifest;
  readonly runtime: Runtime;
  readonly clock: Clock;
  readonly traffic: Traffic;
  readonly faults: Faults;
  readonly log: LogSink;
}

/** Return value by which a consumer asks for a retry (forge-facts §6.4). */
const RetryRequestSchema = z.object({
  _retry: z.literal(true),
  retryOptions: z.object({
    retryAfter: z.number().default(1),
    retryReason: z.string().default('FUNCTION_RETRY_REQUEST'),
    retryData: z.unknown().optional(),
  }),
});

const MAX_RETRY_MS = 900_000;
const RETENTION_MS = 24 * 3_600_000;
const TRIGGER_RETRIES = 4;
const DONE: DeliveryOutcome = { kind: 'done' };

/** Hands queue items to the app's handlers, never with a user, and decides about retries. */
export function createDeliver(options: DeliveriesOptions): Deliver {
  return (row) => runOutside(() => deliver(options, row));
}

async function deliver(options: DeliveriesOptions, row: WorkRow): Promise<DeliveryOutcome> {
  const call = toCall(options.manifest, row);
  if (!call) {
    options.log.write({ level: 'error', invocation: row.eventId, text: `no module takes ${describe(row)}` });
    return DONE;
  }
  const fault = options.faults.take('events', describe(row));
  if (fault?.mode === 'delay') await wait(fault.delayMs ?? 1_000);
  if (fault?.mode === 'drop')
    return record(options, row, { status: 0, response: null, started: performance.now() });
  const outcome = await deliverOnce(options, row, call);
  return fault?.mode === 'duplicate' ? deliverOnce(options, row, call) : outcome;
}

interface Call {
  readonly target: InvokeTarget;
  readonly payload: unknown;
}

async function deliverOnce(
  options: DeliveriesOptions,
  row: WorkRow,
  { target, payload }: Call,
): Promise<DeliveryOutcome> {
  const started = performance.now();
  try {
    const result = await options.runtime.invoke(target, payload, createBackendContext());
    record(options, row, { status: 200, response: result, started });
    return toRetryRequest(row, result) ?? DONE;
  } catch (error) {
    const code = error instanceof InvocationFailure ? error.code : 'UNKNOWN';
    record(options, row, { status: 500, response: { code }, started });
    return toFailureRetry(row, code, options.clock);
  }
}

function toCall(manifest: Manifest, { item, ...row }: WorkRow): Call | undefined {
  switch (item.kind) {
    case 'event': {
      const consumer = manifest.consumers.find(({ queue }) => queue === item.queueName);
      if (!consumer) return undefined;
      const target = { functionKey: consumer.function, moduleKey: consumer.key, moduleType: 'consumer' };
      return { target, payload: toEventPayload(item, row) };
    }
    case 'trigger': {
      const trigger = manifest.triggers.find(({ key }) => key === item.moduleKey);
      if (!trigger) return undefined;
      const retry = row.retryCount > 0 ? { retryContext: toRetryContext(row) } : {};
      const target = { functionKey: trigger.function, moduleKey: trigger.key, moduleType: 'trigger' };
      return { target, payload: { ...item.body, ...retry } };
    }
    case 'schedule': {
      const schedule = manifest.schedules.find(({ key }) => key === item.moduleKey);
      if (!schedule) return undefined;
      const target = {
        functionKey: schedule.function,
        moduleKey: schedule.key,
        moduleType: 'scheduledTrigger',
      };
      return { target, payload: { context: { cloudId: CLOUD_ID, moduleKey: schedule.key } } };
    }
  }
}

function toEventPayload(item: EventItem, row: Omit<WorkRow, 'item'>): unknown {
  const { queueName, jobId, body, delayInSeconds, concurrency } = item;
  return {
    queueName,
    jobId,
    eventId: row.eventId,
    body,
    ...(delayInSeconds === undefined ? {} : { delayInSeconds }),
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(row.retryCount > 0 ? { retryContext: toRetryContext(row) } : {}),
  };
}

const toRetryContext = ({ retryCount, retryReason, retryData }: Omit<WorkRow, 'item'>) => ({
  retryCount,
  retryReason,
  retryData,
});

/** Only consumers and triggers may ask; an object only as data (ECO-734), at most 900 s later. */
function toRetryRequest(row: WorkRow, result: unknown): DeliveryOutcome | undefined {
  const parsed = RetryRequestSchema.safeParse(readJsonText(result));
  if (!parsed.success || row.item.kind === 'schedule' || isSpent(row)) return undefined;
  const { retryAfter, retryReason, retryData } = parsed.data.retryOptions;
  const data = typeof retryData === 'object' && retryData !== null ? { data: retryData } : {};
  const afterMs = Math.min(Math.max(retryAfter, 1) * 1_000, MAX_RETRY_MS);
  return { kind: 'retry', afterMs, reason: retryReason, ...data };
}

function readJsonText(result: unknown): unknown {
  if (typeof result !== 'string') return result;
  try {
    const value: unknown = JSON.parse(result);
    return value;
  } catch {
    return result;
  }
}

function toFailureRetry(row: WorkRow, code: string, clock: Clock): DeliveryOutcome {
  const isLate = clock.now() - row.firstDueAtMs > RETENTION_MS;
  if (row.item.kind === 'schedule' || isLate || isSpent(row)) return DONE;
  const reason = code === 'FUNCTION_TIME_OUT' ? code : 'FUNCTION_PLATFORM_UNKNOWN_ERROR';
  return { kind: 'retry', afterMs: Math.min(1_000 * 2 ** row.retryCount, MAX_RETRY_MS), reason };
}

/** forge-facts §2.2: a product event is tried again at most four times. */
const isSpent = (row: WorkRow) => row.item.kind === 'trigger' && row.retryCount >= TRIGGER_RETRIES;

function describe({ item }: WorkRow): string {
  if (item.kind === 'event') return `queue:${item.queueName}`;
  return item.kind === 'schedule'
    ? `schedule:${item.moduleKey}`
    : `${item.moduleKey}:${String(item.body['eventType'])}`;
}

function record(
  { traffic, clock }: DeliveriesOptions,
  row: WorkRow,
  { status, response, started }: { status: number; response: unknown; started: number },
): DeliveryOutcome {
  traffic.record({
    at: new Date(clock.now()).toISOString(),
    door: 'events',
    provider: 'none',
    accountId: null,
    method: 'DELIVER',
    path: describe(row),
    request: row.item.body,
    status,
    response,
    ms: Math.round((performance.now() - started) * 100) / 100,
    invocation: row.eventId,
  });
  return DONE;
}
