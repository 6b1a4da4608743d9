import { createHmac } from 'node:crypto';
import type { Output } from '../../contract/output';
import { toCanonicalJson } from '../canonical/canonical';
import type { Handoff } from '../handoff/handoff';
import { asReviewed } from '../writeback/comment';

/**
 * Names exactly what an approval of the use gate releases (T5, U1): HMAC-SHA-256, 64 hex digits, under the hand-off's salt, of
 * the canonical JSON of the sections as they stand after the review and of whom they are for. Null once the salt is erased.
 */
export function releaseOf(handoff: Handoff, output: Output): string | null {
  if (handoff.salt === null) return null;
  const { sections } = asReviewed(handoff, output);
  const text = toCanonicalJson({ sections, audience: handoff.review?.audience ?? 'internal' });
  return createHmac('sha256', Buffer.from(handoff.salt, 'hex')).update(text, 'utf8').digest('hex');
}
