import type { Source } from '../../contract/output';
import { isAbout, MISSING, type Cue } from './cues';
import { rank, read as readOne, type Ranked, type ReadSentence } from './rank';
import { proseOf } from './sentences';

/** All that the recipes of an operation work from, read once. */
export interface Material {
  readonly sources: readonly Source[];
  /** Prose alone, ranked; none that says that something is missing. */
  readonly said: readonly Ranked[];
  /** Sentences that say that something is missing, unknown or undecided. */
  readonly missing: readonly Ranked[];
  /** Lines of logs that name a failure. */
  readonly logs: readonly Ranked[];
  /** Whether the prose is mostly English, as lead-ins, gaps and contradictions need it; true where there is none. */
  readonly isEnglish: boolean;
}

const ENGLISH =
  /\b(?:the|is|of|to|and|a|in|for|on|with|are|was|not|from|this|it|we|i|that|after|please)\b/giu;
const WORD_OR_SIGN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{N}]+/gu;
const MIN_WORDS = 12;
const MIN_SHARE = 0.1;
/** So much text tells its language. */
const SAMPLE = 4_000;

/** Whether so many of its words are small English ones. A few words are too few to tell. */
function readsAsEnglish(prose: readonly ReadSentence[]): boolean {
  const quotes = prose.map(({ sentence }) => sentence.quote);
  const text = quotes
    .slice(0, SAMPLE / MIN_WORDS)
    .join(' ')
    .slice(0, SAMPLE);
  const words = (text.match(WORD_OR_SIGN) ?? []).length;
  return words < MIN_WORDS || (text.match(ENGLISH) ?? []).length / words >= MIN_SHARE;
}

/** Comments that the customer of a request cannot read. Where nothing is public there is no customer, and so none is internal. */
function isInternal(source: Source, hasCustomer: boolean): boolean {
  return hasCustomer && source.kind === 'comment' && !source.isPublic;
}

/** How many comments are kept from a text that leaves the team. */
export function withoutInternal(sources: readonly Source[]): readonly Source[] {
  const hasCustomer = sources.some(({ isPublic }) => isPublic);
  return sources.filter((source) => !isInternal(source, hasCustomer));
}

/** Reads the sentences of sources. Hostile input: people wrote them. */
export const readProse = (sources: readonly Source[]): readonly ReadSentence[] =>
  proseOf(sources).map(readOne);

/** Ranks the sentences of the sources; `prose` are sentences of these sources, and of others that then do not count. */
export function toMaterial(sources: readonly Source[], prose = readProse(sources)): Material {
  const held = new Set(sources);
  const read = prose.filter(({ sentence }) => held.has(sentence.source));
  const ranked = rank(read, sources);
  const said: Ranked[] = [];
  const missing: Ranked[] = [];
  // A sentence without a word of content says nothing: `What can we do?`
  for (const one of ranked.filter(({ sentence, stems }) => !sentence.isLog && stems.size > 0))
    (isAbout(MISSING, one.sentence) ? missing : said).push(one);
  return {
    sources,
    said,
    missing,
    logs: ranked.filter(({ sentence }) => sentence.isLog),
    isEnglish: readsAsEnglish(read.filter(({ sentence }) => !sentence.isLog)),
  };
}

const DONE = /^(?:done|resolved|closed|completed|fixed|declined|cancell?ed)$/iu;

/** Whether the work goes on, by the status field. */
export const isOpen = ({ sources }: Material): boolean =>
  !sources.some(({ kind, label, text }) => kind === 'field' && label === 'Status' && DONE.test(text.trim()));

/** What was found before: many parts ask for one matter, and a material never changes. */
const FOUND = new WeakMap<Material, Map<Cue, readonly Ranked[]>>();

/** The sentences that are about something, in source order. */
export function about(material: Material, cue: Cue): readonly Ranked[] {
  const known = FOUND.get(material) ?? new Map<Cue, readonly Ranked[]>();
  FOUND.set(material, known);
  const found = known.get(cue) ?? material.said.filter(({ sentence }) => isAbout(cue, sentence));
  known.set(cue, found);
  return found;
}

/** Without what is about the ticket and not about the matter: who takes it, what a robot notes, a bare link. */
export const onTheMatter = (said: readonly Ranked[]): Ranked[] => said.filter(({ score }) => score > -1);

/** Whether it stands under a heading that names the matter. */
export const isListed = ({ under }: Cue, { sentence: { heading } }: Ranked): boolean =>
  under?.test(heading) === true;

/** How near a sentence is to a matter: named by its heading, by its own words, or by both. Adds to its rank. */
export const nearness = (cue: Cue, ranked: Ranked): number =>
  (cue.says.test(ranked.sentence.quote) ? 0.2 : 0) + (isListed(cue, ranked) ? 0.3 : 0);
