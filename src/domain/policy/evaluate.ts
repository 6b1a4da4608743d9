import type { Decision, Facts, Reason } from '../../contract/decision';
import type { Condition, KindRule, PolicyVersion, Rule } from '../../contract/policy';
import type { GateKind, OperationId } from '../../contract/vocabulary';
import { operationOf, type OperationDefinition } from '../operations/catalogue';
import { kindRuleFor } from './facts';

interface Inputs {
  readonly facts: Facts;
  readonly operation: OperationDefinition;
  readonly tier: number;
}

const includes = <T>(list: readonly T[] | undefined, value: T): boolean =>
  list === undefined || list.includes(value);

function matches(when: Condition, { facts, operation, tier }: Inputs): boolean {
  return (
    (when.kinds === undefined || (facts.kind !== null && when.kinds.includes(facts.kind))) &&
    includes(when.operations, operation.id) &&
    includes(when.classes, operation.class) &&
    includes(when.severities, facts.severity ?? 'unknown') &&
    includes(when.dataClasses, facts.dataClass ?? 'unknown') &&
    (when.leavesTeam === undefined || when.leavesTeam === operation.leavesTeam) &&
    (when.tierAtMost === undefined || tier <= when.tierAtMost) &&
    (when.tierAbove === undefined || tier > when.tierAbove)
  );
}

/** An allow that names no severity (or data class) does not speak for one that is missing: unknown is careful (R152). */
const isTooWide = ({ category, effect, when }: Rule, { severity, dataClass }: Facts): boolean =>
  effect.type === 'allow' &&
  ((category === 'severity' && severity === null && when.severities === undefined) ||
    (category === 'data' && dataClass === null && when.dataClasses === undefined));

/** What rules look at; owner and approver are looked at whatever the rules say. */
type Subject = Exclude<Reason['subject'], 'owner' | 'approver'>;

function subjectOf({ category, when }: Rule): Subject {
  if (category === 'severity') return 'severity';
  if (category === 'data') return 'data-class';
  return when.tierAtMost === undefined && when.tierAbove === undefined ? 'policy' : 'ai-tier';
}

const TIER_NAMES = [
  'Tier 0 (composer, no model)',
  'Tier 1 (small model)',
  'Tier 2 (model)',
  'Tier 3 (large model)',
];

function observedFor(subject: Subject, { facts, operation, tier }: Inputs, when: Condition = {}): string {
  switch (subject) {
    case 'severity':
      return facts.severity ?? 'not set';
    case 'data-class':
      return facts.dataClass ?? 'not set';
    case 'ai-tier':
      return TIER_NAMES[tier] ?? `Tier ${tier}`;
    case 'policy':
      if (when.leavesTeam === undefined) return operation.title;
      return operation.leavesTeam ? 'Text goes outside the team' : 'Text stays in the team';
  }
}

function effectOf(rule: Rule): Reason['effect'] {
  switch (rule.effect.type) {
    case 'allow':
      return 'allow';
    case 'block':
      return 'block';
    case 'require-approval':
      return rule.effect.gate === 'run' ? 'require-run-approval' : 'require-use-approval';
  }
}

function toReason(rule: Rule, inputs: Inputs): Reason {
  const subject = subjectOf(rule);
  return {
    ruleId: rule.id,
    category: rule.category,
    subject,
    effect: effectOf(rule),
    observed: observedFor(subject, inputs, rule.when),
    threshold: rule.threshold,
    because: rule.because,
  };
}

const control = (
  ruleId: string,
  subject: Reason['subject'],
  parts: Omit<Reason, 'ruleId' | 'category' | 'subject' | 'effect'>,
) => ({ ruleId, category: 'control', subject, effect: 'block', ...parts }) as const;

/** What must hold whatever the rules say: a known kind, an offered operation, an owner, an approver for every gate. */
function controlBlocks(inputs: Inputs, rule: KindRule | null, needsApprover: boolean): readonly Reason[] {
  const { facts, operation } = inputs;
  if (rule === null) {
    return [
      control('scope-1', 'policy', {
        observed: `Project ${facts.projectKey}, issue type ${facts.issueType}`,
        threshold: 'A project or issue type that the policy names',
        because: 'The policy does not name this project or issue type, so nothing is offered here.',
      }),
    ];
  }
  const blocks: Reason[] = [];
  if (!rule.offers.includes(operation.id)) {
    blocks.push(
      control('scope-2', 'policy', {
        observed: operation.title,
        threshold: 'An operation that is offered for this kind of work',
        because: 'The policy does not offer this operation for this kind of work.',
      }),
    );
  }
  if (facts.ownerAccountId === null) {
    blocks.push(
      control('owner-1', 'owner', {
        observed: 'No service owner and no active assignee',
        threshold: 'A named, active owner who reviews the output',
        because: 'Somebody must own and review the output. Set the service owner or the assignee.',
      }),
    );
  }
  if (needsApprover && rule.approverRole === null) {
    blocks.push(
      control('approver-1', 'approver', {
        observed: `No approver role for ${rule.kind} work`,
        threshold: 'A role that approves this kind of work',
        because: 'A gate is asked for and the policy names nobody to approve. An admin can name the role.',
      }),
    );
  }
  return blocks;
}

const CHECKED = [
  ['severity', 'severity'],
  ['data-class', 'data'],
  ['ai-tier', 'control'],
  ['policy', 'control'],
] as const;

/** Severity, data class, AI tier and task each need a rule that speaks for them (R076-R079); silence blocks (T12). */
function silences(inputs: Inputs, fired: readonly Reason[]): readonly Reason[] {
  return CHECKED.filter(([subject]) => !fired.some((reason) => reason.subject === subject)).map(
    ([subject, category]) => ({
      ruleId: `default-${subject}`,
      category,
      subject,
      effect: 'block',
      observed: observedFor(subject, inputs),
      threshold: 'A value that some rule of the policy allows',
      because: 'No rule speaks for this, and what no rule allows is blocked.',
    }),
  );
}

function whatWouldChange(blocks: readonly Reason[], gates: readonly GateKind[]): string {
  if (blocks.length > 0) {
    return blocks
      .map((reason) => `${reason.ruleId}: ${reason.observed} would have to be ${reason.threshold}.`)
      .join(' ');
  }
  if (gates.length > 0)
    return 'A named human approval is part of this operation here; only a new policy would change it.';
  return 'A higher severity, a more sensitive data class or a missing value would make this more careful.';
}

/**
 * Decides one operation on one issue. Pure and total: deny wins, no match is blocked, a missing input matches only rules
 * that say `unknown`. Every rule that fired is listed, also those that an opposite effect overruled.
 */
export function evaluate(policy: PolicyVersion, facts: Facts, operation: OperationId): Decision {
  const { document } = policy;
  const inputs: Inputs = { facts, operation: operationOf(operation), tier: document.engineTier };
  const rule = kindRuleFor(document, facts.projectKey, facts.issueType);
  const fired = document.rules
    .filter((candidate) => matches(candidate.when, inputs) && !isTooWide(candidate, facts))
    .map((hit) => toReason(hit, inputs));
  const gates = (['run', 'use'] as const).filter((gate) =>
    fired.some(
      (reason) => reason.effect === (gate === 'run' ? 'require-run-approval' : 'require-use-approval'),
    ),
  );
  const reasons = [...controlBlocks(inputs, rule, gates.length > 0), ...fired, ...silences(inputs, fired)];
  const blocks = reasons.filter((reason) => reason.effect === 'block');
  const isBlocked = blocks.length > 0;
  return {
    operation,
    outcome: isBlocked ? 'blocked' : gates.length > 0 ? 'approval-bound' : 'eligible',
    gates: isBlocked ? [] : gates,
    approverRole: rule?.approverRole ?? null,
    reasons,
    policyVersion: policy.version,
    whatWouldChangeIt: whatWouldChange(blocks, gates),
  };
}
