import type { Claim, Output } from '../../contract/output';
import type { ClaimReason } from '../../contract/vocabulary';
import type { ReviewRecord } from '../handoff/handoff';
import { recheckClaim, type OutputContext } from './check-output';

/** Characters of all of a reviewer's own words in one review. */
const MAX_EDITED = 6_000;

type Corrections = Pick<ReviewRecord, 'struck' | 'edits'>;

const claimsOf = ({ sections }: Output): readonly Claim[] => sections.flatMap(({ claims }) => claims);

function whyNotNumbers({ struck, edits }: Corrections, claims: readonly Claim[]): string | null {
  const numbers = [...struck, ...edits].map(({ number }) => number);
  const known = new Set(claims.map(({ number }) => number));
  const unknown = numbers.find((number) => !known.has(number));
  if (unknown !== undefined) return `There is no claim ${unknown}.`;
  const twice = numbers.find((number, at) => numbers.indexOf(number) !== at);
  return twice === undefined ? null : `Claim ${twice} is named twice: strike it, or write it anew, once.`;
}

function whyNotEdit(claim: Claim, text: string, context: OutputContext): string | null {
  if (claim.text === text) return `Claim ${claim.number} is not changed.`;
  const { struck } = recheckClaim(claim, text, context);
  return struck === null ? null : `Claim ${claim.number} cannot stand in these words: ${struck}.`;
}

/**
 * Why a reviewer's strikes and edits cannot be taken as they are, as a sentence; null when they can. Each edit is checked as an
 * engine's claim would be, also where the claim was struck: words that pass revive it. Hostile input: edits come from a browser.
 */
export function whyNotCorrected(
  corrections: Corrections,
  output: Output,
  context: OutputContext,
): string | null {
  const claims = claimsOf(output);
  const wrong = whyNotNumbers(corrections, claims);
  if (wrong !== null) return wrong;
  const length = corrections.edits.reduce((sum, { text }) => sum + text.length, 0);
  if (length > MAX_EDITED)
    return `Edits have room for ${MAX_EDITED} characters together; these have ${length}.`;
  const texts = new Map(corrections.edits.map(({ number, text }) => [number, text]));
  for (const claim of claims) {
    const text = texts.get(claim.number);
    const why = text === undefined ? null : whyNotEdit(claim, text, context);
    if (why !== null) return why;
  }
  return null;
}

/** Claim numbers by the reason that was chosen, for the chain: `outdated: 3, 7; unclear: 2`. No words of the output. */
export function byReason(
  items: readonly { readonly number: number; readonly reason: ClaimReason }[],
): string {
  const reasons = [...new Set(items.map(({ reason }) => reason))].sort();
  return reasons
    .map((wanted) => {
      const numbers = items.filter(({ reason }) => reason === wanted).map(({ number }) => number);
      return `${wanted}: ${numbers.join(', ')}`;
    })
    .join('; ');
}
