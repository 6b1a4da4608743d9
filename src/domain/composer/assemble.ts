import type { Source } from '../../contract/output';
import type { ClaimDraft } from './claims';
import { central, type Candidate, type Group } from './groups';
import type { Material } from './material';
import type { Ranked } from './rank';
import type { Recipe } from './recipe';

/** How much a section may hold: claims, and characters of their texts together. */
export interface Room {
  readonly claims: number;
  readonly characters: number;
}

/** With fewer quotes than this, what is central stands in: other languages, other words than a recipe knows. */
const FEW_QUOTES = 3;
const WHATEVER_IS_SAID: Group = central('', 4);
/** What stands in where a step has one matter and nothing is said of it: so that a reader knows what the issue is about. */
const CONTEXT: Group = central('Context. ', 3);
/** So much of a section's room is kept for the points to check, its last part. */
const SHARE_TO_CHECK = 1 / 3;

const keyOf = ({ citations }: ClaimDraft): string =>
  citations.map(({ source, quote }) => `${source} ${quote}`).join('\n');

const quotesOf = (parts: readonly (readonly Candidate[])[]): readonly Ranked[] =>
  parts.flat().flatMap(({ ranked }) => ranked);

const OF_THE_MATTER: ReadonlySet<Source['kind']> = new Set(['baseline', 'link', 'subtask', 'similar-issue']);

/** Whether a part says something of a step's one matter: a quote, a figure, another issue. */
const saysSomething =
  ({ sources }: Material) =>
  ({ claim, ranked }: Candidate): boolean =>
    ranked.length > 0 ||
    sources.some(({ number, kind }) => OF_THE_MATTER.has(kind) && claim.citations[0]?.source === number);

/**
 * Every group's candidates, none that cites the same as one before it. Where little is said, what is central stands in before the
 * last group, which is the list of points to check; a step with one matter takes it only where nothing is said of that.
 */
function gather(
  { groups, hasOneMatter }: Pick<Recipe, 'groups' | 'hasOneMatter'>,
  material: Material,
): readonly (readonly Candidate[])[] {
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
  const isEnough = hasOneMatter
    ? parts.flat().some(saysSomething(material))
    : material.isEnglish && quotesOf(parts).length >= FEW_QUOTES;
  if (isEnough) return parts;
  add(hasOneMatter ? CONTEXT : WHATEVER_IS_SAID);
  return [...parts.slice(0, -2), ...parts.slice(-1), ...parts.slice(-2, -1)];
}

interface Filling {
  readonly part: readonly Candidate[];
  readonly shown: readonly Candidate[];
}

/** Shows one more of each part in turn while there is room, so that a long part does not push out the ones after it. */
function fill(parts: readonly Filling[], { claims, characters }: Room): readonly Filling[] {
  const filled = parts.map(({ part, shown }) => ({ part, shown: [...shown], isFull: false }));
  let left = claims;
  let room = characters;
  while (left > 0 && filled.some(({ isFull }) => !isFull)) {
    for (const one of filled) {
      const next = one.part[one.shown.length];
      if (one.isFull || left === 0) continue;
      if (next === undefined || next.claim.text.length > room) one.isFull = true;
      else {
        one.shown.push(next);
        left -= 1;
        room -= next.claim.text.length;
      }
    }
  }
  return filled;
}

const lengthOf = (parts: readonly Filling[]): number =>
  parts.flatMap(({ shown }) => shown).reduce((sum, { claim }) => sum + claim.text.length, 0);

const countOf = (parts: readonly Filling[]): number =>
  parts.reduce((sum, { shown }) => sum + shown.length, 0);

/** What is shown of each part: a share of the room for the last, then the others, then the last again in what they leave. */
function allot(parts: readonly (readonly Candidate[])[], { claims, characters }: Room): readonly Filling[] {
  const empty = parts.map((part): Filling => ({ part, shown: [] }));
  const share = {
    claims: Math.floor(claims * SHARE_TO_CHECK),
    characters: Math.floor(characters * SHARE_TO_CHECK),
  };
  const toCheck = fill(empty.slice(-1), share);
  const others = fill(empty.slice(0, -1), {
    claims: claims - countOf(toCheck),
    characters: characters - lengthOf(toCheck),
  });
  const rest = fill(toCheck, {
    claims: claims - countOf(toCheck) - countOf(others),
    characters: characters - lengthOf(toCheck) - lengthOf(others),
  });
  return [...others, ...rest];
}

const inPlace = (a: Candidate, b: Candidate): number => (a.place < b.place ? -1 : a.place > b.place ? 1 : 0);

/** The claims of a section, and how many that fit it there was no room for. */
interface Assembled {
  readonly claims: readonly ClaimDraft[];
  readonly leftOut: number;
}

/** The claims of a section, group by group, each group's best, in the group's own order. */
export function assemble(
  recipe: Pick<Recipe, 'groups' | 'hasOneMatter'>,
  material: Material,
  room: Room,
): Assembled {
  const parts = allot(gather(recipe, material), room);
  const shown = parts.flatMap((part) => [...part.shown].sort(inPlace));
  const quotes = new Set(shown.flatMap(({ ranked }) => ranked.map(({ sentence }) => sentence.quote)));
  return {
    claims: shown.map(({ claim, answer }) =>
      answer !== undefined && quotes.has(answer.quote) ? answer.claim : claim,
    ),
    leftOut: parts.reduce((sum, { part, shown }) => sum + part.length - shown.length, 0),
  };
}
