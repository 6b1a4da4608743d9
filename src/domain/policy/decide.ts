import type { Decision, DecisionInput, Obligations } from '../../contract/decision';
import type { Bypass } from '../../contract/policy-people';
import type { GateKind } from '../../contract/vocabulary';
import { standingAt } from './bits';
import type { CompiledOffer, CompiledPolicy, CompiledRule } from './compile';
import { notOffered, unapproved, unattended, uncovered, UNOWNED } from './control-reasons';
import { findRules } from './find-rules';
import { gatesOf, opensOf } from './gates-opened';
import { silence } from './reasons';
import type { Subject } from './rule-index';
import { tell, toSaid, whatWouldChange, type Said, type Told } from './said';
import { see, type Seen } from './seen';

/** The bypasses in force for this input: the requester's, of this project and operation, at this time (T23). */
function bypassesFor({ bypasses }: CompiledPolicy, input: DecisionInput): readonly Bypass[] {
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

function isObliged(fired: readonly CompiledRule[]): boolean {
  for (const { obliges } of fired) if (obliges) return true;
  return false;
}

function obligationsOf(fired: readonly CompiledRule[], plain: Obligations): Obligations {
  const all = { ...plain };
  for (const { rule, effect } of fired) {
    if (rule.effect.type === 'cap-tier') all.tierAtMost = Math.min(all.tierAtMost, rule.effect.tier);
    else if (effect === 'redact') all.redacts = true;
    else if (effect === 'internal-only') all.isInternalOnly = true;
    else if (effect === 'require-second-reviewer') all.hasSecondReviewer = true;
  }
  return all;
}

interface Asked {
  readonly seen: Seen;
  readonly offer: CompiledOffer | null;
}

/** What must hold whatever the rules say: a covered kind, an offered operation, an owner, a class with its people. */
function tellControls(told: Told, compiled: CompiledPolicy, { seen, offer }: Asked): void {
  const { input, operation, place } = seen;
  if (offer === null) tell(told, uncovered(input));
  else if (!offer.isOffered) tell(told, notOffered(seen));
  if (input.facts.ownerAccountId === null) tell(told, UNOWNED);
  const isStopped = input.stopped.includes(operation.class);
  if (isStopped || !standingAt(compiled.attended, place)) tell(told, unattended(operation, isStopped));
}

/** Adds what no rule speaks for, unless a rule already blocks on it. */
function tellSilences(told: Told, silent: readonly Subject[], { fired, bypass, seen }: Ruled): void {
  for (const subject of silent) {
    const isBlocked = fired.some(
      (rule) => rule.subject === subject && rule.effect === 'block' && !isLifted(rule, bypass),
    );
    if (!isBlocked) tell(told, silence(subject, seen));
  }
}

/**
 * Decides one operation on one issue. Pure and total: deny wins, no match is blocked, and an input that is null counts as
 * every value at once (docs/policy.md). Every rule that fired is listed, also those that an opposite effect overruled.
 */
export function decide(compiled: CompiledPolicy, input: DecisionInput): Decision {
  const { policy } = compiled;
  const seen = see(input, policy.document.engineTier);
  const kind = compiled.kinds.get(input.facts.kind);
  const offer = kind === undefined ? null : standingAt(kind.offers, seen.place);
  const { fired, silent } = findRules(compiled, seen);
  const bypass = input.bypassIds.length === 0 ? null : liftFor(compiled, input, fired);
  const gates = openedBy(fired, bypass);
  const told: Told = { reasons: [], blocks: '', gates: '' };
  tellControls(told, compiled, { seen, offer });
  if (kind !== undefined && gates.length > 0 && offer?.isHeld === false) tell(told, unapproved(kind.kind));
  for (const rule of fired) tell(told, say(rule, seen, bypass));
  if (silent.length > 0) tellSilences(told, silent, { fired, bypass, seen });
  const isBlocked = told.blocks !== '';
  return {
    operation: input.operation,
    outcome: isBlocked ? 'blocked' : gates.length > 0 ? 'approval-bound' : 'eligible',
    gates: isBlocked ? [] : gates,
    approverRole: offer === null ? null : offer.role,
    reasons: told.reasons,
    obligations: isObliged(fired) ? obligationsOf(fired, compiled.plain) : compiled.plain,
    bypassId: bypass === null ? null : bypass.id,
    policyVersion: policy.version,
    policyDigest: policy.digest,
    whatWouldChangeIt: whatWouldChange(told),
  };
}
