import { describe, expect, it } from '@jest/globals';
import type { Reason } from '../../contract/decision';
import type { Risk } from '../../contract/vocabulary';
import { compile } from '../policy/compile';
import { decide } from '../policy/decide';
import { DEFAULT_POLICY } from '../policy/default-policy';
import { factsOf, inForce, inputOf } from '../testing';
import { eligibleApprovers, planGates, type Approvers, type Candidate, type Holding } from './plan-gates';

const known = (accountId: string, over: Partial<Candidate> = {}): Candidate => ({
  accountId,
  displayName: accountId.toUpperCase(),
  isActive: true,
  accountType: 'atlassian',
  standsInFor: null,
  ...over,
});
const asked = (accountId: string) => ({
  accountId,
  displayName: accountId.toUpperCase(),
  standsInFor: null,
});
const cho = known('cho');
const bo = known('bo');
const mia = known('mia');
const sam = known('sam');

const security = factsOf({ projectKey: 'SEC', kind: 'security', dataClass: 'confidential' });
const gated = decide(compile(inForce()), inputOf({ facts: security, operation: 'draft-review-summary' }));

const one = { needed: 1, of: 1, isInOrder: false };
const held: Holding = { hours: 6, settings: DEFAULT_POLICY.gates, risk: 'low', place: 'subtask' };
const approvers = (over: Partial<Approvers> = {}): Approvers => ({
  chain: [cho],
  backups: [bo],
  quorum: one,
  ...over,
});

/** Who is asked, the backup, and the others, by account; null when there is no plan. */
const namesIn = (over: Partial<Approvers>) => {
  const [plan] = planGates(gated, approvers(over), held) ?? [];
  if (plan === undefined) return null;
  const ids = (people: readonly { readonly accountId: string }[]) => people.map(({ accountId }) => accountId);
  return [ids(plan.approvers), plan.backup?.accountId ?? null, ids(plan.others)];
};

describe('eligibleApprovers', () => {
  it('keeps active humans who are not involved, in order', () => {
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
  it('plans each gate with who is asked, how it is held, and the rules that ask for it', () => {
    const common = {
      role: 'security-owner',
      approvers: [asked('cho')],
      needed: 1,
      isInOrder: false,
      backup: asked('bo'),
      others: [],
      hours: 6,
      remindAfterHours: 1,
      backupAfterHours: 2,
      mayBackupDecideEarly: true,
      validHours: 24,
      risk: 'low',
      review: 'light',
      place: 'subtask',
    };
    expect(planGates(gated, approvers(), held)).toEqual([
      {
        ...common,
        gate: 'run',
        ruleId: 'data-2',
        because: 'Confidential data is read only after its approver agrees.',
      },
      {
        ...common,
        gate: 'use',
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
    const plans = planGates({ ...gated, gates: ['run', 'use'], reasons }, approvers(), held) ?? [];
    expect(plans.filter(({ ruleId }) => ruleId !== '').map(({ gate }) => gate)).toEqual(gates);
  });

  it('names every rule that asks for the same gate', () => {
    const first = gated.reasons.find(({ effect }) => effect === 'require-use-approval');
    if (first === undefined) throw new Error('no rule asks for the use gate');
    const reasons = [first, { ...first, ruleId: 'x-2', because: 'Twice.' }];
    const [plan] = planGates({ ...gated, gates: ['use'], reasons }, approvers(), held) ?? [];
    expect(plan).toMatchObject({ ruleId: 'gov-1, x-2', because: `${first.because} Twice.` });
  });

  it.each<[string, Partial<Approvers>, ReturnType<typeof namesIn>]>([
    ['one of one', { chain: [cho, mia] }, [['cho'], 'bo', ['mia']]],
    [
      'the next of the chain as backup where nobody stands in',
      { chain: [cho, mia], backups: [] },
      [['cho'], 'mia', []],
    ],
    ['a stand-in where the chain is empty', { chain: [], backups: [bo, sam] }, [['bo'], 'sam', []]],
    ['nobody as backup where one person is everything', { chain: [bo] }, [['bo'], null, []]],
    [
      'two of three',
      { chain: [cho, mia, sam], quorum: { ...one, needed: 2, of: 3 } },
      [['cho', 'mia', 'sam'], 'bo', []],
    ],
    [
      'as many of three as there are',
      { chain: [cho, mia], quorum: { ...one, needed: 2, of: 3 } },
      [['cho', 'mia'], 'bo', []],
    ],
    [
      'a stand-in in the chain’s place up to what is needed',
      { quorum: { ...one, needed: 2, of: 2 } },
      [['cho', 'bo'], null, []],
    ],
    [
      'nobody where fewer can act than are needed',
      { backups: [], quorum: { ...one, needed: 2, of: 2 } },
      null,
    ],
    ['nobody where nobody can act', { chain: [], backups: [] }, null],
  ])('asks %s', (_what, over, names) => {
    expect(namesIn(over)).toEqual(names);
  });

  it('says in whose place a delegate is asked, and that the order counts', () => {
    const ada = { accountId: 'ada', displayName: 'Ada' };
    const chain = [known('cho', { standsInFor: { ...ada, accountType: 'atlassian' } as typeof ada }), mia];
    const [plan] =
      planGates(gated, approvers({ chain, quorum: { needed: 2, of: 2, isInOrder: true } }), held) ?? [];
    expect(plan).toMatchObject({ needed: 2, isInOrder: true });
    expect(plan?.approvers).toEqual([{ ...asked('cho'), standsInFor: ada }, asked('mia')]);
  });

  it('keeps at most twenty others', () => {
    const chain = Array.from({ length: 30 }, (_none, index) => known(`p${index}`));
    const [plan] = planGates(gated, approvers({ chain }), held) ?? [];
    expect(plan?.others).toHaveLength(20);
    expect(plan?.others[0]).toEqual({ accountId: 'p1', displayName: 'P1' });
  });

  it.each<[risk: Risk, upTo: Risk | null, review: string]>([
    ['low', null, 'sign-off'],
    ['low', 'low', 'light'],
    ['medium', 'low', 'sign-off'],
    ['medium', 'medium', 'light'],
    ['high', 'medium', 'sign-off'],
    ['high', 'high', 'light'],
  ])('at %s risk, with a light review up to %s, is a %s', (risk, lightReviewUpTo, review) => {
    const settings = { ...DEFAULT_POLICY.gates, lightReviewUpTo };
    const [plan] = planGates(gated, approvers(), { ...held, risk, settings, place: 'panel' }) ?? [];
    expect(plan).toMatchObject({ risk, review, place: 'panel' });
  });

  it('is empty without a gate, and null without a role', () => {
    const free = decide(compile(inForce()), inputOf());
    expect(planGates(free, approvers({ chain: [], backups: [] }), held)).toEqual([]);
    expect(planGates({ ...gated, approverRole: null }, approvers(), held)).toBeNull();
  });
});
