import type { Citation, Contradiction, Source } from '../../contract/output';
import { attribution, fieldsNamed, ofKind } from './claims';
import { proseOf, type Sentence } from './sentences';

interface Opposition {
  readonly says: RegExp;
  readonly against: RegExp;
  readonly words: string;
}

const RESOLVED: Opposition = {
  says: /\b(?:is|was|now|been|looks|marking(?: \w+)? as) (?:resolved|fixed|restored|back to normal)\b/iu,
  against:
    /\b(?:not (?:yet )?(?:resolved|fixed|restored)|still (?:slow|broken|failing|down|seeing|happening)|happening again|came back|reopen(?:ed|ing)?)\b/iu,
  words: 'One source says it is resolved, another that it is not',
};

/** Statements that cannot both hold. A sentence that matches both sides speaks for neither. */
const OPPOSITIONS: readonly Opposition[] = [
  RESOLVED,
  {
    says: /\b(?:has|was|been|is|have) (?:already )?approved\b/iu,
    against:
      /\b(?:not (?:yet )?approved|no approval|approval is (?:still )?(?:pending|missing|outstanding)|waiting for (?:the )?approval|declined)\b/iu,
    words: 'One source says it is approved, another that approval is missing',
  },
];

const cite = (source: Source, quote: string): Citation => ({ source: source.number, quote });

const tell = (
  words: string,
  one: readonly [Source, string],
  other: readonly [Source, string],
): Contradiction => ({
  text: `${words}: ${attribution(one[0])} against ${attribution(other[0])}.`,
  citations: [cite(...one), cite(...other)],
});

const speaks = (sentence: Sentence, pattern: RegExp, not: RegExp): boolean =>
  pattern.test(sentence.quote) && !not.test(sentence.quote);

function betweenSentences(sentences: readonly Sentence[]): readonly Contradiction[] {
  return OPPOSITIONS.flatMap(({ says, against, words }) => {
    const yes = sentences.find((sentence) => speaks(sentence, says, against));
    const no = sentences.find(
      (sentence) => speaks(sentence, against, says) && sentence.source !== yes?.source,
    );
    if (yes === undefined || no === undefined) return [];
    return [tell(words, [yes.source, yes.quote], [no.source, no.quote])];
  });
}

const REOPENED = /status went from (?:resolved|closed|done) to /iu;
const DONE = /^(?:done|resolved|closed)$/iu;

function againstJira(sentences: readonly Sentence[], sources: readonly Source[]): readonly Contradiction[] {
  const claim = sentences.find((sentence) => speaks(sentence, RESOLVED.says, RESOLVED.against));
  if (claim === undefined) return [];
  const said: readonly [Source, string] = [claim.source, claim.quote];
  const reopened = ofKind(sources, 'history').find((source) => REOPENED.test(source.text));
  if (reopened !== undefined) {
    return [tell('A text says resolved, the history says reopened', said, [reopened, reopened.text])];
  }
  const status = fieldsNamed(sources, ['Status']).find((source) => !DONE.test(source.text));
  return status === undefined
    ? []
    : [tell('A text says resolved, the status does not', said, [status, status.text])];
}

const STARTED = /\b(?:since|began at|started at) (?:about )?(\d{1,2}:\d{2})\b/iu;
/** A time only names the start of trouble in a sentence that speaks of trouble. */
const TROUBLE =
  /\b(?:slow|latency|delay(?:ed)?|down|outage|fail(?:s|ed|ing|ure)?|errors?|unreachable|time(?:s|d)? ?outs?|drops?|broken)\b/iu;

function differentStarts(sentences: readonly Sentence[]): readonly Contradiction[] {
  const starts = sentences.flatMap((sentence) => {
    const time = TROUBLE.test(sentence.quote) ? STARTED.exec(sentence.quote)?.[1] : undefined;
    return time === undefined ? [] : [{ sentence, time: time.padStart(5, '0') }];
  });
  const first = starts[0];
  const other = starts.find((start) => start.time !== first?.time);
  if (first === undefined || other === undefined) return [];
  return [
    tell(
      'Two sources name different times for the start',
      [first.sentence.source, first.sentence.quote],
      [other.sentence.source, other.sentence.quote],
    ),
  ];
}

/** Where sources contradict each other, both sides quoted; no side is taken (R050). */
export function findContradictions(sources: readonly Source[]): readonly Contradiction[] {
  const sentences = proseOf(sources);
  return [...againstJira(sentences, sources), ...betweenSentences(sentences), ...differentStarts(sentences)];
}
