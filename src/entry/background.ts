import { InvocationError, InvocationErrorCode } from '@forge/events';
import { z } from 'zod';
import { checkOwners } from '../usecases/check-owners';
import { checkSubtask } from '../usecases/check-subtask';
import { countShares } from '../usecases/count-shares';
import { eraseTexts } from '../usecases/erase-texts';
import { performEffect } from '../usecases/perform-effect';
import { reportPeople } from '../usecases/report-people';
import { sweep } from '../usecases/sweep';
import type { World } from '../usecases/world';
import { writeCheckpoint } from '../usecases/write-checkpoint';

const WorkEventSchema = z.looseObject({
  body: z.strictObject({
    v: z.literal(1),
    kind: z.enum(['effect', 'subtask']),
    id: z.string().min(1).max(200),
  }),
});

const IssueEventSchema = z.looseObject({
  eventType: z.string().optional(),
  issue: z.looseObject({ id: z.string().regex(/^\d{1,18}$/u) }),
  changelog: z.looseObject({ items: z.array(z.looseObject({ field: z.string() })) }).optional(),
});

/** A handler that a UI module could reach carries a person; events and queues never do (AUT-06). */
const hasPrincipal = (context: unknown): boolean =>
  z.looseObject({ principal: z.looseObject({ accountId: z.string() }) }).safeParse(context).success;

type Background = (event: unknown, context?: unknown) => Promise<unknown>;

const RETRY_SECONDS = 5;

/**
 * The queue's consumer. Delivered at least once, unordered: the event names an effect or a subtask, and all else is read again.
 * An effect that wants another try asks the platform for it; how often is bounded by the effect's own count.
 */
export const createConsumer =
  (world: World): Background =>
  async (event, context) => {
    const parsed = WorkEventSchema.safeParse(event);
    if (!parsed.success || hasPrincipal(context)) {
      world.log.error('work.refused', { reason: parsed.success ? 'principal' : 'shape' });
      return undefined;
    }
    const { kind, id } = parsed.data.body;
    if (kind === 'subtask') {
      await checkSubtask(world, id);
      return undefined;
    }
    const result = await performEffect(world, id);
    if (result !== 'retry') return undefined;
    return new InvocationError({
      retryAfter: RETRY_SECONDS,
      retryReason: InvocationErrorCode.FUNCTION_RETRY_REQUEST,
    });
  };

/** Changes after which an approval subtask is looked at: its status, and what takes it away from where it was made (APR-06). */
const LOOKED_AT: ReadonlySet<string> = new Set([
  'status',
  'project',
  'issuetype',
  'Parent',
  'IssueParentAssociation',
]);

/**
 * Issue events: a change that may matter to a gate, and a deletion, are put on the queue; nothing else is done here (facts §2.4:
 * triggers only enqueue). Whether the issue is an approval subtask is found out there.
 */
export const createIssueTrigger =
  (world: World): Background =>
  async (event, context) => {
    const parsed = IssueEventSchema.safeParse(event);
    if (!parsed.success || hasPrincipal(context)) {
      world.log.error('event.refused', { reason: parsed.success ? 'principal' : 'shape' });
      return undefined;
    }
    const { eventType, issue, changelog } = parsed.data;
    const mayMatter =
      eventType === 'avi:jira:deleted:issue' ||
      (changelog?.items.some(({ field }) => LOOKED_AT.has(field)) ?? false);
    if (mayMatter) await world.queue.pushSubtaskCheck(issue.id);
    return undefined;
  };

/** The scheduled repair. Answers as the platform documents it in one of two places (facts §1.9). */
export const createSweep =
  (world: World): Background =>
  async (_event, context) => {
    if (hasPrincipal(context)) {
      world.log.error('sweep.refused', { reason: 'principal' });
      return { statusCode: 403 };
    }
    const { pushed, expired } = await sweep(world);
    world.log.info('sweep.done', { pushed, expired });
    await doParts(world, 'sweep', BESIDE_SWEEP);
    return { statusCode: 204 };
  };

type Facts = Readonly<Record<string, string | number | boolean | null>>;

type Part = readonly [name: string, work: (world: World) => Promise<Facts>];

/** What is looked at with every sweep; each part is bounded by itself. */
const BESIDE_SWEEP: readonly Part[] = [
  ['owners', async (world) => ({ stopped: await checkOwners(world) })],
  ['shares', async (world) => ({ counted: await countShares(world) })],
];

/** The day's work, in this order; each part is bounded by itself. */
const DAILY: readonly Part[] = [
  [
    'checkpoint',
    async (world) => {
      const checkpoint = await writeCheckpoint(world);
      return { index: checkpoint?.index ?? null, chains: checkpoint?.chains ?? null };
    },
  ],
  ['people', async (world) => ({ ...(await reportPeople(world)) })],
  ['retention', async (world) => ({ ...(await eraseTexts(world)) })],
];

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unexpected';

/** Does parts one after the other. One that fails is logged and does not stop the next. */
async function doParts(world: World, name: 'sweep' | 'daily', parts: readonly Part[]): Promise<void> {
  for (const [part, work] of parts) {
    try {
      world.log.info(`${name}.done`, { part, ...(await work(world)) });
    } catch (error) {
      world.log.error(`${name}.failed`, { part, code: codeOf(error) });
    }
  }
}

/** The daily run: checkpoint, reporting of people, retention. A part that fails is logged and does not stop the next. */
export const createDaily =
  (world: World): Background =>
  async (_event, context) => {
    if (hasPrincipal(context)) {
      world.log.error('daily.refused', { reason: 'principal' });
      return { statusCode: 403 };
    }
    await doParts(world, 'daily', DAILY);
    return { statusCode: 204 };
  };
