import type { Reason } from '../../contract/decision';
import type { Condition, Rule } from '../../contract/rule';
import { folded } from './field-values';
import { subjectOf, type Subject } from './rule-index';
import { madeOnce, toSaid, type Said } from './said';
import type { Seen, Strides } from './seen';

const NOT_SET = 'not set';
const TIER_NAMES = [
  'Tier 0 (composer, no model)',
  'Tier 1 (small model)',
  'Tier 2 (model)',
  'Tier 3 (large model)',
];

/** What stood where a subject is looked at. */
function observedOf(subject: Subject, { input: { facts }, operation, tier }: Seen): string {
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

/** What is said about one part of a condition. */
interface Part {
  readonly part: keyof Condition;
  readonly observe: (seen: Seen) => string;
  /** The code that the words depend on, `none` where they are always the same, `many` where it is not one of few. */
  readonly code: keyof Strides | 'none' | 'many';
}

type Valued = Exclude<keyof Strides, 'place'>;

const valuePart = (part: keyof Condition, title: string, value: Valued): Part => ({
  part,
  observe: ({ input }) => `${title} ${input.facts[value] ?? NOT_SET}`,
  code: value,
});

const NAMES = [
  ['requesterRoles', 'role'],
  ['labels', 'label'],
  ['components', 'component'],
] as const;

/** The parts of a condition that name roles, labels or components. */
const namesParts = (when: Condition): readonly Part[] =>
  NAMES.flatMap(([part, title]): Part[] => {
    const wanted = when[part];
    if (wanted === undefined) return [];
    return [{ part, code: 'many', observe: ({ input }) => carriedOf(title, wanted, input.facts[part]) }];
  });

/** Never the time itself: a decision is sealed, and asking again a minute later must give the same one. */
const timePart = (part: 'during' | 'outside', words: string): Part => ({
  part,
  observe: () => words,
  code: 'none',
});

/** Parts with few values. */
const PARTS: readonly Part[] = [
  valuePart('severities', 'severity', 'severity'),
  valuePart('dataClasses', 'data class', 'dataClass'),
  valuePart('impacts', 'impact', 'impact'),
  valuePart('environments', 'environment', 'environment'),
  valuePart('customerFacing', 'customer-facing', 'customerFacing'),
  {
    part: 'reversibilities',
    observe: ({ operation }) => operation.reversibility,
    code: 'place',
  },
  {
    part: 'leavesTeam',
    observe: ({ operation }) =>
      operation.leavesTeam ? 'Text goes outside the team' : 'Text stays in the team',
    code: 'place',
  },
];

const TIME_PARTS: readonly Part[] = [
  timePart('during', 'a time inside its windows'),
  timePart('outside', 'a time outside its windows'),
];

const SHOWN: Readonly<Record<Subject, readonly (keyof Condition)[]>> = {
  severity: ['severities'],
  'data-class': ['dataClasses'],
  'ai-tier': [],
  policy: [],
};

/** The parts that a rule names beside what its subject shows. */
const partsOf = (when: Condition, subject: Subject): readonly Part[] =>
  [...PARTS, ...namesParts(when), ...TIME_PARTS].filter(
    ({ part }) => when[part] !== undefined && !SHOWN[subject].includes(part),
  );

/** What the words about a subject depend on; the tier is the same for every input of a compiled policy. */
const SUBJECT_CODES: Readonly<Record<Subject, Part['code']>> = {
  severity: 'severity',
  'data-class': 'dataClass',
  'ai-tier': 'none',
  policy: 'place',
};

/** The text of what a rule saw: its subject, then each other part of its condition; the title of the task where it names nothing. */
function writerOf(subject: Subject, parts: readonly Part[]): (seen: Seen) => string {
  return (seen) => {
    const said = parts.map(({ observe }) => observe(seen));
    return (subject === 'policy' && said.length > 0 ? said : [observedOf(subject, seen), ...said]).join(', ');
  };
}

/** Gives the reason of a rule that fired, made once for each of what it can see where that is few. */
export function sayerOf(rule: Rule, effect: Reason['effect']): (seen: Seen) => Said {
  const { id: ruleId, category, when, threshold, because } = rule;
  const subject = subjectOf(rule);
  const parts = partsOf(when, subject);
  const write = writerOf(subject, parts);
  const make = (seen: Seen): Said =>
    toSaid({ ruleId, category, subject, effect, observed: write(seen), threshold, because });
  const codes = [SUBJECT_CODES[subject], ...parts.map(({ code }) => code)];
  if (codes.includes('many')) return make;
  return madeOnce(new Set(codes.filter((code) => code !== 'none' && code !== 'many')), make);
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
