import { describe, expect, it } from '@jest/globals';
import type { GateSettings, GateStatuses, PolicyDocument } from '../../../contract/policy';
import type { ApproverSource, Quorum } from '../../../contract/policy-people';
import { checkPolicy } from '../check-policy';
import { sampleDocument } from '../policy-samples';
import { found, sound, type Case } from './testing';

const gates = (over: Partial<GateSettings>): Partial<PolicyDocument> => ({
  gates: { ...sound.gates, ...over },
});
const attention = (over: Partial<GateSettings['attention']>): Partial<PolicyDocument> =>
  gates({ attention: { ...sound.gates.attention, ...over } });
const statuses = (over: Partial<GateStatuses>): Partial<PolicyDocument> => ({
  gateStatuses: { ...sound.gateStatuses, ...over },
});
const ofProject = (projectKey: string, over: Partial<GateStatuses> = {}) => ({
  projectKey,
  approve: ['yes'],
  reject: ['no'],
  escalate: ['up'],
  ...over,
});
const account = (accountId: string): ApproverSource => ({ type: 'account', accountId });
const quorum = (
  { needed, of }: Pick<Quorum, 'needed' | 'of'>,
  ...chain: ApproverSource[]
): Partial<PolicyDocument> => ({
  approvers: [{ role: 'lead', chain, backups: [account('bo')], quorum: { needed, of, isInOrder: false } }],
});

describe('checkPolicy on gates', () => {
  it.each<Case>(
    [
      ['approvals that count for a week', gates({ validHours: 168 })],
      ['a reminder and a backup an hour before the end', gates({ remindAfterHours: 3, backupAfterHours: 3 })],
      ['no reminder and no backup', gates({ remindAfterHours: null, backupAfterHours: null })],
      [
        'a sign-off for everything, which needs reading',
        gates({ lightReviewUpTo: null, doesSignOffNeedReading: true }),
      ],
      ['reading where high risk needs a sign-off', gates({ doesSignOffNeedReading: true })],
      ['reading as slow as aloud', attention({ minSecondsPerThousandWords: 400 })],
      [
        'limits that are met together',
        attention({ maxQuickInARow: 40, maxApprovalsInARow: 40, maxDecisionsPerDay: 40 }),
      ],
      [
        'any row of quick ones where nothing is quick',
        attention({ minSecondsPerThousandWords: 0, maxQuickInARow: 99 }),
      ],
      [
        'a project with its own meanings of the same words',
        statuses({
          byProject: [ofProject('INC', { approve: ['rejected'], reject: ['approved'] }), ofProject('OPS')],
        }),
      ],
      [
        'as many approvals as the chain has people',
        quorum({ needed: 2, of: 2 }, account('lou'), account('lea')),
      ],
      [
        'more than the accounts where Jira finds others',
        quorum({ needed: 3, of: 3 }, account('lou'), { type: 'group', groupId: 'g-1', name: 'leads' }),
      ],
    ].map(([what, over]) => [what, over, []] as unknown as Case),
  )('accepts %s', (_what, over) => {
    expect(found(over)).toEqual([]);
  });

  it.each<Case>([
    ['approvals that count for longer than a week', gates({ validHours: 169 }), ['warning gates.validHours']],
    ['a reminder at the end', gates({ remindAfterHours: 4 }), ['warning gates.remindAfterHours']],
    ['a backup after the end', gates({ backupAfterHours: 5 }), ['warning gates.backupAfterHours']],
    [
      'deadlines that a shorter time for decisions cuts off',
      { limits: { ...sound.limits, approvalHours: 1 } },
      ['warning gates.remindAfterHours', 'warning gates.backupAfterHours'],
    ],
    ['high risk without a sign-off', gates({ lightReviewUpTo: 'high' }), ['warning gates.lightReviewUpTo']],
    [
      'reading for a sign-off that never is',
      gates({ lightReviewUpTo: 'high', doesSignOffNeedReading: true }),
      ['warning gates.lightReviewUpTo', 'warning gates.doesSignOffNeedReading'],
    ],
    [
      'reading slower than aloud',
      attention({ minSecondsPerThousandWords: 401 }),
      ['warning gates.attention.minSecondsPerThousandWords'],
    ],
    [
      'quick ones that other rows stop first',
      attention({ maxQuickInARow: 41 }),
      ['warning gates.attention.maxQuickInARow'],
    ],
    [
      'rows that a day stops first',
      attention({ maxDecisionsPerDay: 39 }),
      ['warning gates.attention.maxApprovalsInARow'],
    ],
    [
      'a status of two verdicts',
      statuses({ approve: ['done', 'yes'], reject: ['no', ' Done'], escalate: ['yes'] }),
      ['error gateStatuses.reject.1', 'error gateStatuses.escalate.0'],
    ],
    [
      'a status of two verdicts in one project',
      statuses({ byProject: [ofProject('OPS'), ofProject('INC', { reject: ['no', 'YES'] })] }),
      ['error gateStatuses.byProject.1.reject.1'],
    ],
    [
      'a project that is there twice',
      statuses({ byProject: [ofProject('OPS'), ofProject('INC'), ofProject('OPS')] }),
      ['error gateStatuses.byProject.2.projectKey'],
    ],
    [
      'more approvals than people',
      quorum({ needed: 2, of: 2 }, account('lou')),
      ['error approvers.0.quorum.needed'],
    ],
    [
      'one person twice for two approvals',
      quorum({ needed: 2, of: 2 }, account('lou'), account('lou')),
      ['error approvers.0.quorum.needed'],
    ],
    [
      'more people to ask than there are',
      quorum({ needed: 2, of: 3 }, account('lou'), account('lea')),
      ['warning approvers.0.quorum.of'],
    ],
  ])('finds %s', (_what, over, problems) => {
    expect(found(over)).toEqual(problems);
  });

  it('says how many people a chain names', () => {
    const message = (...chain: ApproverSource[]): string | undefined =>
      checkPolicy(sampleDocument(quorum({ needed: 3, of: 3 }, ...chain)))[0]?.message;
    expect(message(account('lou'))).toMatch(/^The chain names 1 person, so 3 approvals never come\./u);
    expect(message(account('lou'), account('lea'))).toMatch(/^The chain names 2 people, /u);
  });
});
