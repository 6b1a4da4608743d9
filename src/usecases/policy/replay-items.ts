import type { ClassStop } from '../../contract/policy-people';
import type { OperationId } from '../../contract/vocabulary';
import { OPERATIONS } from '../../domain/operations/catalogue';
import { bestOperation } from '../../domain/policy/best-operation';
import { stopsOn } from '../../domain/policy/class-stops';
import type { CompiledPolicy } from '../../domain/policy/compile';
import { decide } from '../../domain/policy/decide';
import { kindRuleFor, toFacts } from '../../domain/policy/facts';
import type { ReplayItem } from '../../domain/policy/replay';
import type { DecisionRecord } from '../../ports/decision-log';
import type { ActiveIssue } from '../../ports/jira';
import { inputOf, toIssueFields, type Situation } from '../under-policy';

/** A recorded decision, to be made again on the very same input. */
export const toReplayItem = ({ issueKey, input }: DecisionRecord): ReplayItem => ({
  source: 'decision',
  issueKey,
  at: input.at,
  before: input,
  after: input,
});

/** Nobody asks: an operation whose owner is its requester has an owner, and roles are unknown. */
const SOMEBODY = { accountId: 'somebody', roles: null } as const;

/** Stands for the operation of an issue that is offered none: every operation is blocked there. */
const [{ id: NONE_OFFERED } = { id: 'gather-evidence' as const }] = OPERATIONS;

/** What is the same for every issue of a replay. */
export interface Moment {
  readonly at: string;
  readonly stops: readonly ClassStop[];
}

/** How one document sees an issue: what it decides on, and its best operation with the outcome. */
interface Sight {
  readonly situation: Situation;
  readonly best: ReturnType<typeof bestOperation>;
}

function seeBy(compiled: CompiledPolicy, issue: ActiveIssue, { at, stops }: Moment): Sight {
  const { document } = compiled.policy;
  const fields = toIssueFields(issue);
  const facts = toFacts(document, fields, SOMEBODY);
  const kind = kindRuleFor(document, fields);
  const stopped = stopsOn(kind, stops).map((stop) => stop.class);
  const situation: Situation = { at, stopped, issueId: issue.id, facts, bypassIds: [] };
  const best = bestOperation(kind, (operation) => decide(compiled, inputOf(situation, operation)).outcome);
  return { situation, best };
}

/** Where everything is blocked, any operation says so: the one that the other document goes by tells why. */
const operationOf = ({ best }: Sight, other: Sight): OperationId => {
  const isBlocked = best === null || best.outcome === 'blocked';
  return (isBlocked ? (other.best ?? best) : best)?.operation ?? NONE_OFFERED;
};

/** An active issue, read by each document's own field map and counted by its best operation under each (X7). */
export function issueItem(
  policies: { readonly before: CompiledPolicy; readonly after: CompiledPolicy },
  issue: ActiveIssue,
  moment: Moment,
): ReplayItem {
  const before = seeBy(policies.before, issue, moment);
  const after = seeBy(policies.after, issue, moment);
  return {
    source: 'issue',
    issueKey: issue.key,
    at: null,
    before: inputOf(before.situation, operationOf(before, after)),
    after: inputOf(after.situation, operationOf(after, before)),
  };
}
