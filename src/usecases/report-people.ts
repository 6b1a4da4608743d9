import { erasePeopleEffectOf } from '../domain/handoff/effect';
import { daysBefore } from '../domain/retention/judge-retention';
import type { KnownActor } from '../ports/people-registry';
import type { AccountStatus } from '../ports/platform';
import { pushEffect } from './commit-step';
import type { World } from './world';

/** Atlassian's cycle: an account of which an app holds data is reported at least every seven days. */
const CYCLE_DAYS = 7;
/** Reports of one run, each of at most 90 accounts; the rest is reported the next day. */
const MAX_REPORTS = 100;

/** What one run of the reporting did. */
export interface PeopleReport {
  readonly reported: number;
  readonly closed: number;
  readonly updated: number;
}

const withStatus = (
  actors: readonly KnownActor[],
  answers: readonly AccountStatus[],
  status: AccountStatus['status'],
): readonly KnownActor[] =>
  actors.filter(({ accountId }) =>
    answers.some((answer) => answer.accountId === accountId && answer.status === status),
  );

/** Marks before it pushes: marking writes the row of an account, which the erasure takes away. */
async function settleReport(
  world: World,
  due: readonly KnownActor[],
  gone: readonly KnownActor[],
): Promise<void> {
  const now = world.clock.now();
  const refs = gone.map(({ ref }) => ref);
  const effect = refs.length === 0 ? null : erasePeopleEffectOf(refs, now);
  if (effect !== null) await world.handoffs.askEffect(effect);
  await world.registry.markReported(due, now);
  if (effect !== null) await pushEffect(world, effect.id);
}

/**
 * Tells Atlassian which accounts the app holds data of, each once in seven days, and asks for the erasure of those that were
 * closed. One report after the other. A report that fails raises, and nothing of it is marked or erased: it is due again the
 * next day. An account that was updated needs nothing: names are kept as they stood in a decision (docs/privacy.md).
 */
export async function reportPeople(world: World): Promise<PeopleReport> {
  const now = world.clock.now();
  const seen = new Set<string>();
  let [closed, updated] = [0, 0];
  for (let report = 0; report < MAX_REPORTS; report += 1) {
    const listed = await world.registry.listToReport(daysBefore(now, CYCLE_DAYS));
    // The list may lag behind what was marked a moment ago.
    const due = listed.filter(({ accountId }) => !seen.has(accountId));
    if (due.length === 0) break;
    const answers = await world.privacy.report(
      due.map(({ accountId, reportedAt }) => ({ accountId, updatedAt: reportedAt })),
    );
    const gone = withStatus(due, answers, 'closed');
    await settleReport(world, due, gone);
    for (const { accountId } of due) seen.add(accountId);
    closed += gone.length;
    updated += withStatus(due, answers, 'updated').length;
  }
  return { reported: seen.size, closed, updated };
}
