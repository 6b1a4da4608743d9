import type { Source } from '../../contract/output';
import { StepIdSchema, type StepId } from '../../contract/vocabulary';
import { attribution, inMarks, linesIn, ofKind, type ClaimDraft } from './claims';
import { CUES, type Cue } from './cues';
import type { Candidate, Group } from './groups';
import { about, nearness, type Material } from './material';
import type { Ranked } from './rank';
import type { Sentence } from './sentences';
import { shareIn, stemsOf } from './words';

/**
 * Which item is answered by which sentences. What an admin writes in other words is matched by its words alone; a wrong match
 * would mislead a reader, so the rest stays open.
 */
const TOPICS: readonly (readonly [item: RegExp, cue: Cue])[] = [
  [/\b(?:rollback|roll back|way back)\b/iu, CUES.rollback],
  [/\bearlier exception\b/iu, { says: /\b(?:first|second|third|earlier|previous) exception\b/iu }],
  [/\b(?:end date|expiry|expires)\b/iu, CUES.until],
  [/\bmulti-factor|\bMFA\b/iu, { says: /\b(?:mfa|multi.factor|second factor)\b/iu }],
  [/\bseparation of duties\b/iu, { says: /\bseparation of duties\b/iu }],
  [/\bchange shortly before\b/iu, CUES.changed],
  [/\beach step so far\b/iu, CUES.tried],
  [
    /\bsymptom\b/iu,
    {
      says: /\b(?:reports?|slow|fails?|failing|errors?|unable|down)\b.{0,80}\b(?:since|began|started)\b/iu,
      under: /\bsymptom/u,
    },
  ],
  [/\bcompensating controls?\b/iu, { says: /\bcompensating\b/iu, under: /\bcontrols?\b/u }],
  [/\b(?:version|firmware)\b/iu, { says: /\b(?:version|firmware|client) v?\d/iu }],
  [/\bcontract\b/iu, { says: /\bcontract\b/iu, unless: /\blast day\b/iu }],
  [/\bnext step\b/iu, { says: /\bnext step/iu, under: /^next/u }],
  [/\b(?:baseline|usual ones)\b/iu, { says: /\b(?:baseline|normally|usual(?:ly)?)\b/iu }],
  [/\bdecision that is asked\b|\bto be decided\b/iu, { says: /\bdecides? (?:whether|if|on|about)\b/iu }],
  [/\bfinished first\b/iu, { says: /\b(?:has to come first|depends on|blocked by|not finished)\b/iu }],
  [/\bwindow\b/iu, { says: /\bwindow\b/iu }],
  [/\bbackup\b/iu, { says: /\bbackup of\b|\bbacked up\b/iu }],
  [/\bsteps to reproduce\b/iu, { says: /\b(?:steps|how) to reproduce\b/iu, under: /^steps/u }],
  [/\bapproval\b.{0,80}\bneeds\b/iu, { says: /\bhas to approve\b|\bneeds? (?:the |an? )?approval\b/iu }],
];

const SAME_WORDS = 0.6;
const MIN_WORDS = 3;

const bestOf = (found: readonly Ranked[], scoreOf: (one: Ranked) => number): Ranked | undefined =>
  [...found].sort((a, b) => scoreOf(b) - scoreOf(a))[0];

function answerTo(item: string, material: Material): Ranked | undefined {
  const cue = TOPICS.find(([pattern]) => pattern.test(item))?.[1];
  if (cue !== undefined) return bestOf(about(material, cue), (one) => one.score + 4 * nearness(cue, one));
  const words = stemsOf(item);
  const isAlike = ({ stems }: Ranked): boolean =>
    words.size >= MIN_WORDS && shareIn(words, stems) >= SAME_WORDS;
  return bestOf(material.said.filter(isAlike), ({ score }) => score);
}

/** For which step of the operation a template is: its ref is `step/id`. One without a step is for each. */
function isFor(step: StepId, { ref }: Source): boolean {
  const named = StepIdSchema.safeParse(ref.slice(0, Math.max(0, ref.indexOf('/'))));
  return !named.success || named.data === step;
}

const toCheck = (template: Source, item: string): ClaimDraft => ({
  text: `To check: ${item}`,
  citations: [{ source: template.number, quote: item }],
});

/** The items of a step's templates as points to check, each open: what a person works from without anything else (U15). */
export const openItems = (step: StepId, sources: readonly Source[]): readonly ClaimDraft[] =>
  ofKind(sources, 'template')
    .filter((source) => isFor(step, source))
    .flatMap((source) => linesIn(source).map((item) => toCheck(source, item)));

/** A point with the sentence that speaks of it; without its words where they stand above in the section. */
function answered(claim: ClaimDraft, answer: Sentence): Required<Pick<Candidate, 'claim' | 'answer'>> {
  const { source, quote } = answer;
  const by = `${source.author === null ? 'in' : 'by'} ${attribution(source)}`;
  const citations = [...claim.citations, { source: source.number, quote }];
  return {
    claim: { text: `${claim.text} As written ${by}: ${inMarks(answer)}`, citations },
    answer: { quote, claim: { text: `${claim.text} As written above ${by}.`, citations } },
  };
}

/** The same with what the issue already says about an item beside it, cited too. It is for a person to check in any case (R064). */
export const checklist =
  (step: StepId): Group =>
  (material) =>
    ofKind(material.sources, 'template')
      .filter((source) => isFor(step, source))
      .flatMap((source) => linesIn(source).map((item) => ({ source, item })))
      .map(({ source, item }, place) => {
        const claim = toCheck(source, item);
        const answer = answerTo(item, material)?.sentence;
        return { place, ranked: [], ...(answer === undefined ? { claim } : answered(claim, answer)) };
      });
