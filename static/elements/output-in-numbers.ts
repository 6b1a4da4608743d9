import type { Output } from '../../src/contract/output';
import { count } from './words';

/** The output in numbers that can be counted, never a score (R140). */
export function inNumbers({ counts, engine, mode }: Output): string {
  const parts = [
    `${counts.grounded} of ${count(counts.claims, 'claim')} stand on a quote`,
    ...(counts.struck > 0 ? [`${counts.struck} struck`] : []),
    ...(counts.contradictions > 0 ? [count(counts.contradictions, 'contradiction')] : []),
    ...(counts.gaps > 0 ? [`${counts.gaps} ${mode === 'manual-template' ? 'to fill in' : 'missing'}`] : []),
    count(counts.sources, 'source'),
    engine.model === null ? `${engine.name}, no model` : `${engine.name}, ${engine.model}`,
  ];
  return parts.join(' · ');
}
