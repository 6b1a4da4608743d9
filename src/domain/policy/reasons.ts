import type { DecisionInput, Reason } from '../../contract/decision';
import type { Condition, Rule } from '../../contract/rule';
import type { OperationDefinition } from '../operations/catalogue';
import { folded } from './field-values';
import { subjectOf, type Subject } from './rule-index';
import { madeOnce, toSaid, type Said } from './said';

/** What reasons are written from. */
export interface Seen {
  readonly input: DecisionInput;
  readonly operation: OperationDefinition;
  readonly tier: number;
}

const NOT_SET = 'not set';
const TIER_NAMES = [
  'Tier 0 (composer, no model)',
  'Tier 1 (small model)',
  'Tier 2 (model)',
  'Tier 3 (large model)',
];

/** What stood where a subject is looked at. */
export function observedOf(subject: Subject, { input: { facts }, operation, tier }: Seen): string {
  switch (subject) {
    case 'severity':
      return facts.severity ?? NOT_SET;
    case 'data-class':
      return facts.dataClass ?? NOT_SET;
    case 'ai-tier':
      return TIER_NAMES[tier] ?? `Tier ${tier}`;
    case 'policy':
      return operation.title;
  }
}

/** Those of a rule's names that the issue or the requester carries, as the rule writes them. */
function carriedOf(title: string, wanted: readonly string[], names: readonly string[] | null): string {
  if (names === null) return `${title} not known`;
  const carried = new Set(names.map(folded));
  return `${title} ${wanted.filter((name) => carried.has(folded(name))).join(' and ')}`;
}

/** Parts whose observations are not few. */
const FREE: ReadonlySet<keyof Condition> = new Set([
  'requesterRoles',
  'labels',
  'components',
  'during',
  'outside',
]);

type PartObserver = (seen: Seen, when: Condition) => string;

/** What is said about the parts of a condition beside what the subject itself shows. */
const PARTS: readonly (readonly [keyof Condition, PartObserver])[] = [
  ['severities', ({ input }) => `severity ${input.facts.severity ?? NOT_SET}`],
  ['dataClasses', ({ input }) => `data class ${input.facts.dataClass ?? NOT_SET}`],
  ['impacts', ({ input }) => `impact ${input.facts.impact ?? NOT_SET}`],
  ['environments', ({ input }) => `environment ${input.facts.environment ?? NOT_SET}`],
  ['customerFacing', ({ input }) => `customer-facing ${input.facts.customerFacing ?? NOT_SET}`],
  ['reversibilities', ({ operation }) => operation.reversibility],
  [
    'leavesTeam',
    ({ operation }) => (operation.leavesTeam ? 'Text goes outside the team' : 'Text stays in the team'),
  ],
  [
    'requesterRoles',
    ({ input }, { requesterRoles = [] }) => carriedOf('role', requesterRoles, input.facts.requesterRoles),
  ],
  ['labels', ({ input }, { labels = [] }) => carriedOf('label', labels, input.facts.labels)],
  [
    'components',
    ({ input }, { components = [] }) => carriedOf('component', components, input.facts.components),
  ],
  ['during', ({ input }) => `at ${input.at}`],
  ['outside', ({ input }) => `at ${input.at}`],
];

const SHOWN: Readonly<Record<Subject, readonly (keyof Condition)[]>> = {
  severity: ['severities'],
  'data-class': ['dataClasses'],
  'ai-tier': [],
  policy: [],
};

/** Gives the reason of a rule that fired: what it saw is its subject, then each other part of its condition; the title of the task where it names nothing. */
export function sayerOf(rule: Rule, effect: Reason['effect']): (seen: Seen) => Said {
  const { id: ruleId, category, when, threshold, because } = rule;
  const subject = subjectOf(rule);
  const make = (observed: string): Said =>
    toSaid({ ruleId, category, subject, effect, observed, threshold, because });
  const parts = PARTS.filter(([part]) => when[part] !== undefined && !SHOWN[subject].includes(part));
  const say = parts.some(([part]) => FREE.has(part)) ? make : madeOnce(make);
  const [first, ...rest] = parts.map(([, observe]) => observe);
  if (first === undefined) return (seen) => say(observedOf(subject, seen));
  const write = (seen: Seen): string =>
    rest.reduce((text, observe) => `${text}, ${observe(seen, when)}`, first(seen, when));
  return subject === 'policy'
    ? (seen) => say(write(seen))
    : (seen) => say(`${observedOf(subject, seen)}, ${write(seen)}`);
}

const CATEGORY = {
  severity: 'severity',
  'data-class': 'data',
  'ai-tier': 'control',
  policy: 'control',
} as const;

/** No rule speaks for a subject: silence blocks (T12). */
export const silence = (subject: Subject, seen: Seen): Said =>
  toSaid({
    ruleId: `default-${subject}`,
    category: CATEGORY[subject],
    subject,
    effect: 'block',
    observed: observedOf(subject, seen),
    threshold: 'A value that some rule of the policy allows',
    because: 'No rule speaks for this, and what no rule allows is blocked.',
  });
