import type { Decision, DecisionInput, Obligations } from '../../contract/decision';
import type { KindRule } from '../../contract/policy';
import type { Bypass } from '../../contract/policy-people';
import type { ApproverRole, GateKind, OperationId } from '../../contract/vocabulary';
import { operationOf } from '../operations/catalogue';
import type { CompiledPolicy, CompiledRule } from './compile';
import { notOffered, unapproved, unattended, uncovered, UNOWNED } from './control-reasons';
import { findRules } from './find-rules';
import { gatesOf, opensOf } from './gates-opened';
import { silence, type Seen } from './reasons';
import type { Subject } from './rule-index';
import { toSaid, whatWouldChange, type Said } from './said';

/** The bypasses in force for this input: the requester's, of this project and operation, at this time (T23). */
function bypassesFor({ bypasses }: CompiledPolicy, input: DecisionInput): readonly Bypass[] {
  if (input.bypassIds.length === 0) return [];
  const at = Date.parse(input.at);
  return bypasses
    .filter(
      ({ bypass, from, until }) =>
        at >= from &&
        at < until &&
        input.bypassIds.includes(bypass.id) &&
        bypass.projects.includes(input.facts.projectKey) &&
        bypass.operations.includes(input.operation),
    )
    .map(({ bypass }) => bypass);
}

/** The one bypass that counts: the first that lifts every block, else the first that lifts any. */
function liftFor(
  compiled: CompiledPolicy,
  input: DecisionInput,
  fired: readonly CompiledRule[],
): Bypass | null {
  const bypasses = bypassesFor(compiled, input);
  if (bypasses.length === 0) return null;
  const blocks = fired.filter(({ effect }) => effect === 'block').map(({ rule }) => rule.id);
  const some = bypasses.filter(({ ruleIds }) => blocks.some((id) => ruleIds.includes(id)));
  const whole = some.find(({ ruleIds }) => blocks.every((id) => ruleIds.includes(id)));
  return whole ?? some[0] ?? null;
}

interface Ruled {
  readonly fired: readonly CompiledRule[];
  readonly bypass: Bypass | null;
  readonly seen: Seen;
}

const isLifted = ({ rule }: CompiledRule, bypass: Bypass | null): boolean =>
  bypass?.ruleIds.includes(rule.id) === true;

function say(compiled: CompiledRule, seen: Seen, bypass: Bypass | null): Said {
  const said = compiled.say(seen);
  const isOpen = compiled.effect === 'block' && isLifted(compiled, bypass);
  return isOpen ? toSaid({ ...said.reason, effect: 'lifted-block' }) : said;
}

/** The gates that rules open together, and those of a lifted block. */
function openedBy(fired: readonly CompiledRule[], bypass: Bypass | null): GateKind[] {
  let opened = bypass === null ? 0 : opensOf('lifted-block');
  for (const { opens } of fired) opened |= opens;
  return gatesOf(opened);
}

function obligationsOf(fired: readonly CompiledRule[], plain: Obligations): Obligations {
  if (!fired.some(({ obliges }) => obliges)) return plain;
  const all = { ...plain };
  for (const { rule, effect } of fired) {
    if (rule.effect.type === 'cap-tier') all.tierAtMost = Math.min(all.tierAtMost, rule.effect.tier);
    else if (effect === 'redact') all.redacts = true;
    else if (effect === 'internal-only') all.isInternalOnly = true;
    else if (effect === 'require-second-reviewer') all.hasSecondReviewer = true;
  }
  return all;
}

/** Who approves an operation on work of a kind: the operation's own role, else the kind's. */
function approverRoleOf(kind: KindRule | undefined, operation: OperationId): ApproverRole | null {
  const own = kind?.approverRoles.find((entry) => entry.operation === operation);
  return own?.role ?? kind?.approverRole ?? null;
}

/** What must hold whatever the rules say: a covered kind, an offered operation, an owner, a class with its people. */
function controlsOf(compiled: CompiledPolicy, { input, operation }: Seen): Said[] {
  const controls: Said[] = [];
  const kind = compiled.kinds.get(input.facts.kind);
  if (kind === undefined) controls.push(uncovered(input));
  else if (!kind.offers.includes(operation.id)) controls.push(notOffered(operation.title));
  if (input.facts.ownerAccountId === null) controls.push(UNOWNED);
  const isStopped = input.stopped.includes(operation.class);
  if (isStopped || !compiled.attended.has(operation.class)) controls.push(unattended(operation, isStopped));
  return controls;
}

/** Adds what no rule speaks for, unless a rule already blocks on it. */
function addSilences(all: Said[], silent: readonly Subject[], { fired, bypass, seen }: Ruled): void {
  for (const subject of silent) {
    const isBlocked = fired.some(
      (rule) => rule.subject === subject && rule.effect === 'block' && !isLifted(rule, bypass),
    );
    if (!isBlocked) all.push(silence(subject, seen));
  }
}

/**
 * Decides one operation on one issue. Pure and total: deny wins, no match is blocked, and an input that is null counts as
 * every value at once (docs/policy.md). Every rule that fired is listed, also those that an opposite effect overruled.
 */
export function decide(compiled: CompiledPolicy, input: DecisionInput): Decision {
  const { policy } = compiled;
  const tier = policy.document.engineTier;
  const seen: Seen = { input, operation: operationOf(input.operation), tier };
  const kind = compiled.kinds.get(input.facts.kind);
  const role = approverRoleOf(kind, input.operation);
  const { fired, silent } = findRules(compiled, input);
  const bypass = liftFor(compiled, input, fired);
  const gates = openedBy(fired, bypass);
  const all = controlsOf(compiled, seen);
  if (kind !== undefined && gates.length > 0 && !compiled.roles.has(role)) all.push(unapproved(kind.kind));
  for (const rule of fired) all.push(say(rule, seen, bypass));
  addSilences(all, silent, { fired, bypass, seen });
  const isBlocked = all.some(({ change }) => change !== '');
  return {
    operation: input.operation,
    outcome: isBlocked ? 'blocked' : gates.length > 0 ? 'approval-bound' : 'eligible',
    gates: isBlocked ? [] : gates,
    approverRole: role,
    reasons: all.map(({ reason }) => reason),
    obligations: obligationsOf(fired, compiled.plain),
    bypassId: bypass?.id ?? null,
    policyVersion: policy.version,
    policyDigest: policy.digest,
    whatWouldChangeIt: whatWouldChange(all),
  };
}
