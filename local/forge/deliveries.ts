import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../clock';
import { createBackendContext, type AppIdentity } from './app-identity';
import type { Faults } from './faults';
import { InvocationFailure, runOutside } from './invocation';
import type { LogSink } from './log';
import type { Manifest } from './manifest';
import { runInChain } from './push-chain';
import { toFailureOutcome, toOutcome, toRetryContext } from './retries';
import type { InvokeTarget, Runtime } from './runtime';
import type { Traffic } from './traffic';
import type { Deliver, DeliveryOutcome, EventItem, WorkRow } from './work-queue';

interface DeliveriesOptions {
  readonly manifest: Manifest;
  readonly identity: AppIdentity;
  readonly runtime: Runtime;
  readonly clock: Clock;
  readonly traffic: Traffic;
  readonly faults: Faults;
  readonly log: LogSink;
}

/** Hands queue items to the app's handlers, never with a user, and decides about retries. */
export function createDeliver(options: DeliveriesOptions): Deliver {
  return (row) => {
    const chain = row.item.kind === 'event' ? row.item.chain : undefined;
    return runInChain(chain, () => runOutside(() => deliver(options, row)));
  };
}

async function deliver(options: DeliveriesOptions, row: WorkRow): Promise<DeliveryOutcome> {
  const call = toCall(options, row);
  if (!call) {
    options.log.write({ level: 'error', invocation: row.eventId, text: `no module takes ${describe(row)}` });
    return { kind: 'failed' };
  }
  const fault = options.faults.take('events', describe(row));
  if (fault?.mode === 'delay') await wait(fault.delayMs ?? 1_000);
  if (fault?.mode === 'drop') {
    record(options, row, { status: 0, response: null, started: performance.now() });
    return { kind: 'failed' };
  }
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
    const result = await options.runtime.invoke(
      target,
      payload,
      createBackendContext(undefined, options.identity),
    );
    record(options, row, { status: 200, response: result, started });
    return toOutcome(row, result, options.clock.now());
  } catch (error) {
    const code = error instanceof InvocationFailure ? error.code : 'UNKNOWN';
    record(options, row, { status: 500, response: { code }, started });
    return toFailureOutcome(row, code, options.clock.now());
  }
}

function toCall(
  { manifest, identity, clock }: DeliveriesOptions,
  { item, ...row }: WorkRow,
): Call | undefined {
  switch (item.kind) {
    case 'event': {
      const consumer = manifest.consumers.find(({ queue }) => queue === item.queueName);
      if (!consumer) return undefined;
      const target = { functionKey: consumer.function, moduleKey: consumer.key, moduleType: 'consumer' };
      return { target, payload: { ...toEvent(item, row.eventId), ...toRetryContext(row, clock.now()) } };
    }
    case 'trigger': {
      const trigger = manifest.triggers.find(({ key }) => key === item.moduleKey);
      if (!trigger) return undefined;
      const target = { functionKey: trigger.function, moduleKey: trigger.key, moduleType: 'trigger' };
      return { target, payload: { ...item.body, ...toRetryContext(row, clock.now()) } };
    }
    case 'schedule': {
      const schedule = manifest.schedules.find(({ key }) => key === item.moduleKey);
      if (!schedule) return undefined;
      const target = {
        functionKey: schedule.function,
        moduleKey: schedule.key,
        moduleType: 'scheduledTrigger',
      };
      return { target, payload: { context: { cloudId: identity.cloudId, moduleKey: schedule.key } } };
    }
  }
}

function toEvent({ queueName, jobId, body, delayInSeconds, concurrency }: EventItem, eventId: string) {
  return {
    queueName,
    jobId,
    eventId,
    body,
    ...(delayInSeconds === undefined ? {} : { delayInSeconds }),
    ...(concurrency === undefined ? {} : { concurrency }),
  };
}

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
): void {
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
}
