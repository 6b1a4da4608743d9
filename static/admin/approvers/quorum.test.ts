import { describe, expect, it } from '@jest/globals';
import { QuorumSchema } from '../../../src/contract/policy-people';
import { asking, emptyEntry, inOrder, needing, quorumInWords } from './quorum';

const COUNTS = [1, 2, 3, 4, 5];
const ALL = COUNTS.flatMap((of) =>
  COUNTS.flatMap((needed) => [true, false].map((isInOrder) => ({ needed, of, isInOrder }))),
).filter((quorum) => QuorumSchema.safeParse(quorum).success);

describe('changing a quorum', () => {
  it('keeps what was chosen, and never makes one that the contract refuses', () => {
    expect(ALL).toHaveLength(20);
    for (const quorum of ALL) {
      for (const count of COUNTS) {
        const asked = QuorumSchema.parse(asking(quorum, count));
        const needed = QuorumSchema.parse(needing(quorum, count));
        expect([asked.of, needed.needed]).toEqual([count, count]);
        expect([asked.isInOrder, needed.isInOrder]).toEqual([quorum.isInOrder, quorum.isInOrder]);
      }
      for (const ordered of [true, false])
        expect(QuorumSchema.parse(inOrder(quorum, ordered))).toMatchObject({
          of: quorum.of,
          isInOrder: ordered,
        });
    }
  });

  it('moves the other count only as far as it has to', () => {
    const quorum = { needed: 2, of: 3, isInOrder: false };
    expect(asking(quorum, 5)).toEqual({ needed: 2, of: 5, isInOrder: false });
    expect(asking(quorum, 1)).toEqual({ needed: 1, of: 1, isInOrder: false });
    expect(needing(quorum, 1)).toEqual({ needed: 1, of: 3, isInOrder: false });
    expect(needing(quorum, 4)).toEqual({ needed: 4, of: 4, isInOrder: false });
    expect(inOrder(quorum, true)).toEqual({ needed: 3, of: 3, isInOrder: true });
  });

  it('begins with one person who decides', () => {
    expect(QuorumSchema.parse(emptyEntry('lead').quorum)).toEqual({ needed: 1, of: 1, isInOrder: false });
  });
});

describe('quorumInWords', () => {
  it.each([
    [{ needed: 1, of: 1, isInOrder: false }, 'One person is asked and decides alone.'],
    [{ needed: 1, of: 1, isInOrder: true }, 'One person is asked and decides alone.'],
    [
      { needed: 1, of: 3, isInOrder: false },
      '3 people are asked at once, and 1 of them has to approve. One rejection or escalation ends it.',
    ],
    [
      { needed: 2, of: 3, isInOrder: false },
      '3 people are asked at once, and 2 of them have to approve. One rejection or escalation ends it.',
    ],
    [
      { needed: 2, of: 2, isInOrder: false },
      '2 people are asked at once, and all of them have to approve. One rejection or escalation ends it.',
    ],
    [
      { needed: 2, of: 2, isInOrder: true },
      '2 people are asked one after the other, and each has to approve. One rejection or escalation ends it.',
    ],
  ])('says %j', (quorum, sentence) => {
    expect(quorumInWords(quorum)).toBe(sentence);
  });
});
