import type { Quarantine } from '../../contract/output';
import { findInjection } from '../guardrails/injection';

/** So many rules and spans are told; one is enough for a quarantine. */
const MOST = 40;

/**
 * Which rules say that a text speaks to an AI, and where (offsets in UTF-16 units of that text); null when none does. Hostile
 * input, linear time.
 */
export function quarantineOf(text: string): Quarantine | null {
  const found = findInjection(text);
  if (found.length === 0) return null;
  return {
    ruleIds: [...new Set(found.map(({ ruleId }) => ruleId))].slice(0, MOST),
    spans: found.slice(0, MOST).map(({ start, end }) => ({ start, end })),
  };
}
