import type { Obligations, Reason } from '../../contract/decision';
import type { KindRule, PolicyDocument, PolicyVersion } from '../../contract/policy';
import type { Bypass } from '../../contract/policy-people';
import type { Rule } from '../../contract/rule';
import type { ApproverRole } from '../../contract/vocabulary';
import { OPERATIONS } from '../operations/catalogue';
import { opensOf } from './gates-opened';
import { sayerOf } from './reasons';
import { indexRules, subjectOf, type RuleIndex, type Subject } from './rule-index';
import type { Said } from './said';
import type { Seen } from './seen';

/** A rule with what its reasons are made from. */
export interface CompiledRule {
  readonly rule: Rule;
  readonly subject: Subject;
  readonly effect: Reason['effect'];
  /** The gates that it opens, as bits. */
  readonly opens: number;
  /** Whether it asks something of the run beside gates. */
  readonly obliges: boolean;
  readonly say: (seen: Seen) => Said;
}

/** A bypass with its times as milliseconds since 1970. */
export interface CompiledBypass {
  readonly bypass: Bypass;
  readonly from: number;
  readonly until: number;
}

/** A version made ready for many decisions. */
export interface CompiledPolicy {
  readonly policy: PolicyVersion;
  /** By priority, then by id. */
  readonly rules: readonly CompiledRule[];
  readonly index: RuleIndex;
  readonly kinds: ReadonlyMap<string | null, CompiledKind>;
  readonly bypasses: readonly CompiledBypass[];
  /** What is asked of a run where no rule asks for more; many decisions share it. */
  readonly plain: Obligations;
  /** By the operation's place: whether its class has all its owners. */
  readonly attended: readonly boolean[];
}

/** What a kind says of one operation: whether it is offered, who approves it, and whether somebody holds that role. */
export interface CompiledOffer {
  readonly isOffered: boolean;
  readonly role: ApproverRole | null;
  readonly isHeld: boolean;
}

export interface CompiledKind {
  readonly kind: string;
  /** By the operation's place in the catalogue. */
  readonly offers: readonly CompiledOffer[];
}

function effectOf({ effect }: Rule): Reason['effect'] {
  if (effect.type !== 'require-approval') return effect.type;
  return effect.gate === 'run' ? 'require-run-approval' : 'require-use-approval';
}

const OBLIGING: ReadonlySet<Reason['effect']> = new Set([
  'cap-tier',
  'redact',
  'internal-only',
  'require-second-reviewer',
]);

const byPriority = (a: Rule, b: Rule): number => a.priority - b.priority || (a.id < b.id ? -1 : 1);

function toCompiledRule(rule: Rule): CompiledRule {
  const effect = effectOf(rule);
  return {
    rule,
    subject: subjectOf(rule),
    effect,
    opens: opensOf(effect),
    obliges: OBLIGING.has(effect),
    say: sayerOf(rule, effect),
  };
}

const heldRoles = ({ approvers }: PolicyDocument): ReadonlySet<string> =>
  new Set(
    approvers.filter(({ chain, backups }) => chain.length + backups.length > 0).map(({ role }) => role),
  );

/** Who approves an operation on work of a kind is the operation's own role, else the kind's. */
function toCompiledKind(rule: KindRule, held: ReadonlySet<string>): CompiledKind {
  return {
    kind: rule.kind,
    offers: OPERATIONS.map(({ id }) => {
      const own = rule.approverRoles.find(({ operation }) => operation === id);
      const role = own?.role ?? rule.approverRole;
      return { isOffered: rule.offers.includes(id), role, isHeld: role !== null && held.has(role) };
    }),
  };
}

/** Prepares a version for `decide`: rules in order and indexed, names looked up. Of two kinds of one name the first counts. */
export function compile(policy: PolicyVersion): CompiledPolicy {
  const { document } = policy;
  const rules = [...document.rules].sort(byPriority);
  const held = heldRoles(document);
  const attended = new Set(document.owners.map((owners) => owners.class));
  return {
    policy,
    rules: rules.map(toCompiledRule),
    index: indexRules(rules, document.engineTier),
    kinds: new Map([...document.kinds].reverse().map((rule) => [rule.kind, toCompiledKind(rule, held)])),
    plain: Object.freeze({
      tierAtMost: document.engineTier,
      redacts: false,
      isInternalOnly: false,
      hasSecondReviewer: false,
    }),
    bypasses: document.bypasses.map((bypass) => ({
      bypass,
      from: Date.parse(bypass.from),
      until: Date.parse(bypass.until),
    })),
    attended: OPERATIONS.map((operation) => attended.has(operation.class)),
  };
}
