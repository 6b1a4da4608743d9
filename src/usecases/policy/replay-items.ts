import type { DecisionInput } from '../../contract/decision';
import type { ClassStop } from '../../contract/policy-people';
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

function inputFor(compiled: CompiledPolicy, issue: ActiveIssue, { at, stops }: Moment): DecisionInput {
  const { document } = compiled.policy;
  const fields = toIssueFields(issue);
  const facts = toFacts(document, fields, SOMEBODY);
  const kind = kindRuleFor(document, fields);
  const stopped = stopsOn(kind, stops).map((stop) => stop.class);
  const situation: Situation = { at, stopped, issueId: issue.id, facts, bypassIds: [] };
  const best = bestOperation(kind, (operation) => decide(compiled, inputOf(situation, operation)).outcome);
  return inputOf(situation, best?.operation ?? NONE_OFFERED);
}

/** An active issue, read by each document's own field map and counted by its best operation under each (X7). */
export const issueItem = (
  policies: { readonly before: CompiledPolicy; readonly after: CompiledPolicy },
  issue: ActiveIssue,
  moment: Moment,
): ReplayItem => ({
  source: 'issue',
  issueKey: issue.key,
  at: null,
  before: inputFor(policies.before, issue, moment),
  after: inputFor(policies.after, issue, moment),
});
