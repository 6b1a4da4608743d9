import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../clock';
import { LIMITS } from '../limits';
import type { Manifest } from '../manifest';
import { currentChain } from '../push-chain';
import { RateWindow } from '../rate-window';
import type { NewWork, WorkQueue } from '../work-queue';
import { readBody, type DoorAnswer, type DoorCall, type DoorHandler } from './door';

/** Every path of the async-events API that is served, without the placeholders that follow it. */
export const QUEUE_PATHS = [
  '/webhook/queue/publish',
  '/webhook/queue/stats',
  '/webhook/queue/cancel',
] as const;
type QueuePath = (typeof QUEUE_PATHS)[number];

const PushSchema = z.object({
  queueName: z.string(),
  jobId: z.uuid(),
  payload: z
    .array(
      z.strictObject({
        body: z.record(z.string(), z.unknown()),
        // The SDK lets fractions through, and NaN as null: what Forge makes of them is unknown, so they are refused.
        delayInSeconds: z.number().int().min(0).max(LIMITS.queueDelay.value).optional(),
        concurrency: z.strictObject({ key: z.string().min(1), limit: z.number().int().min(1) }).optional(),
      }),
    )
    .min(1)
    .max(LIMITS.pushEvents.value),
});
const JobSchema = z.object({ queueName: z.string(), jobId: z.string() });

type Push = z.infer<typeof PushSchema>;
type PushedEvent = Push['payload'][number];

const MINUTE_MS = 60_000;

interface QueueDoorOptions {
  readonly manifest: Pick<Manifest, 'consumers' | 'functions'>;
  readonly queue: WorkQueue;
  readonly clock: Clock;
}

/** The async-events API: a 201 is given only after the events are stored durably. */
export function createQueueDoor(options: QueueDoorOptions): DoorHandler {
  const rate = new RateWindow(LIMITS.queueEventsPerMinute.value, MINUTE_MS);
  const routes: Record<QueuePath, (call: DoorCall) => DoorAnswer> = {
    '/webhook/queue/publish': (call) => publish({ ...options, rate }, call),
    '/webhook/queue/stats': (call) =>
      withJob(call, ({ queueName, jobId }) => {
        const stats = options.queue.jobStats(queueName, jobId);
        return stats && { status: 200, body: stats };
      }),
    '/webhook/queue/cancel': (call) =>
      withJob(call, ({ queueName, jobId }) =>
        options.queue.cancelJob(queueName, jobId) ? { status: 204 } : undefined,
      ),
  };
  return (call) => {
    const path = QUEUE_PATHS.find((known) => call.path.startsWith(`${known}/`));
    if (!path || call.method !== 'POST') {
      return refuse(501, `the local site does not serve the queue call ${call.method} ${call.path}`);
    }
    return routes[path](call);
  };
}

/** The SDK reads `message` of most refusals, `errorMessage` of a 413. */
const refuse = (status: number, message: string): DoorAnswer => ({
  status,
  body: { code: status, message, errorMessage: message },
});

function withJob(
  call: DoorCall,
  answer: (job: z.infer<typeof JobSchema>) => DoorAnswer | undefined,
): DoorAnswer {
  const job = JobSchema.safeParse(readBody(call));
  if (!job.success) return refuse(400, describe(job.error));
  return answer(job.data) ?? refuse(404, `queue "${job.data.queueName}" has no job ${job.data.jobId}`);
}

function publish(options: QueueDoorOptions & { rate: RateWindow }, call: DoorCall): DoorAnswer {
  const { manifest, queue, clock, rate } = options;
  const push = PushSchema.safeParse(readBody(call));
  if (!push.success) return refuse(400, describe(push.error));
  const { queueName, jobId, payload } = push.data;
  const consumer = manifest.consumers.find((item) => item.queue === queueName);
  if (!consumer) return refuse(400, `queue "${queueName}": add a consumer with this queue to manifest.yml`);
  const { timeoutSeconds = 0 } = manifest.functions.get(consumer.function) ?? {};
  const tooBig = findTooBig(payload, timeoutSeconds > LIMITS.backgroundTimeout.value);
  if (tooBig !== undefined) return refuse(413, tooBig);
  if (queue.jobStats(queueName, jobId)) return refuse(400, `jobId ${jobId} was used before`);
  if (rate.left(clock.now()) < payload.length) return refuse(429, 'too many events in this minute');
  const chain = currentChain() ?? { origin: call.invocation.id };
  const items = payload.map((event): NewWork => {
    const dueAtMs = clock.now() + (event.delayInSeconds ?? 0) * 1_000;
    return { kind: 'event', queueName, jobId, chain, eventId: randomUUID(), ...toGiven(event), dueAtMs };
  });
  const job = { queueName, jobId, events: items.length };
  if (!queue.push(job, chain, disturb(items, call.disturbance)))
    return refuse(405, `one invocation led to ${LIMITS.cyclicPushes.value} push requests`);
  rate.take(clock.now(), payload.length);
  return { status: 201, body: {} };
}

function describe({ issues: [issue] }: z.ZodError): string {
  return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`;
}

function findTooBig(payload: readonly PushedEvent[], isLongConsumer: boolean): string | undefined {
  const size = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
  if (size(payload) > LIMITS.pushBytes.value) return `a push has at most ${LIMITS.pushBytes.value} bytes`;
  const most = LIMITS.longConsumerEventBytes.value;
  const isTooBig = isLongConsumer && payload.some((event) => size(event) > most);
  return isTooBig ? `an event for a consumer that may run over 55 s has at most ${most} bytes` : undefined;
}

/** The event without the members that were not given. */
function toGiven({ body, delayInSeconds, concurrency }: PushedEvent) {
  return {
    body,
    ...(delayInSeconds === undefined ? {} : { delayInSeconds }),
    ...(concurrency === undefined ? {} : { concurrency }),
  };
}

/** How a fault changes what is delivered; the app sees the same 201 in every case. */
function disturb(items: readonly NewWork[], mode: DoorCall['disturbance']): readonly NewWork[] {
  if (mode === 'drop') return [];
  if (mode === 'duplicate') return items.flatMap((item) => [item, { ...item, isRepeat: true }]);
  // Held back for a moment as well, so that events of later pushes overtake these.
  if (mode === 'reorder')
    return [...items].reverse().map((item) => ({ ...item, dueAtMs: item.dueAtMs + 500 }));
  return items;
}
