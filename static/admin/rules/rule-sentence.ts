import type { Condition, Effect, Rule, TimeWindow } from '../../../src/contract/rule';
import { exactTime } from '../../elements/relative-time';
import {
  CLASSES,
  CUSTOMER_FACING,
  DATA_CLASSES,
  either,
  ENVIRONMENTS,
  idToWords,
  IMPACTS,
  kindName,
  OPERATIONS,
  REVERSIBILITIES,
  SEVERITIES,
} from '../../elements/words';

const lower = (text: string): string => `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;

const whichOf = <V extends string>(
  values: readonly V[] | undefined,
  words: Readonly<Record<V, string>>,
): string => either((values ?? []).map((value) => words[value]));

/** A stretch of time as people say it: days and hours of a place, or from one moment to another. */
export function windowInWords(window: TimeWindow): string {
  if (window.type === 'once') return `${exactTime(window.from)} to ${exactTime(window.to)}`;
  const days = window.days.map(idToWords).join(', ');
  return `${days} ${window.from}–${window.to} (${window.timeZone})`;
}

const quoted = (names: readonly string[] | undefined): string =>
  either((names ?? []).map((name) => `“${name}”`));

const windows = (times: readonly TimeWindow[] | undefined): string =>
  either((times ?? []).map(windowInWords));

/** One part of a condition as words, by its name in the contract. */
const PARTS: { readonly [K in keyof Condition]-?: (when: Condition) => string } = {
  kinds: ({ kinds = [] }) => `the work is ${either(kinds.map((kind) => lower(kindName(kind))))}`,
  projects: ({ projects = [] }) => `the project is ${either(projects)}`,
  severities: ({ severities }) => `severity is ${whichOf(severities, SEVERITIES)}`,
  dataClasses: ({ dataClasses }) => `data class is ${whichOf(dataClasses, DATA_CLASSES)}`,
  impacts: ({ impacts }) => `impact is ${whichOf(impacts, IMPACTS)}`,
  environments: ({ environments }) => `environment is ${whichOf(environments, ENVIRONMENTS)}`,
  customerFacing: ({ customerFacing }) => `customer-facing is ${whichOf(customerFacing, CUSTOMER_FACING)}`,
  classes: ({ classes }) => `the operation is ${whichOf(classes, CLASSES)}`,
  operations: ({ operations = [] }) => `the operation is ${quoted(operations.map((id) => OPERATIONS[id]))}`,
  reversibilities: ({ reversibilities }) => `its use is ${lower(whichOf(reversibilities, REVERSIBILITIES))}`,
  leavesTeam: ({ leavesTeam }) => `the output ${leavesTeam === true ? 'leaves' : 'stays in'} the team`,
  requesterRoles: ({ requesterRoles }) => `the requester holds the role ${quoted(requesterRoles)}`,
  labels: ({ labels }) => `a label is ${quoted(labels)}`,
  components: ({ components }) => `a component is ${quoted(components)}`,
  tierAbove: ({ tierAbove = 0 }) => `the AI tier is above ${tierAbove}`,
  tierAtMost: ({ tierAtMost = 0 }) => `the AI tier is at most ${tierAtMost}`,
  during: ({ during }) => `it is during ${windows(during)}`,
  outside: ({ outside }) => `it is outside ${windows(outside)}`,
};

/** The parts of a condition in the order in which people think of them. */
export const CONDITION_ORDER = Object.keys(PARTS) as readonly (keyof Condition)[];

/** The parts that a condition names, in that order. */
export const partsIn = (when: Condition): readonly (keyof Condition)[] =>
  CONDITION_ORDER.filter((part) => when[part] !== undefined);

/** What a rule does, as it ends the sentence. */
export function effectInWords(effect: Effect): string {
  switch (effect.type) {
    case 'allow':
      return 'allow';
    case 'block':
      return 'block';
    case 'require-approval':
      return effect.gate === 'run' ? 'ask for approval before the AI runs' : 'ask for approval before use';
    case 'require-second-reviewer':
      return 'ask for a second reviewer before use';
    case 'cap-tier':
      return `use no AI tier above ${effect.tier}`;
    case 'redact':
      return 'take personal data out before the AI reads';
    case 'internal-only':
      return 'keep the comment internal';
    case 'sample':
      return `ask for approval before use of ${effect.percent} in 100`;
  }
}

/** A condition as the beginning of a sentence. */
export function conditionInWords(when: Condition): string {
  const parts = partsIn(when).map((part) => PARTS[part](when));
  return parts.length === 0 ? 'Always' : `When ${parts.join(' and ')}, then`;
}

/** A rule as one sentence: when, then, because. */
export function ruleSentence({ when, effect, because }: Rule): string {
  const reason = because.trim() === '' ? '…' : lower(because);
  return `${conditionInWords(when)} ${effectInWords(effect)}, because ${reason}${/[.?…]$/u.test(reason) ? '' : '.'}`;
}
