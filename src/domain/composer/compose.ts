import type { Gap, Section, Source } from '../../contract/output';
import type { Limits } from '../../contract/policy';
import type { OperationId, StepId } from '../../contract/vocabulary';
import { operationOf } from '../operations/catalogue';
import type { ClaimDraft } from './claims';
import { findContradictions } from './contradictions';
import { proseOf } from './sentences';
import { STEP_RECIPES } from './steps';

/** Name and version of the deterministic engine (tier 0). A change of what it writes changes the version (R314). */
export const COMPOSER = { name: 'composer', version: '1.0.0', tier: 0 } as const;

/** What a reader of this step expects and no text says: missing, and whom to ask (R049). */
function gapsOf(step: StepId, sources: readonly Source[]): Gap[] {
  const sentences = proseOf(sources);
  const similar = sources.filter((source) => source.kind === 'similar-issue');
  return STEP_RECIPES[step].expects
    .filter(
      ({ pattern }) =>
        !sentences.some((sentence) => pattern.test(sentence.quote)) &&
        !similar.some((source) => pattern.test(source.text)),
    )
    .map(({ gap }) => gap);
}

/** One claim per wording, none that cites nothing: a sentence that fits two places of a recipe stays in the first. */
function distinct(drafts: readonly ClaimDraft[]): readonly ClaimDraft[] {
  const seen = new Set<string>();
  return drafts.filter(({ citations }) => {
    const key = citations.map((citation) => `${citation.source} ${citation.quote}`).join('\n');
    if (key === '' || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** The first of the drafts whose texts fit into so many characters together. */
function within(drafts: readonly ClaimDraft[], characters: number): readonly ClaimDraft[] {
  let room = characters;
  return drafts.filter(({ text }) => {
    room -= text.length;
    return room >= 0;
  });
}

/**
 * Composes the sections of an operation from its sources, without a model: extraction and order only, every claim in the
 * words of a source. Claims are numbered through all sections; at most `maxClaims`, and as many as `maxOutputCharacters`
 * has room for, both shared evenly by the steps.
 */
export function compose(
  operation: OperationId,
  sources: readonly Source[],
  { maxClaims, maxOutputCharacters }: Pick<Limits, 'maxClaims' | 'maxOutputCharacters'>,
): readonly Section[] {
  const { steps } = operationOf(operation);
  const shareOf = (index: number): number =>
    Math.floor((maxClaims + steps.length - 1 - index) / steps.length);
  const room = Math.floor(maxOutputCharacters / steps.length);
  const contradictions = findContradictions(sources);
  let number = 0;
  return steps.map((step, index) => ({
    step,
    title: STEP_RECIPES[step].title,
    claims: within(distinct(STEP_RECIPES[step].claims(sources)).slice(0, shareOf(index)), room).map(
      (draft) => ({ ...draft, number: (number += 1), struck: null }),
    ),
    contradictions: index === 0 ? [...contradictions] : [],
    gaps: gapsOf(step, sources),
  }));
}
