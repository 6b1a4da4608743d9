import { describe, expect, it } from '@jest/globals';
import type { Decision, Obligations } from '../../contract/decision';
import { inForce, inputOf } from '../testing';
import { careOf, isStricter } from './care';
import { compile } from './compile';
import { decide } from './decide';

const obligations: Obligations = {
  tierAtMost: 2,
  redacts: false,
  isInternalOnly: false,
  hasSecondReviewer: false,
};
const decision = (over: Partial<Decision> = {}): Decision => ({
  ...decide(compile(inForce()), inputOf()),
  obligations,
  ...over,
});
const obliged = (over: Partial<Obligations>): Decision =>
  decision({ obligations: { ...obligations, ...over } });
const held = decision({ outcome: 'approval-bound', gates: ['use'] });
const heldTwice = decision({ outcome: 'approval-bound', gates: ['run', 'use'] });
const blocked = decision({ outcome: 'blocked', gates: [] });

describe('careOf', () => {
  it('orders the outcomes', () => {
    expect([careOf('eligible'), careOf('approval-bound'), careOf('blocked')]).toEqual([0, 1, 2]);
  });
});

describe('isStricter', () => {
  it.each([
    ['a gate where there was none', held, decision()],
    ['a block', blocked, heldTwice],
    ['one gate more', heldTwice, held],
    ['another gate', decision({ outcome: 'approval-bound', gates: ['run'] }), held],
    ['a lower tier', obliged({ tierAtMost: 1 }), decision()],
    ['redaction', obliged({ redacts: true }), decision()],
    ['internal-only', obliged({ isInternalOnly: true }), decision()],
    ['a second reviewer', obliged({ hasSecondReviewer: true }), decision()],
    ['redaction, though a gate is gone', obliged({ redacts: true }), held],
  ])('sees %s', (_case, now, then) => {
    expect(isStricter(now, then)).toBe(true);
  });

  it.each([
    ['the same', held, held],
    ['no gate any more', decision(), held],
    ['one gate less', held, heldTwice],
    ['no block any more', obliged({ redacts: true }), blocked],
    ['a block as before', decision({ ...blocked, obligations: { ...obligations, redacts: true } }), blocked],
    ['a higher tier', obliged({ tierAtMost: 3 }), decision()],
    [
      'no obligation any more',
      decision(),
      obliged({ redacts: true, isInternalOnly: true, hasSecondReviewer: true }),
    ],
    [
      'obligations as before',
      obliged({ redacts: true, isInternalOnly: true, hasSecondReviewer: true }),
      obliged({ redacts: true, isInternalOnly: true, hasSecondReviewer: true }),
    ],
  ])('does not see %s', (_case, now, then) => {
    expect(isStricter(now, then)).toBe(false);
  });
});
