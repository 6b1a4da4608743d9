import type { Claim, Section, Source } from '../../contract/output';
import type { Limits } from '../../contract/policy';
import type { OperationId } from '../../contract/vocabulary';
import { once } from '../grounding/once';
import { operationOf } from '../operations/catalogue';
import type { Draft } from '../output/check-output';
import { assemble } from './assemble';
import type { ClaimDraft } from './claims';
import { findContradictions } from './contradictions';
import { readProse, toMaterial, withoutInternal } from './material';
import { notDone } from './not-done';
import { RECIPES } from './recipes';

/** Name and version of the deterministic engine (tier 0). A change of what it writes changes the version (R314). */
export const COMPOSER = { name: 'composer', version: '2.1.0', tier: 0 } as const;

/** Gives drafts their numbers, through all sections from 1. */
export function createNumbering(): (draft: ClaimDraft) => Claim {
  let number = 0;
  return (draft) => ({ ...draft, number: (number += 1), struck: null, struckBy: null, was: null });
}

/**
 * Composes the sections of an operation from its sources, without a model: extraction and order only, every claim in the
 * words of a source. Sources in quarantine are not read, internal comments not for a step whose text leaves the team. Claims
 * are numbered through all sections; at most `maxClaims`, and as many as `maxOutputCharacters` has room for, both shared
 * evenly by the steps; what one does not need is for those after it.
 */
export function compose(
  operation: OperationId,
  sources: readonly Source[],
  { maxClaims, maxOutputCharacters }: Pick<Limits, 'maxClaims' | 'maxOutputCharacters'>,
): Draft {
  const { steps } = operationOf(operation);
  const usable = sources.filter(({ quarantine }) => quarantine === null);
  const prose = readProse(usable);
  const material = once(() => toMaterial(usable, prose));
  const outside = withoutInternal(usable);
  const materialForOutside =
    outside.length === usable.length ? material : once(() => toMaterial(outside, prose));
  const number = createNumbering();
  const left = { claims: maxClaims, characters: maxOutputCharacters, out: 0, isEnglish: true };
  const sections = steps.map((step, index): Section => {
    const { title, expects, isForOutside } = RECIPES[step];
    const from = isForOutside ? materialForOutside() : material();
    const room = {
      claims: Math.ceil(left.claims / (steps.length - index)),
      characters: Math.floor(left.characters / (steps.length - index)),
    };
    const assembled = assemble(RECIPES[step], from, room);
    left.claims -= assembled.claims.length;
    left.characters -= assembled.claims.reduce((sum, { text }) => sum + text.length, 0);
    left.out += assembled.leftOut;
    left.isEnglish &&= from.isEnglish;
    return {
      step,
      title,
      claims: assembled.claims.map(number),
      contradictions: index === 0 ? [...findContradictions(from)] : [],
      gaps: expects.filter(({ isMet }) => !isMet(from)).map(({ gap }) => gap),
    };
  });
  const hasOutside = steps.some((step) => RECIPES[step].isForOutside);
  const internal = hasOutside ? usable.length - outside.length : 0;
  return {
    sections,
    notDone: notDone(operation, { sources, internal, leftOut: left.out, isEnglish: left.isEnglish }),
  };
}
