import type { Quarantine } from '../../contract/output';
import { findInjection } from '../guardrails/injection';

/** So many rules and spans are told; one is enough for a quarantine. */
const MOST = 40;

/**
 * Which rules say that a text speaks to an AI, and where (offsets in UTF-16 units of that text); null when none does. `asItCame` is
 * the text with the characters that were taken out of it: an order that was hidden in them has no place of its own any more, so
 * that the whole text is named (INJ-03). Hostile input, linear time.
 */
export function quarantineOf(text: string, asItCame = text): Quarantine | null {
  const seen = findInjection(text);
  const isHidden = seen.length === 0 && asItCame !== text;
  const found = isHidden ? findInjection(asItCame) : seen;
  if (found.length === 0) return null;
  const spans = isHidden ? [{ start: 0, end: text.length }] : found.slice(0, MOST);
  return {
    ruleIds: [...new Set(found.map(({ ruleId }) => ruleId))].slice(0, MOST),
    spans: spans.map(({ start, end }) => ({ start, end })),
  };
}
