import type { Gap, Source } from '../../contract/output';
import { untoldDeed } from './deeds';
import { factsOf, untoldValue, type Strike } from './judge-claim';
import { once } from './once';
import { spokenOf } from './statements';

/** What a gap may speak of: the packet's sources, and the people who could be asked. */
interface Known {
  readonly sources: readonly Source[];
  readonly names: readonly string[];
}

function toldBy({ sources, names }: Known): string {
  const usable = sources.filter(({ quarantine }) => quarantine === null);
  const told = usable.flatMap(({ label, author, at, issueKey, text }) => [label, author, at, issueKey, text]);
  return [...names, ...told].join('\n');
}

/**
 * Judges the gaps of one output, whose sources are read once for all of them. It answers why a gap says more than that something
 * is missing: a figure, date or identifier that no usable source holds, or something said to be done. A gap cites nothing, so it
 * may state nothing. Whom it names and whom to ask may be anybody.
 */
export function createGapJudge(known: Known): (gap: Pick<Gap, 'text'>) => Strike | null {
  const told = once(() => factsOf(toldBy(known)));
  return ({ text }) => {
    const value = untoldValue(factsOf(text), told());
    if (value !== null) return value;
    return untoldDeed(spokenOf(text), []) === null
      ? null
      : { ruleId: 'grounding-gap', why: 'A gap says that something was done' };
  };
}
