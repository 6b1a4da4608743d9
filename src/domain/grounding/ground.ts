import type { Citation, Claim, Contradiction, Output, Section, Source } from '../../contract/output';
import { normalise } from './normalise';

const MIN_QUOTE = 2;

type SourceIndex = ReadonlyMap<number, Source>;

/**
 * Whether the quote stands in the source: as it is, or after normalisation (which may join marks at a quote's edge). Less
 * than two characters prove nothing, unless they are all that the source says.
 */
export function standsIn(quote: string, source: Source): boolean {
  if (quote.trim().length >= MIN_QUOTE && source.text.includes(quote)) return true;
  const wanted = normalise(quote);
  const said = normalise(source.text);
  return wanted.length < MIN_QUOTE ? wanted !== '' && wanted === said : said.includes(wanted);
}

const FIGURES = /[A-Z][A-Z0-9]+-\d+|\p{Nd}+(?:[.:]\p{Nd}+)*/gu;

/** Figures and issue keys of a text: the parts that must not be made up. */
const figuresOf = (text: string): readonly string[] => normalise(text).match(FIGURES) ?? [];

/** What a citation lends a claim: its quote and what Jira itself says of the source (author, time, label, key). */
const backing = (citation: Citation, source: Source): string =>
  [citation.quote, source.label, source.author, source.at, source.issueKey].join(' ');

function whyStruck(claim: Claim, index: SourceIndex): string | null {
  const lent: string[] = [];
  if (claim.citations.length === 0) return 'No source is cited';
  for (const citation of claim.citations) {
    const source = index.get(citation.source);
    if (source === undefined) return `Source ${citation.source} does not exist`;
    if (!standsIn(citation.quote, source)) return `The quote does not stand in source ${citation.source}`;
    lent.push(backing(citation, source));
  }
  const allowed = new Set(figuresOf(lent.join(' ')));
  const invented = figuresOf(claim.text).find((figure) => !allowed.has(figure));
  return invented === undefined ? null : `No source says ${invented}`;
}

const isBacked = (contradiction: Contradiction, index: SourceIndex): boolean =>
  contradiction.citations.every((citation) => {
    const source = index.get(citation.source);
    return source !== undefined && standsIn(citation.quote, source);
  });

/**
 * The claim ledger's check (U5, R057): every quote must stand in its source and every figure of a claim in what it cites.
 * What does not is struck with the reason, never dropped silently. It trusts no engine, the composer included.
 */
export function groundSections(sections: readonly Section[], sources: readonly Source[]): readonly Section[] {
  const index: SourceIndex = new Map(sources.map((source) => [source.number, source]));
  return sections.map((section) => ({
    ...section,
    claims: section.claims.map((claim) => ({ ...claim, struck: claim.struck ?? whyStruck(claim, index) })),
    contradictions: section.contradictions.filter((contradiction) => isBacked(contradiction, index)),
  }));
}

/** Counts what can be counted over grounded sections. */
export function countOutput(sections: readonly Section[], sources: readonly Source[]): Output['counts'] {
  const claims = sections.flatMap((section) => section.claims);
  const struck = claims.filter((claim) => claim.struck !== null).length;
  return {
    claims: claims.length,
    grounded: claims.length - struck,
    struck,
    contradictions: sections.flatMap((section) => section.contradictions).length,
    gaps: sections.flatMap((section) => section.gaps).length,
    sources: sources.length,
  };
}

const FACT_ONLY: ReadonlySet<Source['kind']> = new Set(['field']);

/**
 * Whether the output may be shown for review: enough of its claims stand on quotes, and at least one stands on more than
 * a field of the issue unless the operation only gathers (`mayRestOnFields`). Else: insufficient evidence (R049).
 */
export function isSupported(
  sections: readonly Section[],
  sources: readonly Source[],
  needs: { readonly minPercent: number; readonly mayRestOnFields: boolean },
): boolean {
  const counts = countOutput(sections, sources);
  const kinds = new Map(sources.map((source) => [source.number, source.kind]));
  const hasMore = sections
    .flatMap((section) => section.claims)
    .filter((claim) => claim.struck === null)
    .some((claim) => claim.citations.some(({ source }) => !FACT_ONLY.has(kinds.get(source) ?? 'field')));
  const isEnough = counts.grounded > 0 && counts.grounded * 100 >= counts.claims * needs.minPercent;
  return isEnough && (hasMore || needs.mayRestOnFields);
}
