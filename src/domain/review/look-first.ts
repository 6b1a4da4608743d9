import type { PriorDecision } from '../../contract/handoff';
import type { Output } from '../../contract/output';
import type { Audience } from '../../contract/vocabulary';
import type { Packet } from '../packet/packet';
import { claimsOf } from './counted';

/** What a reviewer has before them. `output` as it was reviewed; `changes` since the seal; `prior` gates like this one. */
export interface Subject {
  readonly packet: Packet;
  readonly output: Output | null;
  readonly audience: Audience;
  readonly changes: readonly string[];
  readonly prior: readonly PriorDecision[];
}

/** `2 claims were` or `1 claim was`. */
const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

const when = (isSo: boolean, sentence: string): readonly string[] => (isSo ? [sentence] : []);

function ofOutput(output: Output): readonly string[] {
  const { kept, all } = claimsOf(output);
  const contradictions = output.sections.reduce((sum, section) => sum + section.contradictions.length, 0);
  const gaps = output.sections.reduce((sum, section) => sum + section.gaps.length, 0);
  return [
    ...when(kept === 0, 'No claim stands on a quote, so nothing would be used.'),
    ...when(
      contradictions > 0,
      `Sources contradict each other in ${counted(contradictions, 'place', 'places')}; AI took no side.`,
    ),
    ...when(kept > 0 && kept < all, `${counted(all - kept, 'claim was', 'claims were')} struck.`),
    ...when(gaps > 0, `${counted(gaps, 'thing is', 'things are')} missing from the sources.`),
  ];
}

function ofSources({ sources, secrets }: Packet): readonly string[] {
  const cut = sources.filter(({ isTruncated }) => isTruncated).length;
  return [
    ...when(sources.length === 0, 'AI is given no source at all.'),
    ...when(
      cut > 0,
      `${counted(cut, 'source was', 'sources were')} cut at the limit, so AI reads only a part.`,
    ),
    ...when(
      secrets.length > 0,
      `${counted(secrets.length, 'secret or piece', 'secrets or pieces')} of personal data stood in the sources.`,
    ),
  ];
}

/**
 * What to read before a decision, as sentences, the gravest first; empty when nothing that can be counted speaks against
 * approving. It advises no verdict beyond that (R181).
 */
export function lookFirst({ packet, output, audience, changes, prior }: Subject): string[] {
  const refused = prior.filter(({ verdict }) => verdict !== 'approve').length;
  return [
    ...when(
      changes.length > 0,
      'What was sealed is not what the issue says now: an approval would not count.',
    ),
    ...when(audience === 'customer', 'The customer would read this comment.'),
    ...(output === null ? [] : ofOutput(output)),
    ...ofSources(packet),
    ...when(
      refused > 0,
      `${refused} of the ${counted(prior.length, 'similar gate', 'similar gates')} before ${refused === 1 ? 'was' : 'were'} refused.`,
    ),
  ];
}
