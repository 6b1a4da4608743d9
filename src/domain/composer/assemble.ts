import type { ClaimDraft } from './claims';
import { central, type Candidate, type Group } from './groups';
import type { Material } from './material';
import type { Ranked } from './rank';

/** How much a section may hold: claims, and characters of their texts together. */
export interface Room {
  readonly claims: number;
  readonly characters: number;
}

/** With fewer quotes than this, what is central stands in: other languages, other words than a recipe knows. */
const FEW_QUOTES = 3;
const WHATEVER_IS_SAID: Group = central(4);

const keyOf = ({ citations }: ClaimDraft): string =>
  citations.map(({ source, quote }) => `${source} ${quote}`).join('\n');

const quotesOf = (parts: readonly (readonly Candidate[])[]): readonly Ranked[] =>
  parts.flat().flatMap(({ ranked }) => (ranked === null ? [] : [ranked]));

/**
 * Every group's candidates, none that cites the same as one before it. What is central stands in before the last group, which is
 * the list of points to check.
 */
function gather(groups: readonly Group[], material: Material): readonly (readonly Candidate[])[] {
  const seen = new Set<string>();
  const parts: (readonly Candidate[])[] = [];
  const add = (group: Group): void => {
    const found = group(material, quotesOf(parts)).filter(({ claim }) => {
      const key = keyOf(claim);
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
    parts.push(found);
  };
  groups.forEach(add);
  if (quotesOf(parts).length >= FEW_QUOTES) return parts;
  add(WHATEVER_IS_SAID);
  return [...parts.slice(0, -2), ...parts.slice(-1), ...parts.slice(-2, -1)];
}

/** How many of each part are shown: one of each in turn, so that a long part does not push out the ones after it. */
function allot(parts: readonly (readonly Candidate[])[], { claims, characters }: Room): readonly number[] {
  const counts = parts.map(() => 0);
  const rounds = Math.max(0, ...parts.map((part) => part.length));
  let left = claims;
  let room = characters;
  for (let round = 0; round < rounds; round += 1) {
    parts.forEach((part, at) => {
      const next = part[round];
      if (next === undefined || counts[at] !== round || left === 0) return;
      if (next.claim.text.length > room) return;
      counts[at] = round + 1;
      left -= 1;
      room -= next.claim.text.length;
    });
  }
  return counts;
}

const inPlace = (a: Candidate, b: Candidate): number => (a.place < b.place ? -1 : a.place > b.place ? 1 : 0);

/** The claims of a section, group by group, each group's best, in the group's own order. */
export function assemble(groups: readonly Group[], material: Material, room: Room): readonly ClaimDraft[] {
  const parts = gather(groups, material);
  const counts = allot(parts, room);
  return parts.flatMap((part, at) =>
    part
      .slice(0, counts[at])
      .sort(inPlace)
      .map(({ claim }) => claim),
  );
}
