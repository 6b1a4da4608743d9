import type { OperationId } from '../../src/contract/vocabulary';
import { accept, handOff, viewOf, type Standing } from '../../tests/site/handoffs';
import type { LocalSite } from '../../tests/site/local-site';
import type { Figure } from './measure';
import { callsSince, newest, pointsOf, reset, toJira, type Call } from './traffic';

/** Operations that no gate holds, so that all calls belong to the run: on an incident, and on a request with its service data. */
const CASES: readonly (readonly [standing: Standing, operation: OperationId])[] = [
  [{ as: 'agent-ana', issueKey: 'INC-2041' }, 'gather-diagnostics'],
  [{ as: 'agent-ana', issueKey: 'REQ-2188' }, 'draft-status-note'],
];

interface Spent {
  readonly review: readonly Call[];
  readonly run: readonly Call[];
}

async function reviewCalls(site: LocalSite, standing: Standing, operation: OperationId) {
  const from = await newest(site);
  await site.invoke({ ...standing, call: 'panel.review-scope', payload: { operation } });
  await site.settle();
  return toJira(await callsSince(site, from));
}

/** Jira calls of a scope review, and of all that its confirmation sets off until the comment stands on the issue. */
async function spend(site: LocalSite, standing: Standing, operation: OperationId): Promise<Spent> {
  await reset(site);
  const review = await reviewCalls(site, standing, operation);
  const from = await newest(site);
  const { summary, owner } = await handOff(site, standing, operation);
  const asOwner = { ...standing, as: owner.accountId };
  await accept(site, asOwner, await viewOf(site, asOwner, summary.id));
  await site.settle();
  const calls = toJira(await callsSince(site, from));
  const { summary: after } = await viewOf(site, standing, summary.id);
  if (after.state !== 'completed') throw new Error(`${operation} ended ${after.state}`);
  // The hand-off looks at its scope once more first; that look was counted by itself.
  return { review, run: calls.slice(review.length) };
}

/** The platform's share of one hand-off (issue 7): calls to Jira from the confirmation to the comment, and their points. */
export async function measureRun(site: LocalSite): Promise<readonly Figure[]> {
  const spent: Spent[] = [];
  for (const [standing, operation] of CASES) spent.push(await spend(site, standing, operation));
  const most = (numbers: readonly number[]): number => Math.max(...numbers);
  return [
    {
      name: 'Jira calls of one scope review, most',
      measured: most(spent.map(({ review }) => review.length)),
      limit: 12,
      unit: 'calls',
    },
    {
      name: 'Jira calls of one run, from confirmation to comment, most',
      measured: most(spent.map(({ run }) => run.length)),
      limit: 12,
      unit: 'calls',
    },
    {
      // Jira gives an app 65,000 points an hour: 500 hand-offs.
      name: 'Jira points of one scope review and run, most',
      measured: most(spent.map(({ review, run }) => pointsOf(review) + pointsOf(run))),
      limit: 130,
      unit: 'points',
    },
  ];
}
