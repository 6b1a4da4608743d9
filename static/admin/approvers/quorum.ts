import type { ApproverEntry, Quorum } from '../../../src/contract/policy-people';

/** A role as it begins: nobody holds it, and one person decides. */
export const emptyEntry = (role: string): ApproverEntry => ({
  role,
  chain: [],
  backups: [],
  quorum: { needed: 1, of: 1, isInOrder: false },
});

/** Asks that many people; who are asked in order are all needed. */
export const asking = ({ needed, isInOrder }: Quorum, of: number): Quorum => ({
  of,
  isInOrder,
  needed: isInOrder ? of : Math.min(needed, of),
});

/** Needs that many approvals, of at least as many people; in order, of exactly as many. */
export const needing = ({ of, isInOrder }: Quorum, needed: number): Quorum => ({
  needed,
  isInOrder,
  of: isInOrder ? needed : Math.max(of, needed),
});

/** Asks one after the other, or all at once. */
export const inOrder = ({ needed, of }: Quorum, isInOrder: boolean): Quorum => ({
  of,
  isInOrder,
  needed: isInOrder ? of : needed,
});

const END = 'One rejection or escalation ends it.';

/** A quorum as a sentence. */
export function quorumInWords({ needed, of, isInOrder }: Quorum): string {
  if (of === 1) return 'One person is asked and decides alone.';
  if (isInOrder) return `${of} people are asked one after the other, and each has to approve. ${END}`;
  return needed === of
    ? `${of} people are asked at once, and all of them have to approve. ${END}`
    : `${of} people are asked at once, and ${needed} of them ${needed === 1 ? 'has' : 'have'} to approve. ${END}`;
}
