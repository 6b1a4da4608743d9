import type { DecisionInput } from '../../contract/decision';
import { positionOf, standingAt, wordOf, type Bits } from './bits';
import type { CompiledPolicy, CompiledRule } from './compile';
import { SUBJECTS, type Subject } from './rule-index';
import type { Seen } from './seen';

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

const NONE: readonly Subject[] = [];
const ALL = (1 << SUBJECTS.length) - 1;

/** The subjects without a bit; a bit each, in the order of `SUBJECTS`, for those that a rule spoke for. */
const silentIn = (heard: number): readonly Subject[] =>
  heard === ALL ? NONE : SUBJECTS.filter((_subject, at) => (heard & (1 << at)) === 0);

/**
 * Asks the index for one input. An unknown severity (data class) is spoken for when each severity (data class) is. The words
 * are written into the room that the index keeps, so that a decision takes no memory for them; nothing of it outlives the call.
 */
export function findRules({ index, rules }: CompiledPolicy, seen: Seen): Found {
  const { words, others, speakers, room } = index;
  const severity = standingAt(index.severity, seen.severity);
  const dataClass = standingAt(index.dataClass, seen.dataClass);
  const operation = standingAt(index.operations, seen.place);
  for (let word = 0; word < words; word += 1) {
    const suiting = wordOf(operation.fire, word);
    room.fire[word] = wordOf(severity.fire, word) & wordOf(dataClass.fire, word) & suiting;
    room.speak[word] = suiting;
  }
  for (const attribute of others) {
    const row = attribute(seen);
    for (let word = 0; word < words; word += 1) {
      room.fire[word] = wordOf(room.fire, word) & wordOf(row.fire, word);
      room.speak[word] = wordOf(room.speak, word) & wordOf(row.speak, word);
    }
  }
  const fired: CompiledRule[] = [];
  let spokenSeverity = 0;
  let spokenDataClass = 0;
  let spokenTier = 0;
  let spokenPolicy = 0;
  for (let word = 0; word < words; word += 1) {
    for (let rest = wordOf(room.fire, word); rest !== 0; rest &= rest - 1) {
      const rule = rules[positionOf(rest, word)];
      if (rule !== undefined && isDrawn(rule, seen.input)) fired.push(rule);
    }
    const speak = wordOf(room.speak, word);
    const bySeverity = speak & wordOf(severity.speak, word);
    const byDataClass = speak & wordOf(dataClass.speak, word);
    const byBoth = bySeverity & byDataClass;
    spokenTier |= byBoth & wordOf(speakers['ai-tier'], word);
    spokenPolicy |= byBoth & wordOf(speakers.policy, word);
    spokenSeverity |= spokenIn(word, byDataClass & wordOf(speakers.severity, word), severity.each);
    spokenDataClass |= spokenIn(word, bySeverity & wordOf(speakers['data-class'], word), dataClass.each);
  }
  const heard =
    Number(hasAll(spokenSeverity, severity.each)) |
    (Number(hasAll(spokenDataClass, dataClass.each)) << 1) |
    (Number(spokenTier !== 0) << 2) |
    (Number(spokenPolicy !== 0) << 3);
  return { fired, silent: silentIn(heard) };
}
