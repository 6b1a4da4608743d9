import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { checkEntry, entryId, SITE_CHAIN, type Walk } from '../../src/domain/audit/chain';
import { isEnd } from '../../src/domain/lifecycle/lifecycle';
import { checkLies } from './check-models';
import type { AppComment, JiraWorld } from './jira-world';
import type { StoredEntry, StoredHandoff, StoredWorld } from './stored-world';

/** An acknowledged step: the app answered `ok`, so its entry is in the chain, as often as it was acknowledged. */
export interface Acknowledged {
  readonly chain: string;
  readonly event: string;
  readonly actor: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Chains: every entry by `checkEntry`, no gap, no orphan past the head, the head where the chain ends (no. 4). */
function checkChains(world: StoredWorld): string[] {
  const walk: Walk = new Map();
  const breaches: string[] = [];
  for (const { key, raw, chain, event } of world.entries()) {
    const broken = checkEntry(walk, raw);
    if (broken !== null) breaches.push(`${key} (${event}) is broken: ${broken.why}`);
    else if (key !== entryId(chain, (walk.get(chain)?.nextIndex ?? 0) - 1))
      breaches.push(`${key} is stored under another entry's key`);
  }
  const heads = world.heads();
  for (const chain of new Set([...heads.keys(), ...walk.keys()])) {
    const { nextIndex = 0, lastHash = '' } = heads.get(chain) ?? {};
    const end = walk.get(chain);
    if (end === undefined ? nextIndex > 0 : end.nextIndex !== nextIndex || end.lastHash !== lastHash)
      breaches.push(`${chain} has ${end?.nextIndex ?? 0} entries, its head says ${nextIndex}`);
  }
  return breaches;
}

const idsOf = (handoffs: readonly StoredHandoff[]): ReadonlySet<string> =>
  new Set(handoffs.map(({ id }) => id));

/** One state: the chain's last entry says what the record says; nothing belongs to a hand-off that is not there. */
function checkRecords(world: StoredWorld): string[] {
  const handoffs = world.handoffs();
  const known = idsOf(handoffs);
  const last = new Map(world.entries().map((entry) => [entry.chain, entry] as const));
  return [
    ...handoffs
      .filter(({ id, state }) => last.get(id)?.state !== state)
      .map(({ id, state }) => `${id} is ${state}, its last entry says ${last.get(id)?.state ?? 'nothing'}`),
    ...[...last.keys()]
      .filter((chain) => chain !== SITE_CHAIN && !known.has(chain))
      .map((chain) => `the chain ${chain} belongs to no hand-off`),
    ...world
      .effects()
      .filter(({ handoffId }) => !known.has(handoffId))
      .map(({ id }) => `the effect ${id} belongs to no hand-off`),
  ];
}

/** One open hand-off an issue (no. 3). */
function checkOpen(world: StoredWorld): string[] {
  const open = world.handoffs().filter(({ state }) => !isEnd(state));
  const issues = [...new Set(open.map(({ issue }) => issue.id))];
  return issues.flatMap((id) => {
    const here = open.filter(({ issue }) => issue.id === id);
    return here.length > 1 ? [`${here.length} hand-offs are open on issue ${id}`] : [];
  });
}

/** Nobody decides on an own request, nobody twice at one gate, and no gate more often than it has seats (no. 2). */
function checkDecisions(world: StoredWorld): string[] {
  return world.handoffs().flatMap(({ id, requester, gates }) => {
    const decisions = world.entries(id).filter(({ event }) => event === 'approval.decided');
    const at = decisions.map(({ actor, details }) => `${actor} at the ${String(details['gate'])} gate`);
    return [
      ...decisions
        .filter(({ actor }) => actor === requester.accountId)
        .map(() => `${requester.accountId} decided on an own request in ${id}`),
      ...(new Set(at).size < at.length ? [`somebody decided twice in ${id}: ${at.join(', ')}`] : []),
      ...gates
        .filter(
          ({ plan, seats }) =>
            decisions.filter(({ details }) => details['gate'] === plan.gate).length !==
            seats.filter(({ decision }) => decision !== null).length,
        )
        .map(({ plan }) => `the ${plan.gate} gate of ${id} has other decisions than its trail`),
    ];
  });
}

const matches = (entry: StoredEntry, wanted: Acknowledged): boolean =>
  entry.event === wanted.event &&
  entry.actor === wanted.actor &&
  Object.entries(wanted.details).every(([name, value]) => isDeepStrictEqual(entry.details[name], value));

function checkAcknowledged(world: StoredWorld, acknowledged: readonly Acknowledged[]): string[] {
  return acknowledged.flatMap((wanted) => {
    const times = acknowledged.filter((other) => isDeepStrictEqual(other, wanted)).length;
    const count = world.entries(wanted.chain).filter((entry) => matches(entry, wanted)).length;
    return count === times
      ? []
      : [`${wanted.event} of ${wanted.actor} was acknowledged ${times} times and stands ${count} times`];
  });
}

const NamedSchema = z.object({ handoffId: z.string(), purpose: z.string().optional() });

const markedBy = (comment: AppComment, key: string): z.infer<typeof NamedSchema> | null => {
  const parsed = NamedSchema.safeParse(comment.marks.get(key));
  return parsed.success ? parsed.data : null;
};

/** A completed hand-off has its one comment, every other has none (no. 3). */
function checkComments(handoffs: readonly StoredHandoff[], comments: readonly AppComment[]): string[] {
  const known = idsOf(handoffs);
  return [
    ...handoffs.flatMap(({ id, state, writtenBack }) => {
      const own = comments.filter((comment) => markedBy(comment, 'ai-handoff')?.handoffId === id);
      const expected = state === 'completed' ? [writtenBack?.commentId] : [];
      return isDeepStrictEqual(
        own.map((comment) => comment.id),
        expected,
      )
        ? []
        : [`${id} is ${state} with ${own.length} comments`];
    }),
    ...comments
      .filter((comment) => !known.has(markedBy(comment, 'ai-handoff')?.handoffId ?? ''))
      .map((comment) => `comment ${comment.id} belongs to no hand-off`),
  ];
}

interface Worlds {
  readonly world: StoredWorld;
  readonly jira: JiraWorld;
}

/** Each ignored transition was answered once on its subtask, and nothing else was said there. */
async function checkAnswers({ world, jira }: Worlds, subtaskId: string): Promise<string[]> {
  const standsFor = ({ seats }: StoredHandoff['gates'][number]): boolean =>
    seats.some(({ subtask }) => subtask?.id === subtaskId);
  const owner = world.handoffs().find(({ gates }) => gates.some(standsFor));
  const gate = owner?.gates.find(standsFor)?.plan.gate;
  const wanted = world
    .entries(owner?.id)
    .filter(({ event, details }) => event === 'approval.ignored' && details['gate'] === gate)
    .flatMap(({ details }) =>
      typeof details['changeId'] === 'string' ? [`answer-${details['changeId']}`] : [],
    );
  const said = (await jira.commentsOfApp(subtaskId)).map(
    (comment) => markedBy(comment, 'ai-handoff-answer')?.purpose ?? 'something else',
  );
  return isDeepStrictEqual(said.sort(), wanted.sort())
    ? []
    : [`subtask ${subtaskId} was answered [${said.join(' ')}], the trail says [${wanted.join(' ')}]`];
}

/** Each seat that was asked has its one subtask; no other subtask was made. */
async function checkSubtasks(worlds: Worlds, issueId: string): Promise<string[]> {
  const { world, jira } = worlds;
  const made = await jira.subtasks(issueId);
  const wanted = world
    .handoffs()
    .filter(({ issue }) => issue.id === issueId)
    .flatMap(({ id, gates }) =>
      gates.flatMap(({ plan, seats }) =>
        seats.flatMap(({ subtask }) => (subtask === null ? [] : [`${subtask.id} ${id} ${plan.gate}`])),
      ),
    );
  const found = made.map(({ id, mark }) => `${id} ${mark?.handoffId ?? ''} ${mark?.gate ?? ''}`);
  const answers = await Promise.all(made.map(({ id }) => checkAnswers(worlds, id)));
  return [
    ...(isDeepStrictEqual(found.sort(), wanted.sort())
      ? []
      : [`the subtasks are [${found.join(', ')}], the records say [${wanted.join(', ')}]`]),
    ...answers.flat(),
  ];
}

const StateSchema = z.object({ handoffId: z.string(), state: z.string(), outcome: z.string().optional() });

/** The slot counts the issue's hand-offs, and the property that JQL sees says what the newest one's record says. */
async function checkProperty({ world, jira }: Worlds, issueId: string): Promise<string[]> {
  const here = world.handoffs().filter(({ issue }) => issue.id === issueId);
  const { handoffId = null, handoffCount = 0 } = world.newestOn(issueId) ?? {};
  const newest = here.find(({ id }) => id === handoffId);
  if (newest === undefined || handoffCount !== here.length)
    return [`issue ${issueId} has ${here.length} hand-offs, its slot counts ${handoffCount}`];
  const { id, state } = newest;
  const expected = { handoffId: id, state, ...(isEnd(state) ? { outcome: state } : {}) };
  const said = StateSchema.safeParse(await jira.property(issueId)).data ?? null;
  return isDeepStrictEqual(said, expected)
    ? []
    : [
        `the property of issue ${issueId} says ${JSON.stringify(said)}, the record ${JSON.stringify(expected)}`,
      ];
}

async function checkIssue(worlds: Worlds, issueId: string): Promise<string[]> {
  const here = worlds.world.handoffs().filter(({ issue }) => issue.id === issueId);
  const comments = await worlds.jira.commentsOfApp(issueId);
  return [
    ...checkComments(here, comments),
    ...checkLies(comments),
    ...(await checkSubtasks(worlds, issueId)),
    ...(await checkProperty(worlds, issueId)),
  ];
}

/** Nothing is left to do. An effect that was given up is no breach by itself: its hand-off has ended visibly, or it is repaired. */
const checkEffects = (world: StoredWorld): string[] =>
  world
    .effects()
    .filter(({ status }) => status === 'pending')
    .map(({ id }) => `the effect ${id} is still pending`);

/** Every breach of the invariants of threats §3.2 in what is stored and in Jira, as sentences; none when all is well. */
export async function findBreaches(
  worlds: Worlds,
  acknowledged: readonly Acknowledged[],
): Promise<readonly string[]> {
  const { world } = worlds;
  const issues = [...new Set(world.handoffs().map(({ issue }) => issue.id))];
  const ofIssues = await Promise.all(issues.map((id) => checkIssue(worlds, id)));
  return [
    ...checkChains(world),
    ...checkRecords(world),
    ...checkOpen(world),
    ...checkDecisions(world),
    ...checkAcknowledged(world, acknowledged),
    ...checkEffects(world),
    ...ofIssues.flat(),
  ];
}
