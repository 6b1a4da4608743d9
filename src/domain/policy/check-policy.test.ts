import { describe, expect, it } from '@jest/globals';
import type { PolicyTest } from '../../contract/policy';
import { checkPolicy } from './check-policy';
import { ONE_APPROVER } from './default-policy';
import { kindOf, ruleOf, sampleDocument, tierOf } from './policy-samples';
import {
  bypass,
  found,
  once,
  sound,
  weekly,
  withBypass,
  withKind,
  withRule,
  type Case,
} from './check/testing';

/** The rules of the sample with this tier allowed. */
const upTo = (tier: number) =>
  sound.rules.map((rule) => (rule.id === 'tier-1' ? { ...rule, when: { tierAtMost: tier } } : rule));

describe('checkPolicy', () => {
  it('finds nothing wrong with the sample', () => {
    expect(checkPolicy(sound)).toEqual([]);
  });

  it.each<Case>(
    [
      ['a bypass of 14 days', withBypass({})],
      ['a window over midnight', withRule({ during: [weekly] })],
      ['a window of a second', withRule({ outside: [once] })],
      ['a tier just above a limit', withRule({ tierAbove: 0, tierAtMost: 1 })],
      ['a cap at the tier that is asked for', withRule({}, { type: 'cap-tier', tier: 0 })],
      ['an unknown value that blocks', withRule({ severities: ['unknown'], impacts: ['unknown'] })],
      ['a project that the document does not name', withRule({ projects: ['OTHER'] })],
      [
        'two of three people the same',
        { owners: sound.owners.map((owner) => ({ ...owner, onCall: owner.business })) },
      ],
      [
        'another two of three people the same',
        { owners: sound.owners.map((owner) => ({ ...owner, technical: owner.business })) },
      ],
      [
        'an empty chain that no kind names',
        { approvers: [...sound.approvers, { role: 'spare', chain: [], backups: [], quorum: ONE_APPROVER }] },
      ],
      ['a condition as the only name', withKind({ projects: [], jql: 'labels = ai' })],
      ['a request type that is mapped', withKind({ requestTypes: ['Access'] })],
      [
        'two names of one value',
        {
          fieldMap: {
            ...sound.fieldMap,
            severity: [{ field: 'priority', values: { Low: 'low', low: 'low' } }],
          },
        },
      ],
      ['a feed with its issue', { audit: { ...sound.audit, hasFeed: true, checkpointIssueKey: 'OPS-1' } }],
      [
        'a tier over another with a model',
        {
          engineTier: 2,
          tiers: [tierOf({ tier: 2, models: ['big'] }), tierOf({ tier: 1, models: ['small'] })],
          rules: upTo(2),
        },
      ],
      [
        'models of a tier above the one that is asked for',
        {
          engineTier: 1,
          tiers: [tierOf({ tier: 1, models: ['small'] }), tierOf({ tier: 3, models: ['large'] })],
        },
      ],
      ['a tier with its model', { engineTier: 1, tiers: [tierOf({ tier: 1, models: ['small'] })] }],
    ].map(([what, over]) => [what, over, []] as unknown as Case),
  )('accepts %s', (_what, over) => {
    expect(found(over)).toEqual([]);
  });

  it.each<Case>([
    [
      'a rule',
      { rules: [...sound.rules, ruleOf({ id: 'sev-1', when: { labels: ['x'] } })] },
      ['error rules.6.id'],
    ],
    ['a kind', { kinds: [...sound.kinds, kindOf()] }, ['error kinds.2.kind']],
    ['a role', { approvers: [...sound.approvers, ...sound.approvers] }, ['error approvers.1.role']],
    [
      'the owners of a class',
      { owners: [...sound.owners, ...sound.owners.slice(0, 1)] },
      ['error owners.2.class'],
    ],
    ['a bypass', { bypasses: [bypass, bypass] }, ['error bypasses.1.id']],
    ['a tier', { tiers: [...sound.tiers, ...sound.tiers] }, ['error tiers.1.tier']],
    [
      'an operation on offer',
      withKind({ offers: ['gather-evidence', 'gather-evidence'] }),
      ['error kinds.2.offers.1'],
    ],
    [
      'the role of an operation',
      withKind({
        approverRoles: [
          { operation: 'gather-evidence', role: 'lead' },
          { operation: 'gather-evidence', role: 'lead' },
        ],
      }),
      ['error kinds.2.approverRoles.1.operation'],
    ],
  ])('names %s that is there twice', (_what, over, problems) => {
    expect(found(over)).toEqual(problems);
  });

  it('names a test that is there twice', () => {
    const input = {
      operation: 'gather-evidence',
      at: once.from,
      draw: null,
      stopped: [],
      bypassIds: [],
    } as const;
    const unknown = {
      kind: null,
      severity: null,
      dataClass: null,
      impact: null,
      environment: null,
      customerFacing: null,
      ownerAccountId: null,
      requesterRoles: null,
      labels: null,
      components: null,
    };
    const facts = { projectKey: 'NEW', issueType: 'Task', ...unknown };
    const test: PolicyTest = {
      name: 'new work',
      input: { ...input, facts, stopped: [], bypassIds: [] },
      expect: { outcome: 'blocked', rules: [] },
    };
    expect(found({ tests: [test, test] })).toEqual(['error tests.1.name']);
  });

  it.each<Case>([
    [
      'a role that a kind needs and nobody holds',
      { approvers: [{ role: 'lead', chain: [], backups: [], quorum: ONE_APPROVER }] },
      ['error approvers.0.chain'],
    ],
    ['a class on offer without its people', { owners: sound.owners.slice(1) }, ['warning owners']],
    [
      'one person for everything',
      {
        owners: sound.owners.map((owner, at) =>
          at === 1 ? { ...owner, technical: owner.business, onCall: owner.business } : owner,
        ),
      },
      ['warning owners.1'],
    ],
    ['a trail that nobody could read', { governance: [] }, ['error governance']],
    [
      'a feed without an issue',
      { audit: { ...sound.audit, hasFeed: true } },
      ['error audit.checkpointIssueKey'],
    ],
    [
      'a name that means two things',
      {
        fieldMap: {
          ...sound.fieldMap,
          severity: [{ field: 'priority', values: { Low: 'low', 'low ': 'high' } }],
        },
      },
      ['error fieldMap.severity.0.values.low '],
    ],
    ['a model of the composer', { tiers: [tierOf({ models: ['small'] })] }, ['error tiers.0.models']],
    [
      'a tier without a model',
      {
        engineTier: 1,
        tiers: [tierOf({ tier: 1 }), tierOf({ tier: 2, models: ['x'] })],
      },
      ['warning engineTier'],
    ],
    [
      'a tier under which no other has a model',
      {
        engineTier: 3,
        tiers: [tierOf(), tierOf({ tier: 1 }), tierOf({ tier: 3, models: ['large'] })],
        rules: upTo(3),
      },
      ['warning tiers.2.models'],
    ],
    [
      'a tier above the composer alone, also where that names models',
      {
        engineTier: 2,
        tiers: [tierOf({ models: ['small'] }), tierOf({ tier: 2, models: ['big'] })],
        rules: upTo(2),
      },
      ['error tiers.0.models', 'warning tiers.1.models'],
    ],
    [
      'a model that a tier names twice',
      { tiers: [tierOf({ tier: 1, models: ['small', 'other', 'small'] })] },
      ['error tiers.0.models.2'],
    ],
  ])('finds %s', (_what, over, problems) => {
    expect(found(over)).toEqual(problems);
  });

  it('lists errors before warnings', () => {
    expect(
      found({ ...withKind({ offers: ['prepare-validation-packet'], recommended: null }), governance: [] }),
    ).toEqual(['error governance', 'warning owners', 'warning kinds.2.offers']);
  });

  it('tells in a sentence what to do about each', () => {
    const problems = checkPolicy(
      sampleDocument({
        ...withKind({ projects: [], offers: [], approverRole: 'boss', recommended: null }),
        governance: [],
        engineTier: 2,
      }),
    );
    expect(problems.length).toBeGreaterThan(4);
    for (const { message } of problems) expect(message).toMatch(/^[A-Z].*[.:].*\.$/su);
  });
});
