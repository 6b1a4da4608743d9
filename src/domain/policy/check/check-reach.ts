import type { KindRule, PolicyDocument } from '../../../contract/policy';
import type { Problem } from '../../../contract/policy-life';
import type { Condition, Rule } from '../../../contract/rule';
import type { OperationId } from '../../../contract/vocabulary';
import { toCanonicalJson } from '../../canonical/canonical';
import { operationOf } from '../../operations/catalogue';
import { folded } from '../field-values';
import { SUBJECTS, subjectOf, type Subject } from '../rule-index';
import { warning } from './problem';
import { kindFits, operationFits, tierFits } from './rule-reach';

type List = readonly unknown[] | undefined;

const comparable = (value: unknown): string =>
  typeof value === 'string' ? folded(value) : toCanonicalJson(value);

/** Whether every value of the narrow list is in the wide one; a list that is not named holds every value. */
function isWithin(narrow: List, wide: List): boolean {
  if (wide === undefined) return true;
  const held = new Set(wide.map(comparable));
  return narrow?.every((value) => held.has(comparable(value))) ?? false;
}

const LISTS = [
  'kinds',
  'projects',
  'operations',
  'classes',
  'severities',
  'dataClasses',
  'impacts',
  'environments',
  'customerFacing',
  'reversibilities',
  'requesterRoles',
  'labels',
  'components',
  'during',
] as const;

/** Whether the wide condition holds wherever the narrow one does. `outside` counts the other way round: more windows, fewer moments. */
function covers(wide: Condition, narrow: Condition): boolean {
  const { tierAtMost: most, tierAbove: above, leavesTeam } = wide;
  return (
    LISTS.every((part) => isWithin(narrow[part], wide[part])) &&
    (wide.outside === undefined ||
      (narrow.outside !== undefined && isWithin(wide.outside, narrow.outside))) &&
    (leavesTeam === undefined || leavesTeam === narrow.leavesTeam) &&
    (most === undefined || (narrow.tierAtMost !== undefined && narrow.tierAtMost <= most)) &&
    (above === undefined || (narrow.tierAbove !== undefined && narrow.tierAbove >= above))
  );
}

/** An `allow` is in vain where a block covers it that no bypass lifts. */
function checkShadows({ rules, bypasses }: PolicyDocument): readonly Problem[] {
  const lifted = new Set(bypasses.flatMap(({ ruleIds }) => ruleIds));
  const blocks = rules.filter(({ id, effect }) => effect.type === 'block' && !lifted.has(id));
  return rules.flatMap(({ effect, when }, at) => {
    const block = effect.type === 'allow' ? blocks.find((other) => covers(other.when, when)) : undefined;
    return block === undefined
      ? []
      : [
          warning(
            `rules.${at}`,
            `${block.id} blocks all that this rule allows. Narrow ${block.id} or remove this rule.`,
          ),
        ];
  });
}

const NAMES: Readonly<Record<Subject, string>> = {
  severity: 'severity',
  'data-class': 'data class',
  'ai-tier': 'AI tier',
  policy: 'task',
};

const reaches = ({ when }: Rule, kind: KindRule, { operation, tier }: Asked): boolean =>
  kindFits(when, kind) && operationFits(when, operationOf(operation)) && tierFits(when, tier);

interface Asked {
  readonly operation: OperationId;
  readonly tier: number;
}

function silentSubjects(kind: KindRule, rules: readonly Rule[], asked: Asked): readonly string[] {
  const speaking = rules.filter(
    (rule) =>
      (rule.effect.type === 'allow' || rule.effect.type === 'require-approval') && reaches(rule, kind, asked),
  );
  return SUBJECTS.filter((subject) => !speaking.some((rule) => subjectOf(rule) === subject)).map(
    (subject) => NAMES[subject],
  );
}

/** A kind on which every offered operation is blocked because no rule speaks for it. */
function checkSilence({ kinds, rules, engineTier }: PolicyDocument): readonly Problem[] {
  return kinds.flatMap((kind, at) => {
    const silent = kind.offers.map((operation) =>
      silentSubjects(kind, rules, { operation, tier: engineTier }),
    );
    const [subjects = []] = silent;
    return silent.some(({ length }) => length === 0) || subjects.length === 0
      ? []
      : [
          warning(
            `kinds.${at}.offers`,
            `Everything on ${kind.kind} is blocked: no rule allows its ${subjects.join(', ')}. Add a rule that does.`,
          ),
        ];
  });
}

const DECIDED_BY_THE_TASK: ReadonlySet<string> = new Set([
  'kinds',
  'operations',
  'classes',
  'reversibilities',
  'leavesTeam',
  'tierAtMost',
  'tierAbove',
]);

/** Whether a rule opens a gate whatever the issue says. */
const alwaysHolds = ({ effect, when }: Rule): boolean =>
  (effect.type === 'require-approval' || effect.type === 'require-second-reviewer') &&
  Object.keys(when).every((part) => DECIDED_BY_THE_TASK.has(part));

const roleFor = ({ approverRole, approverRoles }: KindRule, operation: OperationId): string | null =>
  approverRoles.find((entry) => entry.operation === operation)?.role ?? approverRole;

/** Operations that are blocked for good because their gate has nobody (POL-04). */
function checkGates({ kinds, rules, engineTier }: PolicyDocument): readonly Problem[] {
  const holding = rules.filter(alwaysHolds);
  return kinds.flatMap((kind, at) =>
    kind.offers.flatMap((operation) => {
      const rule =
        roleFor(kind, operation) === null
          ? holding.find((one) => reaches(one, kind, { operation, tier: engineTier }))
          : undefined;
      return rule === undefined
        ? []
        : [
            warning(
              `kinds.${at}.approverRole`,
              `${rule.id} asks for approval of ${operationOf(operation).title}, and nobody approves ${kind.kind} work, so it is blocked. Name a role.`,
            ),
          ];
    }),
  );
}

/** What a document says in vain: allows under a block, kinds that nothing allows, gates that nobody holds. */
export const checkReach = (document: PolicyDocument): readonly Problem[] => [
  ...checkShadows(document),
  ...checkSilence(document),
  ...checkGates(document),
];
