import type { Contradiction, Output, Section, Source } from '../../contract/output';
import { judgeClaim, untoldFact, type Ledger } from './judge-claim';
import { knownPeople } from './names';
import { backingOf } from './own-words';
import { standsIn } from './stands-in';

export { standsIn } from './stands-in';

/** Both sides stand in usable sources, and its words add no figure, date, identifier or name to them. */
function isBacked({ text, citations }: Contradiction, { sources, people }: Ledger): boolean {
  const cited = citations.map(({ source: number, quote }) => {
    const source = sources.get(number);
    if (source?.quarantine !== null) return null;
    return standsIn(quote, source) ? backingOf(quote, source) : null;
  });
  const told = [...cited, `${citations.length} sources`].join(' ; ');
  return (
    cited.every((one) => one !== null) && untoldFact(text, { told, around: told, known: people }) === null
  );
}

/**
 * The claim ledger's check (U5, R057): every quote must stand in its source, and a claim's figures, dates, names, identifiers,
 * negations, actions and decisions in what it cites. What does not is struck with the rule and the reason, never dropped
 * silently; a contradiction that does not stand is left out. It trusts no engine, the composer included. `names` are people who
 * are known on the issue beside the authors of its sources.
 */
export function groundSections(
  sections: readonly Section[],
  sources: readonly Source[],
  names: readonly string[] = [],
): readonly Section[] {
  const ledger: Ledger = {
    sources: new Map(sources.map((source) => [source.number, source])),
    people: knownPeople(names, sources),
  };
  return sections.map((section) => ({
    ...section,
    claims: section.claims.map((claim) => {
      const strike = claim.struck === null ? judgeClaim(claim, ledger) : null;
      return strike === null ? claim : { ...claim, struck: strike.why, struckBy: strike.ruleId };
    }),
    contradictions: section.contradictions.filter((contradiction) => isBacked(contradiction, ledger)),
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

/** Jira’s own values and the policy’s own words: no evidence of what happened. */
const FACT_ONLY: ReadonlySet<Source['kind']> = new Set(['field', 'template']);

/**
 * Whether the output may be shown for review: enough of its claims stand on quotes, and at least one stands on more than
 * fields of the issue and templates of the policy unless the operation only gathers (`mayRestOnFields`). Else: insufficient evidence (R049).
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
