import type { Claim, Source } from '../../contract/output';
import { cut } from '../packet/collect-sources';
import type { Sentence } from './sentences';

/** A claim before it has its number. */
export type ClaimDraft = Omit<Claim, 'number' | 'struck'>;

const day = (at: string): string => at.slice(0, 10);

/** Who said it and when, from Jira's own data: `Ben Fischer, 2026-11-02`. */
export function attribution(source: Source): string {
  const who = source.author ?? source.label;
  return source.at === null ? who : `${who}, ${day(source.at)}`;
}

/** Says what a sentence says, in its own words, with who said it: nothing is inferred (R049, R057). */
export const quoted = (sentence: Sentence, lead = ''): ClaimDraft => ({
  text: `${lead}${attribution(sentence.source)}: “${sentence.quote}”`,
  citations: [{ source: sentence.source.number, quote: sentence.quote }],
});

const MAX_FIELD_QUOTE = 200;

const beginning = (source: Source): string => cut(source.text.trim(), MAX_FIELD_QUOTE);

/** Says what a field of the issue holds. */
export function fieldClaim(source: Source): ClaimDraft {
  const value = beginning(source);
  return { text: `${source.label}: ${value}`, citations: [{ source: source.number, quote: value }] };
}

/** Says what a whole short source says: a change in the history, a link, an attachment's name. */
export const wholeClaim = (source: Source): ClaimDraft => ({
  text: `${attribution(source)}: ${beginning(source)}`,
  citations: [{ source: source.number, quote: beginning(source) }],
});

const MAX_LINES = 3;

/** Says how an earlier issue ended: its first lines, as they were read. */
export function similarClaim(source: Source): ClaimDraft {
  const lines = source.text
    .split('\n')
    .filter((line) => line.trim().length >= 2)
    .slice(0, MAX_LINES)
    .map((line) => cut(line.trim(), MAX_FIELD_QUOTE));
  return {
    text: `${source.issueKey}: ${lines.join('; ')}`,
    citations: lines.map((quote) => ({ source: source.number, quote })),
  };
}

/** The field sources with one of these labels, in the order asked for. */
export const fieldsNamed = (sources: readonly Source[], labels: readonly string[]): readonly Source[] =>
  labels.flatMap((label) => sources.filter((source) => source.kind === 'field' && source.label === label));

/** The sources of one kind. */
export const ofKind = (sources: readonly Source[], kind: Source['kind']): readonly Source[] =>
  sources.filter((source) => source.kind === kind);
