import { describe, expect, it } from '@jest/globals';
import type { PolicyDocument, PolicyTest } from '../../contract/policy';
import { ONE_APPROVER } from './default-policy';
import { diffPolicies } from './diff-policies';
import { delegationOf, kindOf, ruleOf, sampleDocument, templateOf, tierOf } from './policy-samples';

const CODENAME = { id: 'codename', pattern: 'bluebird', why: 'A name that stays inside' };
const before = sampleDocument({ guardrails: { onInjection: 'use-gate', denylist: [CODENAME] } });
const [novelty = kindOf(), drafting = kindOf()] = before.kinds;

const [lead] = before.approvers;
if (lead === undefined) throw new Error('the sample names no role');
const ofProject = (projectKey: string, reject = ['no']) => ({
  projectKey,
  approve: ['yes'],
  reject,
  escalate: ['up'],
});

const changed = (over: Partial<PolicyDocument>) =>
  diffPolicies(before, sampleDocument({ guardrails: before.guardrails, ...over })).map(
    ({ place, type }) => `${type} ${place}`,
  );

describe('diffPolicies', () => {
  it('finds nothing between a document and its like', () => {
    expect(changed({})).toEqual([]);
  });

  it('gives the canonical JSON of what was and what is', () => {
    const rule = ruleOf({ id: 'sev-9', when: {} });
    const after = sampleDocument({
      guardrails: before.guardrails,
      rules: [...before.rules.slice(1), rule],
      limits: { ...before.limits, perDay: { ...before.limits.perDay, person: null } },
    });
    expect(diffPolicies(before, after)).toEqual([
      expect.objectContaining({ place: 'rules/sev-1', type: 'removed', after: null }),
      { place: 'limits/perDay/person', type: 'changed', before: '200', after: 'null' },
      {
        place: 'rules/sev-9',
        type: 'added',
        before: null,
        after:
          '{"because":"The sample says so.","category":"control","effect":{"type":"block"},"id":"sev-9","priority":50,"threshold":"As the sample says","when":{}}',
      },
    ]);
  });

  it.each<readonly [string, Partial<PolicyDocument>, readonly string[]]>([
    ['a rule that moved', { rules: [...before.rules].reverse() }, []],
    [
      'a rule that changed',
      { rules: before.rules.map((rule) => ({ ...rule, priority: rule.id === 'sev-1' ? 1 : 50 })) },
      ['changed rules/sev-1'],
    ],
    [
      'a field of a kind',
      { kinds: [kindOf({ offers: ['gather-diagnostics'], jql: 'priority = High' }), drafting] },
      ['changed kinds/novelty/jql', 'changed kinds/novelty/offers'],
    ],
    ['a kind that came last', { kinds: [...before.kinds, kindOf({ kind: 'third' })] }, ['added kinds/third']],
    [
      'a kind that came first, which may win',
      { kinds: [kindOf({ kind: 'third' }), ...before.kinds] },
      ['added kinds/third', 'changed kinds'],
    ],
    ['kinds in another order', { kinds: [drafting, novelty] }, ['changed kinds']],
    ['a kind that went', { kinds: [drafting] }, ['removed kinds/novelty']],
    [
      'an auditor more and one less',
      { governance: ['auditor-ali'] },
      ['removed governance/auditor-ava', 'added governance/auditor-ali'],
    ],
    [
      'a status',
      { gateStatuses: { ...before.gateStatuses, reject: ['no'] } },
      ['changed gateStatuses/reject'],
    ],
    [
      'the statuses of one project, in another order',
      {
        gateStatuses: {
          ...before.gateStatuses,
          byProject: [ofProject('NEW'), ofProject('INC', ['Rejected'])],
        },
      },
      ['added gateStatuses/byProject/NEW', 'added gateStatuses/byProject/INC'],
    ],
    [
      'a quorum',
      { approvers: [{ ...lead, quorum: { needed: 2, of: 2, isInOrder: true } }] },
      ['changed approvers/lead'],
    ],
    [
      'a limit of attention and a deadline',
      {
        gates: {
          ...before.gates,
          backupAfterHours: null,
          attention: { ...before.gates.attention, maxDecisionsPerDay: 9 },
        },
      },
      ['changed gates/backupAfterHours', 'changed gates/attention/maxDecisionsPerDay'],
    ],
    [
      'delegations by who, as what and since when',
      { delegations: [delegationOf(), delegationOf({ role: null })] },
      [
        'added delegations/lead-lou lead 2026-11-01T00:00:00Z',
        'added delegations/lead-lou * 2026-11-01T00:00:00Z',
      ],
    ],
    [
      'one input of the field map',
      { fieldMap: { ...before.fieldMap, owner: [] } },
      ['changed fieldMap/owner'],
    ],
    [
      'the tier and the review',
      { engineTier: 1, reviewBy: '2027-01-01' },
      ['changed engineTier', 'changed reviewBy'],
    ],
    [
      'a setting of the audit',
      { audit: { ...before.audit, retentionDays: { packets: 400, outputs: 365 } } },
      ['changed audit/retentionDays/packets'],
    ],
    [
      'a role',
      { approvers: [{ role: 'lead', chain: [], backups: [], quorum: ONE_APPROVER }] },
      ['changed approvers/lead'],
    ],
    ['the people of a class', { owners: before.owners.slice(1) }, ['removed owners/evidence-gathering']],
    ['a tier', { tiers: [tierOf({ tier: 1, models: ['small'] })] }, ['removed tiers/0', 'added tiers/1']],
    [
      'a template more and an entry of the denylist less',
      { templates: [templateOf()], guardrails: { onInjection: 'block', denylist: [] } },
      [
        'added templates/first-look',
        'changed guardrails/onInjection',
        'removed guardrails/denylist/codename',
      ],
    ],
    [
      'a word of the denylist',
      { guardrails: { onInjection: 'use-gate', denylist: [{ ...CODENAME, pattern: 'redbird' }] } },
      ['changed guardrails/denylist/codename'],
    ],
    [
      'an id that is there twice',
      { rules: [...before.rules, ruleOf({ id: 'sev-1' })] },
      ['added rules/sev-1~2'],
    ],
  ])('names %s', (_what, over, places) => {
    expect([...changed(over)].sort()).toEqual([...places].sort());
  });

  it('sees that statuses of a project and a delegation changed, went, or moved', () => {
    const [inc, ops] = [ofProject('INC'), ofProject('OPS')];
    const [first, second] = [delegationOf(), delegationOf({ from: 'owner-ola' })];
    const withBoth = (byProject: (typeof inc)[], delegations: (typeof first)[]) =>
      sampleDocument({ gateStatuses: { ...before.gateStatuses, byProject }, delegations });
    const from = withBoth([inc, ops], [first, second]);
    expect(diffPolicies(from, withBoth([ops, inc], [second, first]))).toEqual([]);
    const changes = diffPolicies(
      from,
      withBoth([ofProject('OPS', ['never'])], [{ ...second, to: 'deputy-dan' }]),
    );
    expect(changes.map(({ type, place }) => `${type} ${place}`)).toEqual([
      'removed gateStatuses/byProject/INC',
      'changed gateStatuses/byProject/OPS',
      'removed delegations/lead-lou lead 2026-11-01T00:00:00Z',
      'changed delegations/owner-ola lead 2026-11-01T00:00:00Z',
    ]);
  });

  it('counts the order of the models of a tier, the temperature and the budget', () => {
    const ordered = (over: Parameters<typeof tierOf>[0]) =>
      sampleDocument({ tiers: [tierOf({ tier: 1, models: ['a', 'b'], ...over })] });
    for (const over of [{ models: ['b', 'a'] }, { temperature: 0.5 }, { tokensPerDay: 9_000 }])
      expect(diffPolicies(ordered({}), ordered(over)).map(({ place }) => place)).toEqual(['tiers/1']);
  });

  it('says in which order kinds were tried and are', () => {
    expect(diffPolicies(before, { ...before, kinds: [drafting, novelty] })).toEqual([
      {
        place: 'kinds',
        type: 'changed',
        before: '["kinds/novelty","kinds/drafting"]',
        after: '["kinds/drafting","kinds/novelty"]',
      },
    ]);
  });

  it('keeps every item apart, also where a name looks like a numbered one', () => {
    const test = (name: string): PolicyTest => ({
      name,
      input: {
        operation: 'gather-evidence',
        facts: {
          projectKey: 'NEW',
          issueType: 'Task',
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
        },
        at: '2026-11-02T12:00:00.000Z',
        draw: null,
        stopped: [],
        bypassIds: [],
      },
      expect: { outcome: 'blocked', rules: [] },
    });
    expect(changed({ tests: ['a', 'a', 'a~2', 'a'].map(test) })).toEqual([
      'added tests/a',
      'added tests/a~2',
      'added tests/a~2~2',
      'added tests/a~3',
    ]);
  });

  it('refuses a text that is no Unicode', () => {
    const broken = sampleDocument({ rules: [ruleOf({ because: 'half \uD83D' })] });
    expect(() => diffPolicies(before, broken)).toThrow(expect.objectContaining({ code: 'not-canonical' }));
  });
});
