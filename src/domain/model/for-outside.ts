import type { Citation, Section, Source } from '../../contract/output';
import { withoutInternal } from '../composer/material';
import { RECIPES } from '../composer/recipes';
import type { Draft } from '../output/check-output';

type Cited = readonly { readonly citations: readonly Citation[] }[];

const sentence = (count: number): string =>
  count === 1
    ? '1 statement of the model was left out: it rests on an internal comment, and this part is for people outside the team.'
    : `${count} statements of the model were left out: they rest on internal comments, and these parts are for people outside the team.`;

/**
 * A model's draft without what rests on internal comments in the parts whose text leaves the team, as the composer's has none (U4).
 * How many were left out is said.
 */
export function forOutside({ sections, notDone }: Draft, sources: readonly Source[]): Draft {
  const open = new Set(withoutInternal(sources).map(({ number }) => number));
  const known = new Set(sources.map(({ number }) => number));
  const mayStand = ({ citations }: Cited[number]): boolean =>
    citations.every(({ source }) => open.has(source) || !known.has(source));
  let left = 0;
  const kept = <T extends Cited[number]>(all: readonly T[]): T[] => {
    const standing = all.filter(mayStand);
    left += all.length - standing.length;
    return standing;
  };
  const made = sections.map((section): Section =>
    RECIPES[section.step].isForOutside
      ? { ...section, claims: kept(section.claims), contradictions: kept(section.contradictions) }
      : section,
  );
  return { sections: made, notDone: left === 0 ? notDone : [...notDone, sentence(left)] };
}
