import type { Output } from '../../src/contract/output';
import { count } from './words';

/** The output in numbers that can be counted, never a score (R140). */
export function inNumbers({ sections, counts, engine, mode }: Output): string {
  // Of the claims as they are shown: the counts of the output are from before its review.
  const claims = sections.flatMap((section) => section.claims);
  const struck = claims.filter((claim) => claim.struck !== null).length;
  const parts = [
    `${claims.length - struck} of ${count(claims.length, 'claim')} stand on a quote`,
    ...(struck > 0 ? [`${struck} struck`] : []),
    ...(counts.contradictions > 0 ? [count(counts.contradictions, 'contradiction')] : []),
    ...(counts.gaps > 0 ? [`${counts.gaps} ${mode === 'manual-template' ? 'to fill in' : 'missing'}`] : []),
    count(counts.sources, 'source'),
    engine.model === null ? `${engine.name}, no model` : `${engine.name}, ${engine.model}`,
  ];
  return parts.join(' · ');
}
