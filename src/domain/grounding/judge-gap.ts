import type { Gap, Source } from '../../contract/output';
import { untoldDeed } from './deeds';
import { untoldFact, type Strike } from './judge-claim';
import { knownPeople } from './names';

/** What a gap may speak of: the packet's sources, and the people who could be asked. */
interface Known {
  readonly sources: readonly Source[];
  readonly names: readonly string[];
}

/**
 * Why a gap says more than that something is missing: a figure, date or identifier that no usable source holds, or something
 * said to be done. It cites nothing, so it may state nothing. Whom to ask may be anybody.
 */
export function whyGapInvents({ text }: Gap, { sources, names }: Known): Strike | null {
  const usable = sources.filter(({ quarantine }) => quarantine === null);
  const told = [
    ...names,
    ...usable.flatMap(({ label, author, at, issueKey, text: said }) => [label, author, at, issueKey, said]),
  ];
  const fact = untoldFact(text, told.join('\n'), knownPeople(names, usable));
  if (fact !== null && fact.ruleId !== 'grounding-name') return fact;
  return untoldDeed(text, []) === null
    ? null
    : { ruleId: 'grounding-gap', why: 'A gap says that something was done' };
}
