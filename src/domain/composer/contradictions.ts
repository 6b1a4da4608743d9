import type { Citation, Contradiction, Source } from '../../contract/output';
import { attribution, fieldsNamed, ofKind } from './claims';
import { sameThingFigures } from './figure-conflicts';
import { onTheMatter, type Material } from './material';
import type { Ranked } from './rank';
import type { Sentence } from './sentences';

/** A source with the words of it that are one side of a contradiction. */
export type Side = readonly [source: Source, quote: string];

interface Opposition {
  readonly says: RegExp;
  readonly against: RegExp;
  readonly words: string;
}

const RESOLVED: Opposition = {
  says: /\b(?:(?:is|was|now|been|looks|marking(?: \w{1,20})? as) (?:now )?(?:resolved|fixed|restored|back to normal|solved)|works (?:again|now|fine now))\b/iu,
  against:
    /\b(?:not (?:yet )?(?:resolved|fixed|restored|solved)|still (?:slow|broken|fails|failing|down|seeing|happens|happening|an issue|occurs)|happening again|(?:delay|problem|error|issue|outage) again|came back|is back\b|reopen(?:ed|ing)?)\b/iu,
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
  {
    says: /\b(?:no|not any|zero|nobody|no one) (?:\w{1,20} )?(?:is |are )?(?:affected|impacted)\b|\bno impact\b/iu,
    against:
      /(?<!\b(?:no|zero) )\b(?:users|staff|customers|teams|people) (?:\w{1,20} )?(?:are|is|were) (?:affected|impacted|unable)\b/iu,
    words: 'One source says that nobody is affected, another that somebody is',
  },
];

const cite = ([source, quote]: Side): Citation => ({ source: source.number, quote });

const tell = (words: string, one: Side, other: Side): Contradiction => ({
  text: `${words}: ${attribution(one[0])} against ${attribution(other[0])}.`,
  citations: [cite(one), cite(other)],
});

const sideOf = ({ source, quote }: Sentence): Side => [source, quote];

/** The last that fits. */
const lastOf = (
  sentences: readonly Sentence[],
  fits: (sentence: Sentence) => boolean,
): Sentence | undefined => sentences.filter(fits).at(-1);

const isHedged = (quote: string): boolean =>
  /\?$|\b(?:if|unless|once|until|when|whether|should|before|will|would|might|(?:need|has|have|want)s? to be|to be)\b/iu.test(
    quote,
  );

const speaks = ({ quote }: Sentence, pattern: RegExp, not: RegExp): boolean =>
  pattern.test(quote) && !not.test(quote) && !isHedged(quote);

/** Whether it was said in time before the other: what was open and was then settled is no contradiction. */
const isBefore = ({ source: { at } }: Sentence, other: Sentence): boolean =>
  other.source.at !== null && (at ?? '') < other.source.at;

function betweenSentences(sentences: readonly Sentence[]): readonly Contradiction[] {
  return OPPOSITIONS.flatMap(({ says, against, words }) => {
    const yes = sentences.find((sentence) => speaks(sentence, says, against));
    if (yes === undefined) return [];
    const no = sentences.find(
      (sentence) =>
        speaks(sentence, against, says) && sentence.source !== yes.source && !isBefore(sentence, yes),
    );
    return no === undefined ? [] : [tell(words, sideOf(yes), sideOf(no))];
  });
}

const REOPENED = /status went from (?:resolved|closed|done|completed) to /iu;
const DONE = /^(?:done|resolved|closed|completed|fixed)$/iu;

const statusIn = (sources: readonly Source[]): Source | undefined => fieldsNamed(sources, ['Status'])[0];

const isDone = (status: Source | undefined): boolean => status !== undefined && DONE.test(status.text.trim());

const saysResolved = (sentences: readonly Sentence[]): Sentence | undefined =>
  sentences.find((sentence) => speaks(sentence, RESOLVED.says, RESOLVED.against));

/** Somebody wrote that it is resolved, and the issue was reopened. */
function againstHistory(
  sentences: readonly Sentence[],
  sources: readonly Source[],
): readonly Contradiction[] {
  const claim = saysResolved(sentences);
  const reopened = ofKind(sources, 'history').find(({ text }) => REOPENED.test(text));
  if (claim === undefined || reopened === undefined || isDone(statusIn(sources))) return [];
  return [tell('A text says resolved, the history says reopened', sideOf(claim), [reopened, reopened.text])];
}

function againstStatus(sentences: readonly Sentence[], sources: readonly Source[]): readonly Contradiction[] {
  const status = statusIn(sources);
  if (status === undefined) return [];
  if (isDone(status)) {
    const last = sentences.at(-1)?.source;
    const still = lastOf(
      sentences,
      (sentence) => sentence.source === last && speaks(sentence, RESOLVED.against, RESOLVED.says),
    );
    return still === undefined
      ? []
      : [tell('The status says done, the last text does not', [status, status.text], sideOf(still))];
  }
  const claim = saysResolved(sentences);
  return claim === undefined
    ? []
    : [tell('A text says resolved, the status does not', sideOf(claim), [status, status.text])];
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
  const other = starts.find(
    ({ sentence, time }) => time !== first?.time && sentence.source !== first?.sentence.source,
  );
  if (first === undefined || other === undefined) return [];
  return [
    tell('Two sources name different times for the start', sideOf(first.sentence), sideOf(other.sentence)),
  ];
}

const TAKEN =
  /\bi (?:have|will|am|[’']ll|[’']m|[’']ve)? ?(?:tak(?:e|en|ing)) (?:this|it) (?:over|on)\b|\bi(?: have|[’']ve) taken over\b/iu;

/** Somebody wrote to have taken it over, later than any change of the assignee, and the field names another. */
function differentOwners(
  sentences: readonly Sentence[],
  sources: readonly Source[],
): readonly Contradiction[] {
  const assignee = fieldsNamed(sources, ['Assignee'])[0];
  const taken = lastOf(sentences, ({ quote }) => TAKEN.test(quote));
  const since = taken?.source.at ?? null;
  if (assignee === undefined || taken === undefined || since === null) return [];
  if (taken.source.author === assignee.text) return [];
  const isChanged = ofKind(sources, 'history').some(
    ({ text, at }) => text.startsWith('assignee went') && (at ?? '') >= since,
  );
  return isChanged
    ? []
    : [tell('A person took it over, the field names another', sideOf(taken), [assignee, assignee.text])];
}

const DUE = /\b(?:due (?:date is|on|by)?|deadline is|needed by) ?(\d{4}-\d{2}-\d{2})\b/iu;

function differentDates(
  sentences: readonly Sentence[],
  sources: readonly Source[],
): readonly Contradiction[] {
  const due = fieldsNamed(sources, ['Due date'])[0];
  const said = lastOf(sentences, ({ quote }) => DUE.test(quote));
  if (due === undefined || said === undefined || DUE.exec(said.quote)?.[1] === due.text.trim()) return [];
  return [tell('A text names another date than the field', sideOf(said), [due, due.text])];
}

const KEY = /\b[A-Z][A-Z0-9]{1,9}-\d{1,7}\b/u;
const IS_DONE =
  /\b(?:is|are|was|has been|now) (?:done|finished|resolved|merged|deployed|closed|complete[d]?)\b/iu;
const NOT_DONE =
  /\b(?:not (?:yet )?(?:done|finished|resolved|merged|deployed|closed|complete[d]?)|(?:is|are) still open)\b/iu;
const STATUS_OF = /\(([^()]{1,60})\)$/u;

/** A sentence says of another issue what Jira's own state of it denies. */
function againstRelated(
  sentences: readonly Sentence[],
  sources: readonly Source[],
): readonly Contradiction[] {
  const related = sources.flatMap((source) => {
    const status =
      source.kind === 'link' || source.kind === 'subtask' ? STATUS_OF.exec(source.text)?.[1] : undefined;
    const key = KEY.exec(source.text)?.[0];
    return status === undefined || key === undefined ? [] : [{ source, key, isDone: DONE.test(status) }];
  });
  return related.flatMap(({ source, key, isDone }) => {
    const pattern = isDone ? NOT_DONE : IS_DONE;
    const other = isDone ? IS_DONE : NOT_DONE;
    const said = sentences.find(
      (sentence) => KEY.exec(sentence.quote)?.[0] === key && speaks(sentence, pattern, other),
    );
    return said === undefined
      ? []
      : [tell('A text and Jira differ on another issue', sideOf(said), [source, source.text])];
  });
}

/** Those whose first side stands in none of the stronger ones: a text is set once against what denies it. */
const besides = (
  found: readonly Contradiction[],
  stronger: readonly Contradiction[],
): readonly Contradiction[] =>
  found.filter(
    ({ citations: [side] }) =>
      !stronger.some(({ citations }) =>
        citations.some(({ source, quote }) => source === side?.source && quote === side.quote),
      ),
  );

const MAX_CONTRADICTIONS = 8;

/** Where sources contradict each other, both sides quoted; no side is taken (R050). At most eight, the gravest kinds first. */
export function findContradictions({ said, missing, sources }: Material): readonly Contradiction[] {
  const inOrder: readonly Ranked[] = onTheMatter([...said, ...missing]).sort((a, b) => a.order - b.order);
  const sentences = inOrder.map(({ sentence }) => sentence);
  const reopened = againstHistory(sentences, sources);
  const pairs = besides(betweenSentences(sentences), reopened);
  return [
    ...reopened,
    ...besides(againstStatus(sentences, sources), [...reopened, ...pairs]),
    ...pairs,
    ...differentStarts(sentences),
    ...differentOwners(sentences, sources),
    ...differentDates(sentences, sources),
    ...againstRelated(sentences, sources),
    ...sameThingFigures(inOrder).map(([one, other]) =>
      tell('Two sources give different figures for the same thing', sideOf(one), sideOf(other)),
    ),
  ].slice(0, MAX_CONTRADICTIONS);
}
