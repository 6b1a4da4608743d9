import { describe, expect, it } from '@jest/globals';
import { createTestSite, TEST_NOW } from '../jira/testing';
import { MemoryStore } from '../store/memory-store';
import { JiraState } from '../jira/state';
import { findAdfProblem } from '../jira/adf';
import { seedSite } from './seed-site';

function seeded(): JiraState {
  const state = new JiraState(new MemoryStore());
  seedSite(state, 'demo', TEST_NOW);
  return state;
}

describe('the demo seed', () => {
  it('holds at least 64 issues over the four projects', () => {
    const state = seeded();
    const ids = ['INC', 'REQ', 'SEC', 'ENH'].map((key) => state.findProject(key)?.id);
    const issues = state.issues.all().filter(({ projectId }) => ids.includes(projectId));
    expect(issues.length).toBeGreaterThanOrEqual(64);
    for (const key of ['INC-2041', 'REQ-2188', 'SEC-2274', 'ENH-2219'])
      expect(state.issues.find(key)).toBeDefined();
  });

  it('names only people and groups of the site in roles and as leads, and some who left', () => {
    const state = seeded();
    const projects = state.projects.all();
    const roles = projects.flatMap((project) => project.roles);
    const leads = projects.flatMap(({ components }) =>
      components.flatMap(({ leadAccountId }) => leadAccountId ?? []),
    );
    const people = [...leads, ...roles.flatMap(({ users = [] }) => users)];
    expect(people.filter((id) => state.users.get(id) === undefined)).toEqual([]);
    const groups = roles.flatMap((role) => role.groups ?? []);
    expect(groups.filter((name) => state.groups.get(name) === undefined)).toEqual([]);
    expect(leads.some((id) => state.users.get(id)?.active === false)).toBe(true);
    expect(new Set(projects.map((project) => project.roles.map(({ name }) => name).join())).size).toBe(1);
  });

  it('holds only documents that Jira would take', () => {
    const state = seeded();
    for (const issue of state.issues.all()) {
      expect(findAdfProblem(issue.description ?? undefined)).toBeUndefined();
      for (const { body } of state.issues.comments(issue.id)) expect(findAdfProblem(body)).toBeUndefined();
    }
  });

  it('holds at least five issues with 60 comments or more, and gaps that policy has to see', () => {
    const state = seeded();
    const issues = state.issues.all();
    expect(issues.filter(({ id }) => state.issues.comments(id).length >= 60).length).toBeGreaterThanOrEqual(
      5,
    );
    const isMissing = (field: string) => issues.some(({ custom }) => !(field in custom));
    expect(isMissing('customfield_10051')).toBe(true);
    expect(isMissing('customfield_10052')).toBe(true);
    expect(issues.some(({ assigneeId }) => assigneeId === null)).toBe(true);
    expect(issues.some(({ securityLevelId }) => securityLevelId !== null)).toBe(true);
  });

  it('stays in the past and in order of time', () => {
    const state = seeded();
    for (const issue of state.issues.all()) {
      const times = state.issues.history(issue.id).map(({ createdAt }) => createdAt);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      for (const ms of [issue.createdAt, issue.updatedAt, ...times]) expect(ms).toBeLessThanOrEqual(TEST_NOW);
    }
  });

  it('is the same each time and leaves what others stored', () => {
    const store = new MemoryStore();
    const state = new JiraState(store);
    store.put(['kvs', 'x'], 1);
    // The mark of a writing transaction is different each time.
    const take = () =>
      JSON.stringify(store.range({ prefix: [] }).filter(({ key }) => key[0] !== 'jira-mark'));
    seedSite(state, 'demo', TEST_NOW);
    const first = take();
    seedSite(state, 'demo', TEST_NOW);
    expect(take()).toBe(first);
    expect(store.get(['kvs', 'x'])).toBe(1);
  });
});

describe('the empty seed', () => {
  it('knows people and no project', async () => {
    const { jira, send } = createTestSite('empty');
    expect(jira.isEmpty()).toBe(false);
    expect((await send('agent-ana', 'GET project/search')).body).toMatchObject({ total: 0 });
    expect((await send('agent-ana', 'GET user/groups?accountId=commander-cho')).body).toMatchObject([
      { name: 'service-agents' },
      { name: 'incident-commanders' },
    ]);
  });
});
