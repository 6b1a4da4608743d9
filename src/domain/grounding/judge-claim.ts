import type { Claim, Source } from '../../contract/output';
import { readMoments, untoldMoment } from './dates';
import { wrongAgent } from './attribution';
import { inventedCause } from './causes';
import { isSurerThan } from './certainty';
import { sentenceAround } from './context';
import { unsettledDeed, untoldDeed, type Cited } from './deeds';
import { hasFigure, readFigures, untoldFigure } from './figures';
import { readIdentifiers, untoldIdentifier } from './identifiers';
import { untoldName, untoldPerson, type NamesTold } from './names';
import { hasNegation, isDeniedOtherwise, isTornFromDenial } from './negation';
import { normalise } from './normalise';
import { once } from './once';
import { backingOf, partsOf, type Parted } from './own-words';
import { changesPlaces } from './places';
import { overstated } from './quantity';
import { isOtherWayRound } from './relation';
import { standsIn } from './stands-in';
import { claimingOf, contentOf, spokenOf, statementsOf, type Clause, type Spoken } from './statements';
import { languageOf } from './words';

/** Why a claim may not stand: the rule's id and a sentence for people. */
export interface Strike {
  readonly ruleId: string;
  readonly why: string;
}

/** What claims are judged against: sources by number, and everybody whom the packet knows by name. */
export interface Ledger {
  readonly sources: ReadonlyMap<number, Source>;
  readonly people: readonly string[];
}

/**
 * A claim with what it stands on, once its citations hold, normalised: its quotes with what Jira says of their sources
 * (`backing`), and the same with the sentences in which they stand (`around`).
 */
interface Backed {
  readonly cited: readonly Cited[];
  readonly backing: string;
  readonly around: string;
  readonly parted: Parted;
  /** The claim's own words. */
  readonly own: Spoken;
  /** The sentences in which its quotes stand. */
  readonly told: () => readonly Clause[];
  readonly people: readonly string[];
}

const strike = (rule: string, why: string): Strike => ({ ruleId: `grounding-${rule}`, why });

/** Share of a claim's content words that must stand in what it cites, of a hundred. */
const MIN_OVERLAP = 40;
/** So few words introduce rather than state. */
const MIN_STATED = 2;

const isAllOf = (quote: string, source: Source): boolean => normalise(quote) === normalise(source.text);

/** Whether a quote says anything: a content word or a figure, or it is all that the source holds. */
const saysSomething = (quote: string, source: Source): boolean =>
  contentOf(statementsOf(quote)).length > 0 || hasFigure(quote) || isAllOf(quote, source);

function citeOne(number: number, quote: string, { sources }: Ledger): Strike | Cited {
  const source = sources.get(number);
  if (source === undefined) return strike('source', `Source ${number} does not exist`);
  if (source.quarantine !== null)
    return strike('quarantine', `Source ${number} is in quarantine: its words speak to an AI`);
  if (!standsIn(quote, source)) return strike('quote', `The quote does not stand in source ${number}`);
  return saysSomething(quote, source)
    ? { quote, said: spokenOf(quote), source, sentence: spokenOf(sentenceAround(quote, source)) }
    : strike('quote', `The quote from source ${number} says nothing by itself`);
}

/** What a claim stands on, or the first reason why it stands on nothing. */
function cite({ citations }: Claim, ledger: Ledger): Strike | readonly Cited[] {
  if (citations.length === 0) return strike('citation', 'No source is cited');
  const cited: Cited[] = [];
  for (const { source, quote } of citations) {
    const one = citeOne(source, quote, ledger);
    if ('ruleId' in one) return one;
    cited.push(one);
  }
  return cited;
}

/** What a text tells, each kind read when it is first asked for: the text may be that of all sources. */
export interface Facts {
  readonly text: string;
  readonly moments: () => ReturnType<typeof readMoments>['found'];
  readonly identifiers: () => readonly string[];
  readonly figures: () => ReturnType<typeof readFigures>;
  /** The text, normalised, without dates, times and identifiers. */
  readonly rest: () => string;
}

/** Facts of one text: each kind takes its text away from the next. */
export function factsOf(text: string): Facts {
  const dated = once(() => readMoments(normalise(text)));
  const named = once(() => readIdentifiers(dated().rest));
  const rest = (): string => named().rest;
  return {
    text,
    moments: () => dated().found,
    identifiers: () => named().found,
    figures: once(() => readFigures(rest())),
    rest,
  };
}

/** The first date, identifier or figure of a text that what it stands on does not tell. */
export function untoldValue(own: Facts, told: Facts): Strike | null {
  const moments = own.moments();
  const moment = moments.length === 0 ? null : untoldMoment(moments, told.moments());
  if (moment !== null) return strike('date', `No source says ${moment}`);
  const identifiers = own.identifiers();
  const identifier = identifiers.length === 0 ? null : untoldIdentifier(identifiers, told.text);
  if (identifier !== null) return strike('identifier', `No source says ${identifier}`);
  const figures = own.figures();
  const figure = figures.length === 0 ? null : untoldFigure(figures, told.figures());
  return figure === null ? null : strike('figure', `No source says ${figure}`);
}

/** The same for a name too. */
export function untoldFact(text: string, names: NamesTold): Strike | null {
  const own = factsOf(text);
  const value = untoldValue(own, factsOf(names.told));
  if (value !== null) return value;
  const name = untoldName(own.rest(), names);
  return name === null ? null : strike('name', `The quotes do not name ${name}`);
}

/** Words in quotation marks must be cited, and said by whom the claim says it. */
function judgePassages({ parted, cited, people }: Backed): Strike | null {
  if (parted.uncited !== null)
    return strike('quote', 'Words in quotation marks stand in no quote of the claim');
  for (const { holders, lead } of parted.passages) {
    const held = cited.filter(({ source }) => holders.includes(source.number));
    const told = held.map(({ quote, source }) => backingOf(quote, source)).join(' ');
    const stranger = untoldPerson(lead, told, people);
    if (stranger !== null) return strike('name', `${stranger} did not write what is quoted`);
  }
  return null;
}

const TORN = 'The quote leaves out a “not” of its sentence';

/** Where the words are looked for: as they are written where they stand so, else as both are normalised. */
const isTorn = (quote: string, source: Source): boolean =>
  source.text.includes(quote)
    ? isTornFromDenial(quote, source.text)
    : isTornFromDenial(normalise(quote), normalise(source.text));

function judgeNegation({ cited, parted, backing }: Backed): Strike | null {
  const isDenying = hasNegation(parted.own);
  if (!isDenying && cited.some(({ quote, source }) => isTorn(quote, source))) return strike('negation', TORN);
  const isCut = parted.passages.some(({ text }) =>
    cited.every(({ quote }) => {
      const whole = normalise(quote);
      return !whole.includes(text) || isTornFromDenial(text, whole);
    }),
  );
  if (!isDenying && isCut) return strike('negation', TORN);
  // A torn quote that the claim mends speaks through the whole source.
  const told = [
    backing,
    ...cited.flatMap(({ quote, source }) => (isTorn(quote, source) ? [source.text] : [])),
  ];
  return isDeniedOtherwise(parted.own, told.join('\n'), parted.passages.length > 0)
    ? strike('negation', 'The claim and its quotes disagree about a “not”')
    : null;
}

const DEEDS = {
  decision: (said: string) =>
    strike(
      'decision',
      `A decision of a person is said as a fact, and no comment or history that is cited says “${said}”`,
    ),
  action: (said: string) => strike('action', `An action is said to be done, and no quote says “${said}”`),
} as const;

function judgeDeeds({ own, cited }: Backed): Strike | null {
  const deed = untoldDeed(own, cited);
  if (deed !== null) return DEEDS[deed.kind](deed.said);
  const left = unsettledDeed(own, cited);
  return left === null
    ? null
    : strike('action', `“${left}” is said as done, and what is cited only asks, plans or denies it`);
}

/** Sources in which the person speaks who asks for something. */
const ASKING: ReadonlySet<string> = new Set(['description', 'request']);

function judgeAgents({ own, told, cited, around }: Backed): Strike | null {
  const agent = wrongAgent(own.clauses(), {
    told: told(),
    authors: cited.flatMap(({ source }) => statementsOf(backingOf('', source))),
    byAsker: cited.some(({ source }) => ASKING.has(source.kind)),
    isGerman: languageOf(`${own.text} ${around}`) === 'de',
  });
  return agent === null ? null : strike('name', `What is cited names somebody else than “${agent}” for it`);
}

function judgeRelations({ own, told, cited }: Backed): Strike | null {
  if (isOtherWayRound(own.clauses(), told()))
    return strike('relation', 'What is cited tells it the other way round');
  const cause = inventedCause(own.clauses(), told());
  if (cause !== null) return strike('relation', `No source gives a cause: “${cause}”`);
  const sentences = cited.map(({ sentence }) => sentence.text);
  return changesPlaces(own.text, sentences)
    ? strike('relation', 'Values change places: what is cited tells one of them of something else')
    : null;
}

function judgeQuantity({ own, told }: Backed): Strike | null {
  const word = overstated(own.clauses(), told());
  return word === null ? null : strike('figure', `No source says “${word}”`);
}

const judgeCertainty = ({ own, told, parted }: Backed): Strike | null =>
  isSurerThan(own.clauses(), told(), parted.passages.length > 0)
    ? strike('certainty', 'What is cited only supposes it')
    : null;

const SENTENCES = /[.!?;] |[.!?;]$/u;

/** Whether too few of the words stand in what is cited. */
function isUnsupported(words: readonly string[], told: ReadonlySet<string>): boolean {
  const held = words.filter((word) => told.has(word)).length;
  return words.length >= MIN_STATED && held * 100 < words.length * MIN_OVERLAP;
}

function judgeSupport({ parted, around }: Backed): Strike | null {
  const told = new Set(contentOf(statementsOf(around)));
  const lacks = parted.own
    .split(SENTENCES)
    .some((sentence) => isUnsupported(claimingOf(statementsOf(factsOf(sentence).rest()), told), told));
  return lacks ? strike('support', 'Hardly any of its words stand in its quotes') : null;
}

const JUDGES: readonly ((backed: Backed) => Strike | null)[] = [
  judgePassages,
  ({ parted, backing, around, people }) => untoldFact(parted.own, { told: backing, around, known: people }),
  judgeNegation,
  judgeDeeds,
  judgeAgents,
  judgeRelations,
  judgeSupport,
  judgeQuantity,
  judgeCertainty,
];

/**
 * Judges one claim against what it cites (U5, T24, OUT-05, OUT-06): the first reason why it may not stand, or null. Hostile
 * input: the claim and its quotes are a model's, the sources are people's.
 */
export function judgeClaim(claim: Claim, ledger: Ledger): Strike | null {
  const cited = cite(claim, ledger);
  if ('ruleId' in cited) return cited;
  const backing = cited.map(({ quote, source }) => normalise(backingOf(quote, source))).join('\n');
  const around = [backing, ...cited.map(({ sentence }) => normalise(sentence.text))].join('\n');
  const parted = partsOf(claim);
  const backed: Backed = {
    cited,
    backing,
    around,
    parted,
    own: spokenOf(parted.own),
    told: once(() => cited.flatMap(({ sentence }) => sentence.clauses())),
    people: ledger.people,
  };
  for (const judge of JUDGES) {
    const why = judge(backed);
    if (why !== null) return why;
  }
  return null;
}
