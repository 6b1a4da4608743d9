import type { Claim, Section } from '../../contract/output';
import { redactSecrets } from '../guardrails/redact';

const MAX_TEXT = 1_200;
const MAX_QUOTE = 2_000;

/** A placeholder may be longer than what it stands for. */
const without = (text: string, most: number): string =>
  redactSecrets(text)
    .text.slice(0, most)
    .replace(/[\uD800-\uDBFF]$/u, '');

const scrubbed = (claim: Claim): Claim => ({
  ...claim,
  text: without(claim.text, MAX_TEXT),
  citations: claim.citations.map(({ source, quote }) => ({ source, quote: without(quote, MAX_QUOTE) })),
});

/**
 * Checked sections as they may be stored: a claim that is struck stays for people to see, without secrets (LOG-03, OUT-07). A
 * claim that is not struck holds none: the guardrails looked for them.
 */
export const scrubStruck = (sections: readonly Section[]): readonly Section[] =>
  sections.map((section) => ({
    ...section,
    claims: section.claims.map((claim) => (claim.struck === null ? claim : scrubbed(claim))),
  }));
