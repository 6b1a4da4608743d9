import type { Section } from '../../contract/output';

const MOST = 6;

/**
 * What sources do not hold and whom to ask, as sentences for `insufficient-evidence` (R049, R284): gaps each once, at most six,
 * then why claims could not stand.
 */
export function whatIsMissing(sections: readonly Section[]): string {
  const gaps = [
    ...new Set(sections.flatMap((section) => section.gaps).map(({ text, ask }) => `${text} (ask ${ask})`)),
  ];
  const claims = sections.flatMap((section) => section.claims);
  const struck = claims.filter((claim) => claim.struck !== null).length;
  const more = gaps.length > MOST ? ` And ${gaps.length - MOST} more.` : '';
  return [
    struck === 0 ? '' : `${struck} of ${claims.length} claims could not stand on their sources.`,
    gaps.length === 0
      ? 'No source says enough: add what is known to the issue and ask again, or go on by hand.'
      : `Missing: ${gaps.slice(0, MOST).join('; ')}.${more}`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}
