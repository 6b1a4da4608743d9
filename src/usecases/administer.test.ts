import { describe, expect, it } from '@jest/globals';
import { CALLS } from '../contract/calls';
import { digestOf } from '../domain/canonical/canonical';
import { DEFAULT_POLICY } from '../domain/policy/default-policy';
import { createFakeModels } from '../ports/fakes/platform.fake';
import { findPeople, loadAdmin, saveApprovers, saveAudit, saveOperations, setSwitch } from './administer';
import { assertGovernance } from './governance';
import { callerOn, createBench, entriesIn, type Bench } from './testing/bench';
import { expectRefusal, expectSilentRefusal } from './testing/refusal';

const ada = (bench: Bench) => callerOn(bench, 'admin-ada');
const offers = [{ kind: 'incident', operations: ['gather-diagnostics'] }] as const;
const operations = (baseVersion: number) => ({
  baseVersion,
  change: 'Only diagnostics',
  offers: offers.map((offer) => ({ ...offer, operations: [...offer.operations] })),
});

/** The events of the site's chain and who did them; throws when it does not verify. */
function siteTrail(bench: Bench): readonly string[] {
  const accounts = new Map([...bench.memory.actors.values()].map(({ ref, accountId }) => [ref, accountId]));
  return entriesIn(bench, 'site').map(
    ({ event, actor }) => `${event} ${accounts.get(actor.ref) ?? actor.ref}`,
  );
}

describe('publishing operations', () => {
  it('puts the next version in force and records who did it', async () => {
    const bench = createBench();
    const next = await saveOperations(bench.world, await ada(bench), operations(1));
    expect(next).toMatchObject({ version: 2, publishedBy: 'admin-ada' });
    const { policy } = await bench.world.policies.control();
    expect(policy.document.kinds.find((rule) => rule.kind === 'incident')).toMatchObject({
      offers: ['gather-diagnostics'],
      recommended: null,
    });
    expect(policy.document.kinds.find((rule) => rule.kind === 'request')?.recommended).toBe(
      'prepare-access-packet',
    );
    expect(siteTrail(bench)).toEqual(['policy.changed admin-ada']);
  });

  it('is a conflict on a version that is not in force any more, and writes nothing', async () => {
    const bench = createBench();
    await saveOperations(bench.world, await ada(bench), operations(1));
    const max = await callerOn(bench, 'admin-max');
    await expectSilentRefusal(bench, () => saveOperations(bench.world, max, operations(1)), 'conflict');
  });

  it('puts one of two in force when two admins publish at once', async () => {
    const bench = createBench();
    const [one, other] = [await ada(bench), await callerOn(bench, 'admin-max')];
    const outcomes = await Promise.allSettled([
      saveOperations(bench.world, one, operations(1)),
      saveOperations(bench.world, other, operations(1)),
    ]);
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(siteTrail(bench)).toHaveLength(1);
  });

  it('refuses a kind of work that the policy does not have', async () => {
    const bench = createBench();
    const { document } = bench.memory.policy;
    const kinds = document.kinds.filter((rule) => rule.kind !== 'incident');
    const changed = { ...document, kinds };
    bench.memory.policy = { ...bench.memory.policy, document: changed, digest: digestOf(changed) };
    const admin = await ada(bench);
    await expectSilentRefusal(
      bench,
      () => saveOperations(bench.world, admin, operations(1)),
      'invalid-input',
    );
  });
});

describe('publishing approvers', () => {
  const holders = (accountIds: string[]) => ({
    baseVersion: 1,
    change: 'New approver',
    approvers: [{ role: 'incident-commander' as const, accountIds }],
  });

  it('takes active people', async () => {
    const bench = createBench();
    const next = await saveApprovers(bench.world, await ada(bench), holders(['agent-ben']));
    expect(next.document.approvers).toEqual([{ role: 'incident-commander', accountIds: ['agent-ben'] }]);
  });

  it.each(['nobody-known', 'gone-gil', 'bot-automation'])(
    'refuses %s, and writes nothing',
    async (accountId) => {
      const bench = createBench();
      const admin = await ada(bench);
      const call = () => saveApprovers(bench.world, admin, holders(['commander-cho', accountId]));
      await expectSilentRefusal(bench, call, 'approver-unavailable');
    },
  );
});

describe('publishing what the audit trail keeps', () => {
  const input = (over: Partial<typeof DEFAULT_POLICY.audit>) => ({
    baseVersion: 1,
    change: 'Checkpoints leave the site',
    governance: DEFAULT_POLICY.governance,
    audit: { ...DEFAULT_POLICY.audit, ...over },
  });

  it('takes an issue that the app can see', async () => {
    const bench = createBench();
    bench.jira.addIssue({ id: 'OPS-7', key: 'OPS-7' });
    const next = await saveAudit(
      bench.world,
      await ada(bench),
      input({ checkpointIssueKey: 'OPS-7', hasFeed: true }),
    );
    expect(next).toMatchObject({
      version: 2,
      document: { audit: { checkpointIssueKey: 'OPS-7', hasFeed: true } },
    });
    expect(siteTrail(bench)).toEqual(['policy.changed admin-ada']);
  });

  it.each([
    ['an issue that the app cannot see', { checkpointIssueKey: 'OPS-404' }],
    ['a feed without an issue', { hasFeed: true }],
  ])('refuses %s, and writes nothing', async (_what, over) => {
    const bench = createBench();
    const admin = await ada(bench);
    await expectSilentRefusal(bench, () => saveAudit(bench.world, admin, input(over)), 'invalid-input');
  });
});

describe('publishing who may read the audit trail', () => {
  const readers = (...governance: string[]) => ({
    baseVersion: 1,
    change: 'New readers',
    governance,
    audit: DEFAULT_POLICY.audit,
  });

  it('lets in whom it adds and keeps out whom it takes away, from then on', async () => {
    const bench = createBench();
    const [ben, ava] = [await callerOn(bench, 'agent-ben'), await callerOn(bench, 'auditor-ava')];
    await expectRefusal(assertGovernance(bench.world, ben), 'not-permitted');
    const next = await saveAudit(bench.world, await ada(bench), readers('agent-ben'));
    expect(next.document).toEqual({ ...DEFAULT_POLICY, governance: ['agent-ben'] });
    await assertGovernance(bench.world, ben);
    await expectRefusal(assertGovernance(bench.world, ava), 'not-permitted');
    expect(siteTrail(bench)).toEqual(['policy.changed admin-ada']);
  });

  it.each(['nobody-known', 'gone-gil', 'bot-automation'])(
    'does not add %s, and writes nothing',
    async (accountId) => {
      const bench = createBench();
      const admin = await ada(bench);
      const call = () => saveAudit(bench.world, admin, readers('auditor-ava', 'agent-ben', accountId));
      await expectSilentRefusal(bench, call, 'invalid-input');
    },
  );

  it.each([
    ['nobody', []],
    ['the same account twice', ['auditor-ava', 'auditor-ava']],
    ['more accounts than fit', Array.from({ length: 51 }, (_, at) => `reader-${at}`)],
    ['a name instead of an account', ['Ava Rossi']],
  ])('is never %s: the contract refuses it', (_what, governance) => {
    const { input } = CALLS['admin.save-audit'];
    expect(input.safeParse(readers('auditor-ava')).success).toBe(true);
    expect(input.safeParse(readers(...governance)).success).toBe(false);
  });

  it('adds somebody while one who was named before is no account on this site', async () => {
    const bench = createBench();
    bench.jira.people.delete('auditor-ava');
    const next = await saveAudit(bench.world, await ada(bench), readers('auditor-ava', 'agent-ben'));
    expect(next.document.governance).toEqual(['auditor-ava', 'agent-ben']);
  });

  it('is a conflict on a version that is not in force any more, and writes nothing', async () => {
    const bench = createBench();
    const admin = await ada(bench);
    await saveAudit(bench.world, admin, readers('agent-ben'));
    const call = () => saveAudit(bench.world, admin, readers('auditor-ava'));
    await expectSilentRefusal(bench, call, 'conflict');
  });
});

describe('the switch', () => {
  const halt = { isHalted: true, reason: 'Wrong output seen', version: 0 };

  it('halts and resumes, each with who and why', async () => {
    const bench = createBench();
    const halted = await setSwitch(bench.world, await ada(bench), halt);
    expect(halted).toMatchObject({ isHalted: true, version: 1, changedBy: { displayName: 'Ada Novak' } });
    const resumed = await setSwitch(bench.world, await ada(bench), { ...halt, isHalted: false, version: 1 });
    expect(resumed).toMatchObject({ isHalted: false, version: 2 });
    expect(siteTrail(bench)).toEqual(['killswitch.changed admin-ada', 'killswitch.changed admin-ada']);
  });

  it('is a conflict when somebody else changed it, and writes nothing', async () => {
    const bench = createBench();
    const admin = await ada(bench);
    await setSwitch(bench.world, admin, halt);
    await expectSilentRefusal(bench, () => setSwitch(bench.world, admin, halt), 'conflict');
  });
});

describe('the settings page', () => {
  it('names people, versions and models', async () => {
    const bench = createBench();
    await saveOperations(bench.world, await ada(bench), operations(1));
    const page = await loadAdmin(bench.world, await ada(bench));
    expect(page.versions.map((version) => [version.version, version.publishedBy.accountId])).toEqual([
      [2, 'admin-ada'],
      [1, 'shipped'],
    ]);
    expect(page.people).toContainEqual({ accountId: 'auditor-ava', displayName: 'Ava Rossi' });
    expect(page.models.isAvailable).toBe(false);
  });

  it.each([
    [['claude'], true],
    [null, false],
  ])('says of the models %j that they are available: %s', async (names, isAvailable) => {
    const bench = createBench();
    const world = { ...bench.world, models: createFakeModels(names) };
    expect((await loadAdmin(world, await ada(bench))).models).toMatchObject({
      isAvailable,
      names: names ?? [],
    });
  });

  it('finds active people only', async () => {
    const bench = createBench();
    const find = async (query: string) =>
      (await findPeople(bench.world, await ada(bench), { query })).people.map((person) => person.accountId);
    expect([await find('Cho'), await find('Gil'), await find('Automation')]).toEqual([
      ['commander-cho'],
      [],
      [],
    ]);
  });

  it('loads nothing from a policy that was damaged in storage', async () => {
    const bench = createBench();
    bench.memory.policy = { ...bench.memory.policy, digest: '0'.repeat(64) };
    await expect(loadAdmin(bench.world, await ada(bench))).rejects.toMatchObject({ code: 'refused' });
    bench.memory.policy = { ...bench.memory.policy, version: 0 };
    await expect(loadAdmin(bench.world, await ada(bench))).rejects.toMatchObject({ code: 'refused' });
  });
});
