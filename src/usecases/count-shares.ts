import type { Shares } from '../contract/policy-life';
import type { ClassStop } from '../contract/policy-people';
import type { Outcome } from '../contract/vocabulary';
import { bestOperation } from '../domain/policy/best-operation';
import { stopsOn } from '../domain/policy/class-stops';
import { compile, type CompiledPolicy } from '../domain/policy/compile';
import { decide } from '../domain/policy/decide';
import { kindRuleFor, toFacts } from '../domain/policy/facts';
import { policyFor } from '../domain/policy/policy-for';
import { NO_TALLY, tallied } from '../domain/policy/tally';
import type { ActiveIssue } from '../ports/jira';
import type { ControlState } from '../ports/policy-store';
import { PortError } from '../ports/port-error';
import type { SharesRun } from '../ports/shares-store';
import { fieldsWanted, inputOf, toIssueFields } from './under-policy';
import type { World } from './world';

/** A count is made again when it is older than this, and at once when another policy is in force. */
const FRESH_MS = 60 * 60_000;

/** Pages of 100 issues that one run of the schedule reads. */
const MAX_PAGES = 20;

/** Projects that are told apart; what is over stands in the whole alone. */
const MAX_PROJECTS = 200;

/** Anybody who works on the issue: an operation whose owner is its requester has an owner. */
const SOMEBODY = { accountId: 'somebody', roles: null } as const;

/** What one run counts with: the moment, the classes that stand still, and the policy of each project. */
interface Count {
  readonly at: string;
  readonly stops: readonly ClassStop[];
  readonly compiledFor: (projectKey: string) => CompiledPolicy;
}

function countWith(control: ControlState, at: string): Count {
  const inForce = compile(control.policy);
  const trial = control.trial === null ? null : compile(control.trial.policy);
  return {
    at,
    stops: control.stops,
    compiledFor: (projectKey) =>
      trial !== null && policyFor(control, projectKey) === trial.policy ? trial : inForce,
  };
}

function outcomeOf({ at, stops, compiledFor }: Count, issue: ActiveIssue): Outcome {
  const compiled = compiledFor(issue.projectKey);
  const { document } = compiled.policy;
  const fields = toIssueFields(issue);
  const facts = toFacts(document, fields, SOMEBODY);
  const kind = kindRuleFor(document, fields);
  const stopped = stopsOn(kind, stops).map((stop) => stop.class);
  const situation = { issueId: issue.id, facts, at, stopped, bypassIds: [] };
  const best = bestOperation(kind, (operation) => decide(compiled, inputOf(situation, operation)).outcome);
  return best?.outcome ?? 'blocked';
}

function withIssue(shares: Shares, projectKey: string, outcome: Outcome): Shares {
  const known = shares.byProject.find((project) => project.projectKey === projectKey);
  const others = shares.byProject.filter((project) => project !== known);
  const tally = tallied(known?.tally ?? NO_TALLY, [outcome]);
  return {
    ...shares,
    tally: tallied(shares.tally, [outcome]),
    byProject:
      known === undefined && others.length >= MAX_PROJECTS ? others : [...others, { projectKey, tally }],
  };
}

/** Goes on where the last run stood; where Jira does not know that place any more, from the beginning. */
async function goOnOrBegin(
  world: World,
  control: ControlState,
  run: SharesRun | null,
): Promise<Shares | SharesRun> {
  try {
    return await goOn(world, control, run);
  } catch (error) {
    if (run === null || !(error instanceof PortError) || error.code !== 'refused') throw error;
    return goOn(world, control, null);
  }
}

async function goOn(world: World, control: ControlState, run: SharesRun | null): Promise<Shares | SharesRun> {
  const at = world.clock.now();
  const count = countWith(control, at);
  const { policy } = control;
  const fields = fieldsWanted(policy.document);
  const extra = control.trial === null ? [] : (fieldsWanted(control.trial.policy.document).extra ?? []);
  let shares: Shares = run?.shares ?? {
    computedAt: at,
    policyVersion: policy.version,
    tally: NO_TALLY,
    byProject: [],
    isComplete: false,
  };
  let cursor = run?.cursor ?? null;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { issues, cursor: next } = await world.jira.activeIssues({
      fields: { ...fields, extra: [...(fields.extra ?? []), ...extra] },
      cursor,
    });
    for (const issue of issues) shares = withIssue(shares, issue.projectKey, outcomeOf(count, issue));
    if (next === null) {
      const byProject = [...shares.byProject].sort((a, b) => (a.projectKey < b.projectKey ? -1 : 1));
      return { ...shares, computedAt: at, byProject, isComplete: true };
    }
    cursor = next;
  }
  return { shares, cursor: cursor ?? '' };
}

const isRun = (result: Shares | SharesRun): result is SharesRun => 'cursor' in result;

/**
 * Counts the active issues that the app can see in the three buckets of the policy in force, a bounded number of pages a run;
 * a long count goes on at the next. Gives how many were counted, or null when the newest count is fresh enough.
 */
export async function countShares(world: World): Promise<number | null> {
  const [control, { newest, running }] = await Promise.all([world.policies.control(), world.shares.load()]);
  const { version } = control.policy;
  const isFresh =
    newest?.policyVersion === version &&
    Date.parse(world.clock.now()) - Date.parse(newest.computedAt) < FRESH_MS;
  if (isFresh) return null;
  const run = running?.shares.policyVersion === version ? running : null;
  const result = await goOnOrBegin(world, control, run);
  await world.shares.save(isRun(result) ? { newest, running: result } : { newest: result, running: null });
  return (isRun(result) ? result.shares : result).tally.total;
}
