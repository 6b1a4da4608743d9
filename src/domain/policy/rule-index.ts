import type { DecisionInput, Reason } from '../../contract/decision';
import type { Condition, Rule } from '../../contract/rule';
import { OPERATIONS, type OperationDefinition } from '../operations/catalogue';
import { addPosition, bitsWhere, standingAt, union, type Bits } from './bits';
import { folded } from './field-values';
import { CUSTOMER_FACING, DATA_CLASSES, ENVIRONMENTS, IMPACTS, SEVERITIES, type Seen } from './seen';
import { placeAmong, type Place, type PlaceIn } from './time-window';

/** What rules look at; owner and approver are looked at whatever the rules say. */
export type Subject = Exclude<Reason['subject'], 'owner' | 'approver'>;

/** Severity, data class, AI tier and the task itself: each has to be spoken for (R076-R079). */
export const SUBJECTS: readonly Subject[] = ['severity', 'data-class', 'ai-tier', 'policy'];

/** The subject that a rule fires about and, if it allows or asks for approval, speaks for. */
export function subjectOf({ category, when }: Rule): Subject {
  if (category === 'severity') return 'severity';
  if (category === 'data') return 'data-class';
  return when.tierAtMost === undefined && when.tierAbove === undefined ? 'policy' : 'ai-tier';
}

/**
 * Which rules one attribute of an input leaves standing, by position. `fire`: those that restrict and could match, and those
 * that allow and match for every value that the attribute could have. `speak`: those that match for every such value.
 */
interface Row {
  readonly fire: Bits;
  readonly speak: Bits;
}

/** The same, and `speak` for each single value that the attribute could have: one where it is known. */
interface RowOfValues extends Row {
  readonly each: readonly Bits[];
}

type Attribute = (seen: Seen) => Row;
type Named = (when: Condition) => readonly string[] | undefined;

/** Rules as a bitset index over their conditions: an attribute costs one look-up and one AND a word of 32 rules. */
export interface RuleIndex {
  readonly words: number;
  /** By code. */
  readonly severity: readonly RowOfValues[];
  readonly dataClass: readonly RowOfValues[];
  /** By the operation's place in the catalogue. */
  readonly operations: readonly Row[];
  readonly others: readonly Attribute[];
  /** Where one decision joins the words of its attributes. */
  readonly room: { readonly fire: Bits; readonly speak: Bits };
  /** Rules that may speak for a subject. */
  readonly speakers: Readonly<Record<Subject, Bits>>;
}

const isAllow = ({ effect }: Rule): boolean => effect.type === 'allow';
const known = (bits: Bits): RowOfValues => ({ fire: bits, speak: bits, each: [bits] });

/** The row of an unknown attribute: `isAlways` tells the rules that match whatever its value. */
function unknownRow(rules: readonly Rule[], isAlways: (rule: Rule) => boolean): Row {
  const speak = bitsWhere(rules, isAlways);
  return { speak, fire: bitsWhere(rules, (rule) => !isAllow(rule) || isAlways(rule)) };
}

/** The rows of an attribute with a closed list of values, by their code; the last is that of an unknown one. */
function closed(rules: readonly Rule[], values: readonly string[], named: Named): readonly RowOfValues[] {
  const rowFor = (value: string): Bits =>
    bitsWhere(rules, ({ when }) => named(when)?.includes(value) ?? true);
  const isAlways = ({ when }: Rule): boolean => {
    const list = named(when);
    return list === undefined || values.every((value) => list.includes(value));
  };
  const unknown = { ...unknownRow(rules, isAlways), each: values.map(rowFor) };
  return [...values.map((value) => known(rowFor(value))), unknown];
}

/** A copy of a set with more positions in it. */
function withPositions(bits: Bits, positions: readonly number[]): Bits {
  const more = Int32Array.from(bits);
  for (const position of positions) addPosition(more, position);
  return more;
}

/**
 * Rows by name for an attribute with free values, and what it leaves standing where it has none of them. The rules are walked
 * once, since a document may name thousands of labels.
 */
function namedRows(rules: readonly Rule[], named: Named, keyOf: (name: string) => string) {
  const unknown = unknownRow(rules, ({ when }) => named(when) === undefined);
  const naming = new Map<string, number[]>();
  for (const [position, { when }] of rules.entries()) {
    for (const key of new Set((named(when) ?? []).map(keyOf)))
      naming.set(key, [...(naming.get(key) ?? []), position]);
  }
  return {
    unknown,
    none: known(unknown.speak),
    byName: new Map(
      [...naming].map(([name, positions]) => [name, known(withPositions(unknown.speak, positions))]),
    ),
  };
}

/** An attribute with one free value, a key of ours or Jira’s, which is compared exactly. Unknown, it could have any. */
function free(
  rules: readonly Rule[],
  named: Named,
  read: (input: DecisionInput) => string | null,
): Attribute {
  const { unknown, none, byName } = namedRows(rules, named, (name) => name);
  return ({ input }) => {
    const value = read(input);
    return value === null ? unknown : (byName.get(value) ?? none);
  };
}

/** Spellings that are remembered; a site has a few hundred labels, and hostile ones must not fill memory. */
const MOST_SPELLINGS = 2_000;

/** The same answers, without making those again that were made before. */
function remembered<T>(make: (name: string) => T): (name: string) => T {
  const made = new Map<string, T>();
  return (name) => {
    const known = made.get(name);
    if (known !== undefined) return known;
    const value = make(name);
    if (made.size < MOST_SPELLINGS) made.set(name, value);
    return value;
  };
}

/** An attribute with any number of free values, names that are compared without case. Unknown, it could have any, and none. */
function several(
  rules: readonly Rule[],
  named: Named,
  read: (input: DecisionInput) => readonly string[] | null,
): Attribute {
  const { unknown, none, byName } = namedRows(rules, named, folded);
  const rowOf = remembered((value) => byName.get(folded(value)) ?? none);
  return ({ input }) => {
    const values = read(input);
    if (values === null) return unknown;
    let row = none;
    for (const value of values) {
      const hit = rowOf(value);
      if (hit !== none) row = row === none ? hit : known(union(row.speak, hit.speak));
    }
    return row;
  };
}

const isWithin = <T>(list: readonly T[] | undefined, value: T): boolean => list?.includes(value) ?? true;

function suits(when: Condition, operation: OperationDefinition): boolean {
  return (
    isWithin(when.operations, operation.id) &&
    isWithin(when.classes, operation.class) &&
    isWithin(when.reversibilities, operation.reversibility) &&
    (when.leavesTeam === undefined || when.leavesTeam === operation.leavesTeam)
  );
}

/** What an operation and the tier that is asked for decide together, by the operation's place; both are always known. */
function byOperation(rules: readonly Rule[], tier: number): readonly Row[] {
  const suitsTier = ({ tierAtMost, tierAbove }: Condition): boolean =>
    (tierAtMost === undefined || tier <= tierAtMost) && (tierAbove === undefined || tier > tierAbove);
  return OPERATIONS.map((operation) =>
    known(bitsWhere(rules, ({ when }) => suitsTier(when) && suits(when, operation))),
  );
}

interface Timed {
  readonly placeDuring: PlaceIn | null;
  readonly placeOutside: PlaceIn | null;
}

/** Whether the moment suits a rule with time windows; `benefit` is what an unknown place counts as. */
const suitsTime = ({ placeDuring, placeOutside }: Timed, at: number, benefit: boolean): boolean =>
  (placeDuring === null || is('in', placeDuring(at), benefit)) &&
  (placeOutside === null || is('out', placeOutside(at), benefit));

const is = (wanted: Place, place: Place, benefit: boolean): boolean =>
  place === 'unknown' ? benefit : place === wanted;

function byTime(rules: readonly Rule[]): Attribute {
  const timed = new Map(
    rules
      .filter(({ when }) => when.during !== undefined || when.outside !== undefined)
      .map((rule): [Rule, Timed] => [
        rule,
        {
          placeDuring: rule.when.during === undefined ? null : placeAmong(rule.when.during),
          placeOutside: rule.when.outside === undefined ? null : placeAmong(rule.when.outside),
        },
      ]),
  );
  return ({ input }) => {
    const moment = Date.parse(input.at);
    const suit = (isCareful: boolean): Bits =>
      bitsWhere(rules, (rule) => {
        const windows = timed.get(rule);
        return windows === undefined || suitsTime(windows, moment, isCareful && !isAllow(rule));
      });
    return { fire: suit(true), speak: suit(false) };
  };
}

const READ_NAME: readonly (readonly [Named, (input: DecisionInput) => string | null])[] = [
  [({ projects }) => projects, ({ facts }) => facts.projectKey],
  [({ kinds }) => kinds, ({ facts }) => facts.kind],
];

const READ_NAMES: readonly (readonly [Named, (input: DecisionInput) => readonly string[] | null])[] = [
  [({ requesterRoles }) => requesterRoles, ({ facts }) => facts.requesterRoles],
  [({ labels }) => labels, ({ facts }) => facts.labels],
  [({ components }) => components, ({ facts }) => facts.components],
];

const CLOSED: readonly (readonly [Named, readonly string[], (seen: Seen) => number])[] = [
  [({ impacts }) => impacts, IMPACTS, (seen) => seen.impact],
  [({ environments }) => environments, ENVIRONMENTS, (seen) => seen.environment],
  [({ customerFacing }) => customerFacing, CUSTOMER_FACING, (seen) => seen.customerFacing],
];

function byCode(rows: readonly Row[], code: (seen: Seen) => number): Attribute {
  return (seen) => standingAt(rows, code(seen));
}

/** The index over rules, in their order. `tier` is the AI tier that is asked for. */
export function indexRules(rules: readonly Rule[], tier: number): RuleIndex {
  const isNamed = (named: Named): boolean => rules.some(({ when }) => named(when) !== undefined);
  const isTimed = rules.some(({ when }) => when.during !== undefined || when.outside !== undefined);
  const maySpeak = ({ effect }: Rule): boolean =>
    effect.type === 'allow' || effect.type === 'require-approval';
  const speakersFor = (subject: Subject): Bits =>
    bitsWhere(rules, (rule) => maySpeak(rule) && subjectOf(rule) === subject);
  const words = Math.ceil(rules.length / 32);
  return {
    words,
    room: { fire: new Int32Array(words), speak: new Int32Array(words) },
    operations: byOperation(rules, tier),
    severity: closed(rules, SEVERITIES, ({ severities }) => severities),
    dataClass: closed(rules, DATA_CLASSES, ({ dataClasses }) => dataClasses),
    others: [
      ...READ_NAME.filter(([named]) => isNamed(named)).map(([named, read]) => free(rules, named, read)),
      ...READ_NAMES.filter(([named]) => isNamed(named)).map(([named, read]) => several(rules, named, read)),
      ...CLOSED.filter(([named]) => isNamed(named)).map(([named, values, code]) =>
        byCode(closed(rules, values, named), code),
      ),
      ...(isTimed ? [byTime(rules)] : []),
    ],
    speakers: {
      severity: speakersFor('severity'),
      'data-class': speakersFor('data-class'),
      'ai-tier': speakersFor('ai-tier'),
      policy: speakersFor('policy'),
    },
  };
}
