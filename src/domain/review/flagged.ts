import type { ApprovalPanel } from '../../contract/handoff';
import type { SecretFound } from '../packet/collect-sources';
import type { Packet } from '../packet/packet';

const KINDS: Readonly<Record<SecretFound['check'], string>> = { secret: 'Secret', pii: 'Personal data' };

/** `secret-github-token` as people read it: `Secret: github token`. */
const inWords = ({ check, ruleId }: SecretFound): string =>
  `${KINDS[check]}: ${ruleId.replace(/^(?:secret|pii)-/u, '').replaceAll('-', ' ')}`;

/**
 * What was found and taken out of the sources, by kind and place, in order of source: never the text nor how long it was
 * (R184, threats §1.7 no. 6).
 */
export function flaggedOf({ secrets, sources }: Packet): ApprovalPanel['flagged'] {
  const found = new Map<string, { readonly what: string; readonly where: string; readonly times: number }>();
  for (const secret of secrets) {
    const label = sources.find(({ number }) => number === secret.source)?.label;
    const where = `Source ${secret.source}${label === undefined ? '' : `, ${label}`}`;
    const what = inWords(secret);
    const key = `${what} ${where}`;
    found.set(key, { what, where, times: (found.get(key)?.times ?? 0) + 1 });
  }
  return [...found.values()].map(({ what, where, times }) => ({
    what: times === 1 ? what : `${what}, ${times} times`,
    where,
  }));
}
