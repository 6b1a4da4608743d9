import { describe, expect, it } from '@jest/globals';
import { DEFAULT_POLICY } from '../policy/default-policy';
import { evaluate } from '../policy/evaluate';
import { factsOf, inForce } from '../testing';
import { approversOf, eligibleApprovers, planGates, type KnownPerson } from './plan-gates';

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
const gated = evaluate(inForce(), security, 'draft-review-summary');

describe('approversOf', () => {
  it('names the accounts of a role in order, and nobody for no role', () => {
    expect(approversOf(DEFAULT_POLICY, 'security-owner')).toEqual(['secowner-sam', 'backup-bo']);
    expect(approversOf(DEFAULT_POLICY, null)).toEqual([]);
    expect(approversOf({ ...DEFAULT_POLICY, approvers: [] }, 'security-owner')).toEqual([]);
  });
});

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
    expect(planGates(gated, [cho, bo], 6)).toEqual([
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

  it('names every rule that asks for the same gate', () => {
    const facts = factsOf({ severity: null });
    const decision = evaluate(inForce(), facts, 'draft-vendor-escalation');
    expect(planGates(decision, [cho], 4)?.map((plan) => plan.ruleId)).toEqual(['sev-4, comm-1']);
  });

  it('does without a backup', () => {
    expect(planGates(gated, [cho], 4)?.map((plan) => plan.backup)).toEqual([null, null]);
  });

  it('is empty without a gate, and null when nobody or no role can decide', () => {
    const free = evaluate(inForce(), factsOf(), 'gather-diagnostics');
    expect(planGates(free, [], 4)).toEqual([]);
    expect(planGates(gated, [], 4)).toBeNull();
    expect(planGates({ ...gated, approverRole: null }, [cho], 4)).toBeNull();
  });
});
