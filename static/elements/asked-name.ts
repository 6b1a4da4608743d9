import type { AskedPerson } from '../../src/contract/scope';

/** “Bo Berg, for Cho Park”: who is asked, and in whose place by a delegation. */
export const askedName = ({ displayName, standsInFor }: AskedPerson): string =>
  standsInFor === null ? displayName : `${displayName}, for ${standsInFor.displayName}`;
