import type { Condition, Rule } from '../../src/contract/policy';
import { CLASSES, DATA_CLASSES, idToWords, KINDS, SEVERITIES } from '../elements/words';

const either = (words: readonly string[]): string => words.join(' or ');

/** The parts of a condition as words, in the order in which people think of them. */
function partsOf(when: Condition): readonly string[] {
  const parts: (string | undefined)[] = [
    when.kinds && `the work is ${either(when.kinds.map((kind) => KINDS[kind].toLowerCase()))}`,
    when.severities && `severity is ${either(when.severities.map((severity) => SEVERITIES[severity]))}`,
    when.dataClasses &&
      `data class is ${either(when.dataClasses.map((dataClass) => DATA_CLASSES[dataClass]))}`,
    when.classes && `the operation is ${either(when.classes.map((name) => CLASSES[name]))}`,
    when.operations && `the operation is ${either(when.operations.map((id) => `“${idToWords(id)}”`))}`,
    when.leavesTeam === undefined
      ? undefined
      : `the output ${when.leavesTeam ? 'leaves' : 'stays in'} the team`,
    when.tierAbove === undefined ? undefined : `the AI tier is above ${when.tierAbove}`,
    when.tierAtMost === undefined ? undefined : `the AI tier is at most ${when.tierAtMost}`,
  ];
  return parts.filter((part) => part !== undefined);
}

function effectInWords(effect: Rule['effect']): string {
  switch (effect.type) {
    case 'allow':
      return 'allow';
    case 'block':
      return 'block';
    case 'require-approval':
      return effect.gate === 'run' ? 'ask for approval before the AI runs' : 'ask for approval before use';
  }
}

/** A rule as one sentence: when, then, because. */
export function ruleSentence({ when, effect, because }: Rule): string {
  const parts = partsOf(when);
  const condition = parts.length === 0 ? 'Always' : `When ${parts.join(' and ')}, then`;
  const reason = `${because.slice(0, 1).toLowerCase()}${because.slice(1)}`;
  return `${condition} ${effectInWords(effect)}, because ${reason}${/[.?]$/u.test(reason) ? '' : '.'}`;
}
