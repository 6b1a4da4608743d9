import { describe, expect, it } from '@jest/globals';
import type { PolicyDocument } from '../contract/policy';
import { checkOwners } from './check-owners';
import { createBench, entriesIn, type Bench } from './testing/bench';
import { putInForce } from './testing/policy';

const deactivate = ({ jira }: Bench, accountId: string, isActive = false): void => {
  const person = jira.people.get(accountId);
  if (person === undefined) throw new Error(`nobody is called ${accountId}`);
  jira.people.set(accountId, { ...person, isActive });
};

/** Gathering evidence is answered for by Lea, Max and Ben, with Bo behind them; the other classes by Lea alone. */
const owned =
  (checkpointIssueKey: string | null) =>
  (document: PolicyDocument): PolicyDocument => ({
    ...document,
    audit: { ...document.audit, checkpointIssueKey },
    owners: document.owners.map((entry) =>
      entry.class === 'evidence-gathering'
        ? {
            ...entry,
            business: 'sponsor-lea',
            technical: 'admin-max',
            onCall: 'agent-ben',
            backup: 'backup-bo',
          }
        : {
            ...entry,
            business: 'sponsor-lea',
            technical: 'sponsor-lea',
            onCall: 'sponsor-lea',
            backup: null,
          },
    ),
  });

function benchWith(checkpointIssueKey: string | null = 'INC-1'): Bench {
  const bench = createBench();
  putInForce(bench, owned(checkpointIssueKey));
  return bench;
}

const trail = (bench: Bench): readonly unknown[] => entriesIn(bench, 'site').map(({ details }) => details);

describe('checkOwners', () => {
  it('writes nothing while everybody is there', async () => {
    const bench = benchWith();
    expect(await checkOwners(bench.world)).toBe(0);
    expect(bench.memory.chains.size).toBe(0);
  });

  it('stops a class whose on-call reviewer left, once, tells its backup, and lets it go on when somebody is there', async () => {
    const bench = benchWith();
    deactivate(bench, 'agent-ben');
    expect(await checkOwners(bench.world)).toBe(1);
    const since = bench.clock.now();
    bench.clock.advance(60_000);
    expect(await checkOwners(bench.world)).toBe(1);
    expect(bench.memory.stops).toEqual([
      {
        class: 'evidence-gathering',
        who: 'on-call',
        role: null,
        accountId: 'agent-ben',
        since,
        told: 'backup-bo',
      },
    ]);
    expect(bench.jira.notices).toMatchObject([
      {
        issueKey: 'INC-1',
        accountIds: ['backup-bo'],
        subject: 'AI operations stand still: Evidence gathering',
      },
    ]);
    deactivate(bench, 'agent-ben', true);
    expect(await checkOwners(bench.world)).toBe(0);
    expect(bench.memory.stops).toEqual([]);
    const details = { class: 'evidence-gathering', who: 'on-call' };
    expect(trail(bench)).toEqual([
      { ...details, isStopped: true, told: true },
      { ...details, isStopped: false, told: false },
    ]);
  });

  it('says who is missing now, when that is another one', async () => {
    const bench = benchWith();
    deactivate(bench, 'agent-ben');
    await checkOwners(bench.world);
    deactivate(bench, 'admin-max');
    await checkOwners(bench.world);
    expect(bench.memory.stops.map(({ who }) => who)).toEqual(['technical']);
    expect(trail(bench)).toHaveLength(2);
  });

  it.each([
    ['there is no issue to tell it on', null, () => undefined],
    ['the backup left as well', 'INC-1', (bench: Bench) => deactivate(bench, 'backup-bo')],
    ['Jira takes no notification', 'INC-1', (bench: Bench) => bench.jira.fail('notifyPeople', 'unavailable')],
  ])('stops it also where %s, and tells nobody', async (_when, issueKey, arrange) => {
    const bench = benchWith(issueKey);
    arrange(bench);
    deactivate(bench, 'agent-ben');
    expect(await checkOwners(bench.world)).toBeGreaterThan(0);
    expect(bench.memory.stops.find(({ who }) => who === 'on-call')).toMatchObject({ told: null });
    expect(bench.jira.notices).toEqual([]);
  });

  it('tells the backup at the next look when the first could not', async () => {
    const bench = benchWith();
    deactivate(bench, 'agent-ben');
    bench.jira.fail('notifyPeople', 'unavailable');
    await checkOwners(bench.world);
    await checkOwners(bench.world);
    const since = bench.memory.stops[0]?.since;
    bench.jira.fail('notifyPeople', null);
    bench.clock.advance(300_000);
    await checkOwners(bench.world);
    expect(bench.memory.stops).toMatchObject([{ told: 'backup-bo', since }]);
    expect(trail(bench)).toMatchObject([{ told: false }, { told: true }]);
  });

  it('stops the kinds of work whose approvers all left', async () => {
    const bench = benchWith();
    deactivate(bench, 'secowner-sam');
    deactivate(bench, 'backup-bo');
    await checkOwners(bench.world);
    expect(new Set(bench.memory.stops.map(({ who, role }) => `${who} ${role ?? ''}`))).toEqual(
      new Set(['approver security-owner']),
    );
  });
});
