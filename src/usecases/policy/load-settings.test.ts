import { describe, expect, it } from '@jest/globals';
import { ADMIN_CALLS } from '../../contract/admin-calls';
import type { PolicyDocument } from '../../contract/policy';
import { DEFAULT_POLICY } from '../../domain/policy/default-policy';
import { delegationOf } from '../../domain/policy/policy-samples';
import { createFakeModels } from '../../ports/fakes/platform.fake';
import { callerOn, createBench, storedText } from '../testing/bench';
import { ada, max, onTrial, published, save, withReviewHours } from '../testing/policy-acts';
import { expectSilentRefusal } from '../testing/refusal';
import { checkDocument } from './check-document';
import { findOptions } from './find-options';
import { listVersions } from './list-versions';
import { loadSettings } from './load-settings';
import { setSwitch } from './set-switch';
import { tryIssue } from './try-issue';

const blocking = DEFAULT_POLICY.rules.find(({ effect }) => effect.type === 'block');

const bypass = {
  id: 'bypass-1',
  ruleIds: [blocking?.id ?? 'none'],
  projects: ['INC'],
  operations: ['gather-diagnostics' as const],
  accountIds: ['agent-ana'],
  because: 'A drill',
  from: '2026-11-18T00:00:00.000Z',
  until: '2026-11-19T00:00:00.000Z',
  maxUses: 3,
};

describe('the settings page', () => {
  it('is of the contract’s shape on a new site', async () => {
    const bench = createBench();
    const data = ADMIN_CALLS['admin.load'].output.parse(await loadSettings(bench.world, await ada(bench)));
    expect(data).toMatchObject({
      viewer: { accountId: 'admin-ada', displayName: 'Ada Novak' },
      policy: { version: 1 },
      draft: null,
      switch: { isHalted: false, changedBy: null },
      stops: [],
      bypassUses: [],
      shares: null,
      versions: [{ version: 1, state: 'in-force' }],
    });
    expect(data.people).toContainEqual({ accountId: 'shipped', displayName: 'the app, as shipped' });
    expect(data.operations).toHaveLength(17);
  });

  it('names everybody whom policy, draft, versions, stops and switch name', async () => {
    const bench = createBench();
    await published(bench);
    await onTrial(bench, ['INC'], (document) => ({ ...document, governance: ['agent-ben'] }));
    await setSwitch(bench.world, await callerOn(bench, 'manager-mia'), {
      isHalted: true,
      reason: 'Drill',
      version: 0,
    });
    bench.memory.stops = [
      {
        class: 'evidence-gathering',
        who: 'business',
        role: null,
        accountId: 'gone-gil',
        since: bench.clock.now(),
        told: 'backup-bo',
      },
    ];
    const data = ADMIN_CALLS['admin.load'].output.parse(await loadSettings(bench.world, await max(bench)));
    const ids = data.people.map(({ accountId }) => accountId);
    for (const id of ['admin-ada', 'admin-max', 'agent-ben', 'gone-gil', 'backup-bo', 'auditor-ava'])
      expect(ids).toContain(id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(data.switch.changedBy?.accountId).toBe('manager-mia');
    expect(data.draft).toMatchObject({ draft: { stage: 'canary' }, simulation: { phase: 'done' } });
    expect(data.stops).toHaveLength(1);
  });

  it('shows a deleted account as its id', async () => {
    const bench = createBench();
    await published(bench);
    bench.jira.people.delete('admin-max');
    const { people } = await listVersions(bench.world, await ada(bench), { cursor: null });
    expect(people).toContainEqual({ accountId: 'admin-max', displayName: 'admin-max' });
  });

  it('says how often each bypass of the policy and of its trial was used', async () => {
    const bench = createBench();
    await published(bench, (document) => ({ ...document, bypasses: [bypass] }));
    await onTrial(bench, ['INC'], (document) => ({
      ...document,
      bypasses: [bypass, { ...bypass, id: 'bypass-2' }],
    }));
    bench.memory.counts.set('bypass:bypass-1', { day: null, count: 2 });
    expect((await loadSettings(bench.world, await ada(bench))).bypassUses).toEqual([
      { id: 'bypass-1', uses: 2 },
      { id: 'bypass-2', uses: 0 },
    ]);
  });

  it.each([
    [['claude'], true, 'composer only'],
    [[], false, 'No model'],
  ] as const)('says what models there are: %j', async (names, isAvailable, note) => {
    const bench = createBench();
    const world = { ...bench.world, models: createFakeModels([...names]) };
    const { models } = await loadSettings(world, await ada(bench));
    expect(models).toMatchObject({ isAvailable, names, note: expect.stringContaining(note) });
  });

  it('opens when the list of models cannot be read', async () => {
    const bench = createBench();
    const listActive = async (): Promise<never> => {
      throw new Error('away');
    };
    const { models } = await loadSettings(
      { ...bench.world, models: { ...bench.models, listActive } },
      await ada(bench),
    );
    expect(models).toMatchObject({ isAvailable: false, note: expect.stringContaining('cannot be read') });
  });
});

describe('a picker', () => {
  it('offers what Jira finds for the admin, and nobody without a query', async () => {
    const bench = createBench();
    const caller = await ada(bench);
    const found = await findOptions(bench.world, caller, { what: 'people', query: 'Ben' });
    expect(found.options.map(({ id }) => id)).toContain('agent-ben');
    expect(await findOptions(bench.world, caller, { what: 'people', query: '' })).toEqual({ options: [] });
    const projects = await findOptions(bench.world, caller, { what: 'projects', query: '' });
    expect(projects.options.length).toBeGreaterThan(0);
  });
});

const WITH_TEST = (document: PolicyDocument): PolicyDocument => ({
  ...withReviewHours(10)(document),
  rules: [...document.rules, ...document.rules.slice(0, 1)],
});

describe('checking a document', () => {
  it('says what is wrong, how its tests come out and what it changes, and stores nothing', async () => {
    const bench = createBench();
    const before = storedText(bench);
    const document = WITH_TEST(DEFAULT_POLICY);
    const checked = await checkDocument(bench.world, await ada(bench), { document });
    expect(checked.problems.some(({ level }) => level === 'error')).toBe(true);
    expect(checked.tests).toHaveLength(document.tests.length);
    expect(checked.changes.map(({ place }) => place)).toContain('limits/reviewHours');
    expect(storedText(bench)).toBe(before);
  });
});

describe('checking a document with a delegation', () => {
  it('knows from the clock of the app whether it has ended', async () => {
    const bench = createBench();
    const until = bench.clock.now();
    const since = new Date(Date.parse(until) - 60_000).toISOString();
    const role = 'incident-commander';
    const delegations = [delegationOf({ from: 'commander-cho', to: 'agent-ben', role, since, until })];
    const ended = async (over: string): Promise<readonly string[]> => {
      const document = {
        ...DEFAULT_POLICY,
        delegations: delegations.map((one) => ({ ...one, until: over })),
      };
      const { problems } = await checkDocument(bench.world, await ada(bench), { document });
      return problems.map(({ level, path }) => `${level} ${path}`);
    };
    expect(await ended(until)).toEqual(['warning delegations.0.until']);
    expect(await ended(new Date(Date.parse(until) + 1).toISOString())).toEqual([]);
  });
});

describe('trying a document on an issue', () => {
  const closed = (document: PolicyDocument): PolicyDocument => ({
    ...document,
    rules: [
      ...document.rules,
      {
        id: 'no-inc-1',
        priority: 1,
        category: 'control',
        when: {},
        effect: { type: 'block' },
        because: 'Closed to AI',
        threshold: 'never',
      },
    ],
  });

  it('reads it as the admin and decides every operation by both, and stores nothing', async () => {
    const bench = createBench();
    const before = storedText(bench);
    const input = { issueKey: 'INC-1', document: closed(DEFAULT_POLICY) };
    const tried = ADMIN_CALLS['admin.try-issue'].output.parse(
      await tryIssue(bench.world, await ada(bench), input),
    );
    expect(tried).toMatchObject({
      issueKey: 'INC-1',
      summary: 'Contact centre calls drop at the Lyon site',
      facts: { kind: 'incident', severity: 'high', dataClass: 'internal', ownerAccountId: 'agent-ben' },
    });
    expect(tried.observations).toContainEqual(
      expect.objectContaining({ input: 'severity', field: 'customfield_10050', raw: 'High', value: 'high' }),
    );
    const offers = DEFAULT_POLICY.kinds.find(({ kind }) => kind === 'incident')?.offers ?? [];
    expect(tried.decisions.map(({ draft }) => draft.operation)).toEqual(offers);
    expect(tried.decisions.every(({ draft }) => draft.outcome === 'blocked')).toBe(true);
    expect(tried.decisions.some(({ inForce }) => inForce.outcome !== 'blocked')).toBe(true);
    expect(storedText(bench)).toBe(before);
  });

  it('reads the fields that the page’s document maps, although the policy in force does not', async () => {
    const bench = createBench({ rawFields: { customfield_999: { value: 'Sev0' } } });
    const severity = [{ field: 'customfield_999', values: { Sev0: 'critical' as const } }];
    const document = { ...DEFAULT_POLICY, fieldMap: { ...DEFAULT_POLICY.fieldMap, severity } };
    const tried = await tryIssue(bench.world, await ada(bench), { issueKey: 'INC-1', document });
    expect(tried.facts.severity).toBe('critical');
    expect(tried.decisions[0]?.inForce).not.toEqual(tried.decisions[0]?.draft);
  });

  it('offers nothing on an issue that no kind covers', async () => {
    const bench = createBench();
    bench.jira.addIssue({ id: '40001', key: 'NOPE-1', issueType: 'Anything' });
    const input = { issueKey: 'NOPE-1', document: DEFAULT_POLICY };
    const tried = await tryIssue(bench.world, await ada(bench), input);
    expect([tried.facts.kind, tried.decisions]).toEqual([null, []]);
  });

  it('does not find what the admin cannot see', async () => {
    const bench = createBench();
    bench.jira.issue('10001').hiddenFrom.add('admin-ada');
    const caller = await ada(bench);
    const call = () => tryIssue(bench.world, caller, { issueKey: 'INC-1', document: DEFAULT_POLICY });
    await expectSilentRefusal(bench, call, 'not-found');
    await save(bench);
  });
});
