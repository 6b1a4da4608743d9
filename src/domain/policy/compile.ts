import type { Obligations, Reason } from '../../contract/decision';
import type { KindRule, PolicyDocument, PolicyVersion } from '../../contract/policy';
import type { Bypass } from '../../contract/policy-people';
import type { Rule } from '../../contract/rule';
import type { ExecutionClass } from '../../contract/vocabulary';
import { opensOf } from './gates-opened';
import { sayerOf, type Seen } from './reasons';
import { indexRules, subjectOf, type RuleIndex, type Subject } from './rule-index';
import type { Said } from './said';

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
  readonly kinds: ReadonlyMap<string | null, KindRule>;
  readonly bypasses: readonly CompiledBypass[];
  /** What is asked of a run where no rule asks for more; many decisions share it. */
  readonly plain: Obligations;
  /** Classes with all their owners. */
  readonly attended: ReadonlySet<ExecutionClass>;
  /** Roles that somebody holds. */
  readonly roles: ReadonlySet<string | null>;
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

/** Prepares a version for `decide`: rules in order and indexed, names looked up. Of two kinds of one name the first counts. */
export function compile(policy: PolicyVersion): CompiledPolicy {
  const { document } = policy;
  const rules = [...document.rules].sort(byPriority);
  return {
    policy,
    rules: rules.map(toCompiledRule),
    index: indexRules(rules, document.engineTier),
    kinds: new Map([...document.kinds].reverse().map((kind) => [kind.kind, kind])),
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
    attended: new Set(document.owners.map((owners) => owners.class)),
    roles: heldRoles(document),
  };
}
