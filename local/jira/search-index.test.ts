import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { seedSite } from '../seeds/seed-site';
import { LmdbStore } from '../store/lmdb-store';
import { MemoryStore } from '../store/memory-store';
import type { Store } from '../store/store';
import { createJira, type Jira } from './jira';
import { keysIn } from './jql/testing';
import { JiraState } from './state';
import { createTestClock, doc } from './testing';

const directories: string[] = [];
const STORES: [name: string, open: () => Store][] = [
  ['the memory store', () => new MemoryStore()],
  [
    'the lmdb store',
    () => {
      const directory = mkdtempSync(join(tmpdir(), 'handoff-search-'));
      directories.push(directory);
      return new LmdbStore(directory);
    },
  ],
];

let store: Store;
let jira: Jira;
const clock = createTestClock();

const send = (who: string, request: string, body?: unknown) => {
  const [method = '', path = ''] = request.split(' ');
  return jira.handle({
    method,
    path: `/rest/api/3/${path}`,
    headers: {},
    actor: { kind: 'user', accountId: who },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
};
const find = async (jql: string, who = 'agent-ana') => {
  const { status, body } = await send(who, 'POST search/jql', { jql, fields: ['key'], maxResults: 100 });
  if (status !== 200) throw new Error(JSON.stringify(body));
  return keysIn(body);
};

const LINK = {
  type: { name: 'Duplicate' },
  inwardIssue: { key: 'INC-2041' },
  outwardIssue: { key: 'INC-2039' },
};

/** Each write, with the query that finds INC-2041 after it and not before. */
const WAIT = { transition: { id: '21' } };
const WRITES: [what: string, write: [who: string, request: string, body: unknown], jql: string][] = [
  ['an edit', ['agent-ana', 'PUT issue/INC-2041', { fields: { summary: 'Quokka' } }], 'summary ~ quokka'],
  [
    'an assignment',
    ['agent-ana', 'PUT issue/INC-2041/assignee', { accountId: 'backup-bo' }],
    'assignee = backup-bo',
  ],
  ['a transition', ['agent-ana', 'POST issue/INC-2041/transitions', WAIT], 'status = Waiting'],
  [
    'a change',
    ['agent-ana', 'POST issue/INC-2041/transitions', WAIT],
    'status changed TO Waiting AFTER "2026-11-18"',
  ],
  ['a comment', ['agent-ana', 'POST issue/INC-2041/comment', { body: doc('Quokka') }], 'text ~ quokka'],
  ['a property', ['app-ai-handoff', 'PUT issue/INC-2041/properties/p', { a: 1 }], 'issue.property[p].a = 1'],
  ['a watcher', ['backup-bo', 'POST issue/INC-2041/watchers', 'backup-bo'], 'watcher = backup-bo'],
  ['a link', ['agent-ana', 'POST issueLink', LINK], 'issue in linkedIssues(INC-2039, "is duplicated by")'],
];

describe.each(STORES)('the search index over %s', (_name, open) => {
  beforeEach(() => {
    store = open();
    jira = createJira({ store, clock });
    jira.seed('demo');
  });
  afterEach(async () => {
    await store.close();
    for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
  });

  it.each(WRITES)('follows %s', async (_what, [who, request, body], jql) => {
    expect(await find(`${jql} AND key = INC-2041`)).toEqual([]);
    expect((await send(who, request, body)).status).toBeLessThan(300);
    expect(await find(`${jql} AND key = INC-2041`)).toEqual(['INC-2041']);
  });

  it('follows a new issue, a deleted one, and a deleted comment', async () => {
    const fields = { project: { key: 'INC' }, issuetype: { name: 'Incident' }, summary: 'Quokka' };
    expect(await find('summary ~ quokka')).toEqual([]);
    await send('agent-ana', 'POST issue', { fields });
    const [key = ''] = await find('summary ~ quokka');
    const { body } = await send('agent-ana', `POST issue/${key}/comment`, { body: doc('Wallaby') });
    expect(await find('comment ~ wallaby')).toEqual([key]);
    const { id } = JSON.parse(JSON.stringify(body)) as { id: string };
    await send('agent-ana', `DELETE issue/${key}/comment/${id}`);
    expect(await find('comment ~ wallaby')).toEqual([]);
    await send('admin-ada', `DELETE issue/${key}`);
    expect(await find('summary ~ quokka')).toEqual([]);
  });

  it('keeps nothing of a request that is undone', async () => {
    expect(await find('key = INC-2041 AND summary ~ latency')).toEqual(['INC-2041']);
    const undone = new Error('undone');
    let seen: Promise<unknown> = Promise.resolve();
    expect(() =>
      store.transaction(() => {
        void send('agent-ana', 'PUT issue/INC-2041', { fields: { summary: 'Quokka' } });
        seen = find('summary ~ quokka');
        throw undone;
      }),
    ).toThrow(undone);
    expect(await seen).toEqual(['INC-2041']);
    expect(await find('summary ~ quokka')).toEqual([]);
    expect(await find('key = INC-2041 AND summary ~ latency')).toEqual(['INC-2041']);
  });

  it('follows an import, a new seed and a store that was cleared behind its back', async () => {
    const fields = { project: {}, issuetype: {}, status: {}, summary: 'Quokka' };
    expect(await find('summary ~ quokka', 'admin-ada')).toEqual([]);
    await jira.importLines([JSON.stringify({ key: 'QUO-1', fields })]);
    expect(await find('project = QUO', 'admin-ada')).toEqual(['QUO-1']);
    jira.seed('demo');
    expect(await find('summary ~ quokka', 'admin-ada')).toEqual([]);
    await expect(find('project = QUO', 'admin-ada')).rejects.toThrow("The value 'QUO' does not exist");
    store.clear();
    expect((await send('agent-ana', 'GET myself')).status).toBe(401);
    jira.seed('empty');
    expect(await find('created > "2020-01-01"')).toEqual([]);
    await expect(find('project = INC')).rejects.toThrow("The value 'INC' does not exist");
  });

  it('follows a second Jira over the same store, as after a restart', async () => {
    expect(await find('summary ~ quokka')).toEqual([]);
    const first = jira;
    jira = createJira({ store, clock });
    await send('agent-ana', 'PUT issue/INC-2041', { fields: { summary: 'Quokka' } });
    expect(await find('summary ~ quokka')).toEqual(['INC-2041']);
    jira = first;
    expect(await find('summary ~ quokka')).toEqual(['INC-2041']);
  });
});

describe('a search index', () => {
  const NOW = clock.now();
  const open = () => {
    const state = new JiraState(new MemoryStore());
    state.store.transaction(() => seedSite(state, 'demo', NOW));
    const issue = state.issues.find('INC-2041');
    if (!issue) throw new Error('the seed has changed');
    const seen = () => state.search.view(NOW).docs.find((found) => found.issue.id === issue.id);
    return { state, issue, seen };
  };
  const comment = (issueId: string, id: string) => ({
    id,
    issueId,
    authorId: 'agent-ana',
    updateAuthorId: 'agent-ana',
    body: doc('Quokka'),
    createdAt: NOW,
    updatedAt: NOW,
    visibility: null,
    properties: {},
  });

  it('follows each write of the shelf by itself', () => {
    const { state, issue, seen } = open();
    const { issues } = state;
    const { id } = issue;
    const counts = () => {
      const found = seen();
      return (
        found && [found.comments.length, found.history.length, found.links.length, found.watchers.length]
      );
    };
    const [comments = 0, history = 0, links = 0, watchers = 0] = counts() ?? [];
    issues.putComment(comment(id, '99'));
    expect(counts()).toEqual([comments + 1, history, links, watchers]);
    issues.removeComment(comment(id, '99'));
    issues.addHistory({ issueId: id, authorId: 'agent-ana', createdAt: NOW, items: [] });
    expect(counts()).toEqual([comments, history + 1, links, watchers]);
    issues.addLink({ typeId: '10000', inwardId: id, outwardId: id });
    expect(counts()).toEqual([comments, history + 1, links + 1, watchers]);
    issues.addWatcher(id, 'somebody');
    expect(counts()).toEqual([comments, history + 1, links + 1, watchers + 1]);
    issues.removeWatcher(id, 'somebody');
    expect(seen()?.property('p')).toBeUndefined();
    issues.putProperty(id, 'p', 1);
    expect(seen()?.property('p')).toBe(1);
    issues.removeProperty(id, 'p');
    expect(seen()?.property('p')).toBeUndefined();
    issues.remove(issue);
    expect(counts()).toBeUndefined();
  });

  it('keeps nothing that was seen in a transaction that is undone', () => {
    const { state, issue, seen } = open();
    const undone = new Error('undone');
    expect(() =>
      state.store.transaction(() => {
        state.issues.put({ ...issue, summary: 'Quokka' });
        expect(seen()?.issue.summary).toBe('Quokka');
        throw undone;
      }),
    ).toThrow(undone);
    expect(seen()?.issue.summary).toBe(issue.summary);
  });
});

it('the search index reads an existing store after a restart', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'handoff-search-'));
  const before = new LmdbStore(directory);
  jira = createJira({ store: before, clock });
  jira.seed('demo');
  await send('agent-ana', 'PUT issue/INC-2041', { fields: { summary: 'Quokka' } });
  await before.close();
  const after = new LmdbStore(directory);
  jira = createJira({ store: after, clock });
  expect(await find('summary ~ quokka')).toEqual(['INC-2041']);
  await after.close();
  rmSync(directory, { recursive: true, force: true });
});
