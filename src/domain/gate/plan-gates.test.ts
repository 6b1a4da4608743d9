import { describe, expect, it } from '@jest/globals';
import type { Reason } from '../../contract/decision';
import { compile } from '../policy/compile';
import { decide } from '../policy/decide';
import { factsOf, inForce, inputOf } from '../testing';
import { eligibleApprovers, planGates, type KnownPerson } from './plan-gates';

const known = (accountId: string, over: Partial<KnownPerson> = {}): KnownPerson => ({
  accountId,
  displayName: accountId.toUpperCase(),
  isActive: true,
  accountType: 'atlassian',
  ...over,
});
const cho = known('commander-cho');
const bo = known('backup-bo');

const security = factsOf({ projectKey: 'SEC', kind: 'security', dataClass: 'confidential' });
const gated = decide(compile(inForce()), inputOf({ facts: security, operation: 'draft-review-summary' }));

const withBo = { chain: [cho], backups: [bo] };
const alone = { chain: [cho], backups: [] };
const nobody = { chain: [], backups: [] };

describe('eligibleApprovers', () => {
  it('keeps active humans who are neither requester nor owner, in order', () => {
    const candidates = [
      known('gone-gil', { isActive: false }),
      known('bot-automation', { accountType: 'app' }),
      known('customer-cy', { accountType: 'customer' }),
      bo,
      known('agent-ana'),
      known('agent-ben'),
      cho,
    ];
    expect(eligibleApprovers(candidates, ['agent-ana', 'agent-ben'])).toEqual([bo, cho]);
  });
});

describe('planGates', () => {
  it('plans each gate with approver, backup, hours and the rules that ask for it', () => {
    expect(planGates(gated, withBo, 6)).toEqual([
      {
        gate: 'run',
        role: 'security-owner',
        approver: { accountId: 'commander-cho', displayName: 'COMMANDER-CHO' },
        backup: { accountId: 'backup-bo', displayName: 'BACKUP-BO' },
        hours: 6,
        ruleId: 'data-2',
        because: 'Confidential data is read only after its approver agrees.',
      },
      {
        gate: 'use',
        role: 'security-owner',
        approver: { accountId: 'commander-cho', displayName: 'COMMANDER-CHO' },
        backup: { accountId: 'backup-bo', displayName: 'BACKUP-BO' },
        hours: 6,
        ruleId: 'gov-1',
        because: 'A review summary bears on a decision that only the security owner takes.',
      },
    ]);
  });

  it.each<[effect: Reason['effect'], gates: readonly string[]]>([
    ['require-run-approval', ['run']],
    ['require-use-approval', ['use']],
    ['require-second-reviewer', ['use']],
    ['sample', ['use']],
    ['lifted-block', ['run', 'use']],
    ['allow', []],
    ['redact', []],
  ])('names a rule with the effect %s at the gates that it opens', (effect, gates) => {
    const reasons = gated.reasons.map((reason) => ({ ...reason, ruleId: 'x-1', effect }));
    const plans = planGates({ ...gated, gates: ['run', 'use'], reasons }, alone, 4) ?? [];
    expect(plans.filter(({ ruleId }) => ruleId !== '').map(({ gate }) => gate)).toEqual(gates);
  });

  it('names every rule that asks for the same gate', () => {
    const first = gated.reasons.find(({ effect }) => effect === 'require-use-approval');
    if (first === undefined) throw new Error('no rule asks for the use gate');
    const reasons = [first, { ...first, ruleId: 'x-2', because: 'Twice.' }];
    const [plan] = planGates({ ...gated, gates: ['use'], reasons }, alone, 4) ?? [];
    expect(plan).toMatchObject({ ruleId: 'gov-1, x-2', because: `${first.because} Twice.` });
  });

  it('takes the next of the chain as backup where nobody stands in, and a stand-in where the chain is empty', () => {
    const namesIn = (approvers: Parameters<typeof planGates>[1]) =>
      planGates(gated, approvers, 4)?.map(({ approver, backup }) => [
        approver.accountId,
        backup?.accountId,
      ])[0];
    expect(namesIn({ chain: [cho, bo], backups: [] })).toEqual(['commander-cho', 'backup-bo']);
    expect(namesIn({ chain: [cho, known('mia')], backups: [bo] })).toEqual(['commander-cho', 'backup-bo']);
    expect(namesIn({ chain: [], backups: [bo, cho] })).toEqual(['backup-bo', 'commander-cho']);
    expect(namesIn({ chain: [bo], backups: [bo] })).toEqual(['backup-bo', undefined]);
  });

  it('is empty without a gate, and null when nobody or no role can decide', () => {
    const free = decide(compile(inForce()), inputOf());
    expect(planGates(free, nobody, 4)).toEqual([]);
    expect(planGates(gated, nobody, 4)).toBeNull();
    expect(planGates({ ...gated, approverRole: null }, alone, 4)).toBeNull();
  });
});
