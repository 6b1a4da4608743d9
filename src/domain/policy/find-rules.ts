import type { DecisionInput } from '../../contract/decision';
import { positionOf, wordOf, type Bits } from './bits';
import type { CompiledPolicy, CompiledRule } from './compile';
import type { Subject } from './rule-index';

/** The rules that fired, by priority and id, and the subjects for which no rule spoke. */
interface Found {
  readonly fired: readonly CompiledRule[];
  readonly silent: readonly Subject[];
}

/** Whether a rule that could fire does: one that samples only where the issue is drawn, and an issue with no draw is. */
const isDrawn = ({ rule: { effect } }: CompiledRule, { draw }: DecisionInput): boolean =>
  effect.type !== 'sample' || draw === null || draw < effect.percent;

/** A bit for each value of which one of the speakers of this word speaks. */
function spokenIn(word: number, speakers: number, each: readonly Bits[]): number {
  let spoken = 0;
  let bit = 1;
  for (const bits of each) {
    if ((wordOf(bits, word) & speakers) !== 0) spoken |= bit;
    bit <<= 1;
  }
  return spoken;
}

const hasAll = (spoken: number, { length }: readonly Bits[]): boolean => spoken === (1 << length) - 1;

/** Asks the index for one input. An unknown severity (data class) is spoken for when each severity (data class) is. */
export function findRules({ index, rules }: CompiledPolicy, input: DecisionInput): Found {
  const { speakers } = index;
  const severity = index.severity(input);
  const dataClass = index.dataClass(input);
  const others = index.others.map((attribute) => attribute(input));
  const fired: CompiledRule[] = [];
  const spoken = { severity: 0, dataClass: 0, tier: 0, policy: 0 };
  for (let word = 0; word < index.words; word += 1) {
    let fire = wordOf(severity.fire, word) & wordOf(dataClass.fire, word);
    let speak = -1;
    for (const row of others) {
      fire &= wordOf(row.fire, word);
      speak &= wordOf(row.speak, word);
    }
    for (let rest = fire; rest !== 0; rest &= rest - 1) {
      const rule = rules[positionOf(rest, word)];
      if (rule !== undefined && isDrawn(rule, input)) fired.push(rule);
    }
    const bySeverity = speak & wordOf(severity.speak, word);
    const byDataClass = speak & wordOf(dataClass.speak, word);
    const byBoth = bySeverity & byDataClass;
    spoken.tier |= byBoth & wordOf(speakers['ai-tier'], word);
    spoken.policy |= byBoth & wordOf(speakers.policy, word);
    spoken.severity |= spokenIn(word, byDataClass & wordOf(speakers.severity, word), severity.each);
    spoken.dataClass |= spokenIn(word, bySeverity & wordOf(speakers['data-class'], word), dataClass.each);
  }
  const silent: Subject[] = [];
  if (!hasAll(spoken.severity, severity.each)) silent.push('severity');
  if (!hasAll(spoken.dataClass, dataClass.each)) silent.push('data-class');
  if (spoken.tier === 0) silent.push('ai-tier');
  if (spoken.policy === 0) silent.push('policy');
  return { fired, silent };
}
