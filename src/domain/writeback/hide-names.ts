import type { Source } from '../../contract/output';
import type { Handoff } from '../handoff/handoff';

/** Everybody whom the hand-off or one of its sources names: requester, owner, people of its gates, authors. */
const namesIn = ({ requester, owner, gates }: Handoff, sources: readonly Source[]): readonly string[] => [
  requester.displayName,
  owner.displayName,
  ...gates.flatMap(({ plan, seats }) => [
    ...[...plan.approvers, ...(plan.backup === null ? [] : [plan.backup])].flatMap((asked) => [
      asked.displayName,
      asked.standsInFor?.displayName ?? '',
    ]),
    ...plan.others.map(({ displayName }) => displayName),
    ...seats.map(({ decision }) => decision?.by.displayName ?? ''),
  ]),
  ...sources.map(({ author }) => author ?? ''),
];

const escaped = (name: string): string => name.replace(/[\\^$.*+?()[\]{}|]/gu, String.raw`\$&`);

/**
 * Puts `[name]` where a text names somebody who has to do with the hand-off, as a whole word: the customer reads no account's
 * name (U4). Names are hostile input: each is matched literally, the longest first.
 */
export function hideNames(text: string, handoff: Handoff, sources: readonly Source[]): string {
  const names = [...new Set(namesIn(handoff, sources).map((name) => name.trim()))]
    .filter((name) => name !== '')
    .sort((a, b) => b.length - a.length);
  if (names.length === 0) return text;
  const whole = `(?<![\\p{L}\\p{N}])(?:${names.map(escaped).join('|')})(?![\\p{L}\\p{N}])`;
  return text.replace(new RegExp(whole, 'gu'), '[name]');
}
