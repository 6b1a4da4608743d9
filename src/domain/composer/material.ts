import type { Source } from '../../contract/output';
import { isAbout, MISSING, type Cue } from './cues';
import { rank, read, type Ranked, type ReadSentence } from './rank';
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
export const readProse = (sources: readonly Source[]): readonly ReadSentence[] => proseOf(sources).map(read);

/** Ranks the sentences of the sources; `prose` are sentences of these sources, and of others that then do not count. */
export function toMaterial(sources: readonly Source[], prose = readProse(sources)): Material {
  const held = new Set(sources);
  const ranked = rank(
    prose.filter(({ sentence }) => held.has(sentence.source)),
    sources,
  );
  const said: Ranked[] = [];
  const missing: Ranked[] = [];
  for (const one of ranked.filter(({ sentence }) => !sentence.isLog))
    (isAbout(MISSING, one.sentence) ? missing : said).push(one);
  return {
    sources,
    said,
    missing,
    logs: ranked.filter(({ sentence }) => sentence.isLog),
  };
}

/** The sentences that are about something, in source order. */
export const about = (material: Material, cue: Cue): readonly Ranked[] =>
  material.said.filter(({ sentence }) => isAbout(cue, sentence));

/** Whether it stands under a heading that names the matter. */
export const isListed = ({ under }: Cue, { sentence: { heading } }: Ranked): boolean =>
  under?.test(heading) === true;

/** How near a sentence is to a matter: named by its heading, by its own words, or by both. Adds to its rank. */
export const nearness = (cue: Cue, ranked: Ranked): number =>
  (cue.says.test(ranked.sentence.quote) ? 0.2 : 0) + (isListed(cue, ranked) ? 0.3 : 0);
