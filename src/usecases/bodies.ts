import type { Body } from '../contract/audit';
import { bodyOf } from '../domain/audit/body';
import type { Handoff } from '../domain/handoff/handoff';

/**
 * Names texts in the chain without holding them: an HMAC of each under the hand-off's salt. An empty text is left out, and
 * everything is once the salt was erased.
 */
export function bodiesOf(
  { salt }: Pick<Handoff, 'salt'>,
  texts: readonly { readonly name: Body['name']; readonly text: string }[],
): Body[] {
  if (salt === null) return [];
  return texts.filter(({ text }) => text !== '').map(({ name, text }) => bodyOf(name, text, salt));
}
