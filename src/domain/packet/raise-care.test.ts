import { describe, expect, it } from '@jest/globals';
import { DecisionSchema } from '../../contract/decision';
import { askingFor } from '../gate/plan-gates';
import { packetOf, sourceOf } from '../testing';
import { raiseCare } from './raise-care';
import { usableSources } from './usable';

const quarantine = { ruleIds: ['override'], spans: [{ start: 0, end: 6 }] };
const CLEAN = sourceOf();
const LOUD = sourceOf({ number: 2, quarantine });
const { decision } = packetOf();
const allow = {
  ruleId: 'allow-1',
  category: 'control',
  subject: 'policy',
  effect: 'allow',
  observed: 'x',
  threshold: 'y',
  because: 'z',
} as const;
const ELIGIBLE = { ...decision, reasons: [allow] };
const use = { onInjection: 'use-gate' } as const;
const block = { onInjection: 'block' } as const;

describe('raiseCare', () => {
  it.each([use, block])('leaves a decision as it is where no source speaks to an AI: %j', (settings) => {
    expect(raiseCare(ELIGIBLE, [CLEAN], settings)).toBe(ELIGIBLE);
    expect(raiseCare(ELIGIBLE, [], settings)).toBe(ELIGIBLE);
  });

  it.each([use, block])('leaves a decision that blocks as it is: %j', (settings) => {
    const blocked = { ...ELIGIBLE, outcome: 'blocked' as const };
    expect(raiseCare(blocked, [LOUD], settings)).toBe(blocked);
  });

  it('opens the use gate, keeps every reason and names the sources by number', () => {
    const raised = raiseCare(ELIGIBLE, [CLEAN, LOUD], use);
    expect(DecisionSchema.parse(raised)).toEqual(raised);
    expect(raised).toMatchObject({ outcome: 'approval-bound', gates: ['use'] });
    expect(raised.reasons).toEqual([
      allow,
      expect.objectContaining({
        ruleId: 'guard-1',
        category: 'control',
        subject: 'policy',
        effect: 'require-use-approval',
        observed: 'Source 2 speaks to an AI',
      }),
    ]);
    expect(askingFor(raised, 'use').map(({ ruleId }) => ruleId)).toEqual(['guard-1']);
    const two = raiseCare(ELIGIBLE, [LOUD, sourceOf({ number: 7, quarantine })], use);
    expect(two.reasons.at(-1)?.observed).toBe('Sources 2, 7 speak to an AI');
  });

  it.each([
    [['run'], ['run', 'use']],
    [['use'], ['use']],
    [
      ['run', 'use'],
      ['run', 'use'],
    ],
  ] as const)('adds to the gates %j and takes none away', (gates, after) => {
    const bound = { ...ELIGIBLE, outcome: 'approval-bound' as const, gates: [...gates] };
    expect(raiseCare(bound, [LOUD], use).gates).toEqual(after);
  });

  it('blocks where the policy says so, and says what would lift it', () => {
    const bound = { ...ELIGIBLE, outcome: 'approval-bound' as const, gates: ['use' as const] };
    const raised = raiseCare(bound, [LOUD], block);
    expect(DecisionSchema.parse(raised)).toEqual(raised);
    expect(raised).toMatchObject({ outcome: 'blocked', gates: [] });
    expect(raised.reasons.at(-1)).toMatchObject({ ruleId: 'guard-1', effect: 'block' });
    expect(raised.whatWouldChangeIt).toBe(
      'guard-1: Source 2 speaks to an AI; its words would have to be taken out.',
    );
  });
});

describe('usableSources', () => {
  it('are those that are not in quarantine, in their order', () => {
    const third = sourceOf({ number: 3 });
    expect(usableSources([CLEAN, LOUD, third])).toEqual([CLEAN, third]);
  });
});
