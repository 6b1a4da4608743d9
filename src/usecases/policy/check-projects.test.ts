import { describe, expect, it } from '@jest/globals';
import { ADMIN_CALLS } from '../../contract/admin-calls';
import type { PolicyDocument } from '../../contract/policy';
import { kindOf, sampleDocument } from '../../domain/policy/policy-samples';
import type { TypeStatuses } from '../../ports/jira';
import { PortError } from '../../ports/port-error';
import { createBench, storedText, type Bench } from '../testing/bench';
import { ada } from '../testing/policy-acts';
import { checkProjects } from './check-projects';

const APPROVAL: TypeStatuses = {
  id: '10100',
  isSubtask: true,
  statuses: ['To Do', 'Approved', 'Rejected', 'Escalated'],
};
const TASK: TypeStatuses = { id: '10001', isSubtask: false, statuses: ['To Do', 'Done'] };

const naming = (...projects: string[]): PolicyDocument => sampleDocument({ kinds: [kindOf({ projects })] });

/** A bench whose Jira shows these projects with these types. */
function benchWith(projects: Readonly<Record<string, readonly TypeStatuses[]>>): Bench {
  const bench = createBench();
  for (const [key, types] of Object.entries(projects)) bench.jira.directory.statuses.set(key, types);
  return bench;
}

async function check(bench: Bench, document: PolicyDocument) {
  const answer = await checkProjects(bench.world, await ada(bench), { document });
  return ADMIN_CALLS['admin.check-projects'].output.parse(answer);
}

describe('checkProjects', () => {
  it('finds all well where the workflow has a status for every decision, in whichever case', async () => {
    const bench = benchWith({ NEW: [TASK, APPROVAL] });
    const before = storedText(bench);
    expect(await check(bench, naming('NEW'))).toEqual({
      projects: [
        {
          projectKey: 'NEW',
          subtaskType: 'Approval',
          missing: [],
          advice: 'Approvals are held as sub-tasks, and every decision has its status.',
        },
      ],
      leftOut: 0,
    });
    expect(storedText(bench)).toBe(before);
  });

  it('names the statuses that the workflow lacks, and the decisions that nobody can take there', async () => {
    const bench = benchWith({ NEW: [TASK, { ...APPROVAL, statuses: ['To Do', 'Approved'] }] });
    const [project] = (await check(bench, naming('NEW'))).projects;
    expect(project?.missing).toEqual(['rejected', 'escalated']);
    expect(project?.advice).toMatch(
      /^Nobody can reject or escalate by moving the sub-task\. Add .*“Approval”/u,
    );
  });

  it('takes a missing status lightly where another name of the decision is there', async () => {
    const document = naming('NEW');
    const [project] = (
      await check(benchWith({ NEW: [APPROVAL] }), {
        ...document,
        gateStatuses: { ...document.gateStatuses, approve: ['approved', 'Accepted'] },
      })
    ).projects;
    expect(project?.missing).toEqual(['Accepted']);
    expect(project?.advice).toBe('Every decision has a status. “Accepted” can be left out for this project.');
  });

  it('looks at the statuses of the sub-task type and at no other type', async () => {
    const others: TypeStatuses[] = [
      { ...APPROVAL, id: '10101' },
      { ...APPROVAL, statuses: ['To Do'] },
    ];
    const [project] = (await check(benchWith({ NEW: others }), naming('NEW'))).projects;
    expect(project?.missing).toEqual(['approved', 'rejected', 'escalated']);
  });

  it('goes by a project’s own statuses where it has some', async () => {
    const own: TypeStatuses = { ...APPROVAL, statuses: ['Yes', 'No', 'Up'] };
    const document = naming('NEW', 'OPS');
    const byProject = [{ projectKey: 'OPS', approve: ['Yes'], reject: ['No'], escalate: ['Up'] }];
    const { projects } = await check(benchWith({ NEW: [own], OPS: [own] }), {
      ...document,
      gateStatuses: { ...document.gateStatuses, byProject },
    });
    expect(projects.map(({ projectKey, missing }) => [projectKey, missing.length])).toEqual([
      ['NEW', 3],
      ['OPS', 0],
    ]);
  });

  it.each<readonly [string, readonly TypeStatuses[] | null, RegExp]>([
    ['cannot be seen', null, /^The app cannot see NEW\./u],
    ['has no sub-task type', [TASK], /^Approvals are held in the panel alone\. Add a sub-task type/u],
    ['has one that the app may not create', [TASK, APPROVAL], /^The app may not create sub-tasks here/u],
  ])('says what to do about a project that %s', async (_what, types, advice) => {
    const bench = benchWith(types === null ? {} : { NEW: types });
    bench.jira.withoutSubtasks.add('NEW');
    const [project] = (await check(bench, naming('NEW'))).projects;
    expect(project).toMatchObject({ projectKey: 'NEW', subtaskType: null, missing: [] });
    expect(project?.advice).toMatch(advice);
  });

  it('asks for each project once, whether kinds or statuses name it, and for none of a kind without', async () => {
    const document = sampleDocument({
      kinds: [
        kindOf({ projects: ['NEW', 'OPS'] }),
        kindOf({ kind: 'any', projects: [], issueTypes: ['Bug'] }),
      ],
      gateStatuses: {
        ...sampleDocument().gateStatuses,
        byProject: ['OPS', 'SEC'].map((projectKey) => ({
          projectKey,
          approve: ['a'],
          reject: ['b'],
          escalate: ['c'],
        })),
      },
    });
    const { projects } = await check(benchWith({}), document);
    expect(projects.map(({ projectKey }) => projectKey)).toEqual(['NEW', 'OPS', 'SEC']);
  });

  it('looks at 50 projects, ten at a time, and counts the others', async () => {
    const keys = Array.from({ length: 53 }, (_none, at) => `P${at}`);
    const bench = createBench();
    let [open, most] = [0, 0];
    const statusesOf = async (): Promise<readonly TypeStatuses[]> => {
      open += 1;
      most = Math.max(most, open);
      await new Promise((done) => setTimeout(done, 1));
      open -= 1;
      return [APPROVAL];
    };
    const world = { ...bench.world, jira: { ...bench.world.jira, statusesOf } };
    const answer = await checkProjects(world, await ada(bench), { document: naming(...keys) });
    expect(answer.projects.map(({ projectKey }) => projectKey)).toEqual(keys.slice(0, 50));
    expect([answer.leftOut, most]).toEqual([3, 10]);
  });

  it('does not take a Jira that fails for a project that is not there', async () => {
    const bench = benchWith({ NEW: [APPROVAL] });
    const fail = async (): Promise<never> => {
      throw new PortError('unavailable', 'Jira is away');
    };
    for (const failing of [{ statusesOf: fail }, { subtaskType: fail }]) {
      const world = { ...bench.world, jira: { ...bench.world.jira, ...failing } };
      const checking = checkProjects(world, await ada(bench), { document: naming('NEW') });
      await expect(checking).rejects.toMatchObject({ code: 'unavailable' });
    }
  });
});
