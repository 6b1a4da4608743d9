import { z } from 'zod';
import type { Clock } from '../../clock';
import type { Manifest } from '../manifest';
import type { EventItem, WorkQueue } from '../work-queue';
import { readBody, type DoorAnswer, type DoorCall, type DoorHandler } from './door';

const PushSchema = z.object({
  queueName: z.string(),
  jobId: z.string(),
  payload: z
    .array(
      z.object({
        body: z.record(z.string(), z.unknown()),
        delayInSeconds: z.number().min(0).max(900).optional(),
        concurrency: z.object({ key: z.string(), limit: z.number().int().min(1) }).optional(),
      }),
    )
    .min(1)
    .max(50),
});

type Push = z.infer<typeof PushSchema>;

const PUSH_LIMIT = 200 * 1024;
/** forge-facts §2.2: an event for a consumer that may run over 55 s is at most 100 KB. */
const LONG_CONSUMER_EVENT_LIMIT = 100 * 1024;

interface QueueDoorOptions {
  readonly manifest: Manifest;
  readonly queue: WorkQueue;
  readonly clock: Clock;
}

/** The async-events API: a 201 is given only after the events are stored durably. */
export function createQueueDoor({ manifest, queue, clock }: QueueDoorOptions): DoorHandler {
  return (call) => {
    if (!call.path.startsWith('/webhook/queue/publish/')) {
      return refuse(501, `the local site does not serve ${call.path}: job stats and cancel are not started`);
    }
    const body = readBody(call);
    const push = PushSchema.safeParse(body);
    if (!push.success) return refuse(400, push.error.issues[0]?.message ?? 'invalid push');
    const consumer = manifest.consumers.find((item) => item.queue === push.data.queueName);
    if (!consumer) {
      return refuse(400, `queue "${push.data.queueName}": add a consumer with this queue to manifest.yml`);
    }
    const isLong = (manifest.functions.get(consumer.function)?.timeoutSeconds ?? 0) > 55;
    if (isTooBig(push.data, isLong)) return refuse(413, 'the events are larger than a push may be');
    const items = push.data.payload.map((event) => toItem(event, push.data, clock));
    queue.add(disturb(items, call.disturbance));
    return { status: 201, body: {} };
  };
}

const refuse = (status: number, errorMessage: string): DoorAnswer => ({ status, body: { errorMessage } });

function isTooBig({ payload }: Push, isLongConsumer: boolean): boolean {
  const size = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
  if (size(payload) > PUSH_LIMIT) return true;
  return isLongConsumer && payload.some((event) => size(event) > LONG_CONSUMER_EVENT_LIMIT);
}

function toItem(event: Push['payload'][number], push: Push, clock: Clock): EventItem & { dueAtMs: number } {
  const { body, delayInSeconds, concurrency } = event;
  return {
    kind: 'event',
    queueName: push.queueName,
    jobId: push.jobId,
    body,
    ...(delayInSeconds === undefined ? {} : { delayInSeconds }),
    ...(concurrency === undefined ? {} : { concurrency }),
    dueAtMs: clock.now() + (delayInSeconds ?? 0) * 1000,
  };
}

/** How a fault changes what is delivered; the app sees the same 201 in every case. */
function disturb<T extends { dueAtMs: number }>(
  items: readonly T[],
  mode: DoorCall['disturbance'],
): readonly T[] {
  if (mode === 'drop') return [];
  if (mode === 'duplicate') return items.flatMap((item) => [item, item]);
  // Held back for a moment as well, so that events of later pushes overtake these.
  if (mode === 'reorder')
    return [...items].reverse().map((item) => ({ ...item, dueAtMs: item.dueAtMs + 500 }));
  return items;
}
