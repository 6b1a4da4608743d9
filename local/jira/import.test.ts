import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { createTestSite, doc } from './testing';

const PUBLIC_ISSUES = resolve(__dirname, '../../../shared/jira/public-issues.jsonl.gz');

const issue = (key: string, more: object = {}) =>
  JSON.stringify({
    key,
    fields: {
      project: { key: key.split('-')[0], name: 'Imported project' },
      issuetype: { name: 'Bug', subtask: false },
      status: { name: 'In Review', statusCategory: { key: 'indeterminate' } },
      summary: 'A bug',
      description: doc('It fails.'),
      reporter: { accountId: 'p1', displayName: 'Person 1' },
      comment: {
        comments: [{ author: { accountId: 'p2', displayName: 'Person 2' }, body: doc('Same here.') }],
      },
      ...more,
    },
  });

describe('import', () => {
  it('reports bad lines by number and goes on', async () => {
    const { jira, send } = createTestSite();
    const noStatus = issue('IMP-3', { status: null });
    const badText = issue('IMP-4', { description: 'plain' });
    const report = await jira.importLines([
      issue('IMP-1'),
      '{oops',
      '[]',
      '',
      noStatus,
      badText,
      issue('IMP-2'),
    ]);
    expect(report.imported).toBe(2);
    expect(report.problems.map(({ line, code }) => [line, code])).toEqual([
      [2, 'not-json'],
      [3, 'no-issue'],
      [5, 'no-issue'],
      [6, 'no-issue'],
    ]);
    expect((await send('agent-ana', 'GET issue/IMP-4')).status).toBe(404);
  });

  it('creates the project with a Sub-task type, people, status and comments, and sends no event', async () => {
    const { jira, send, events } = createTestSite('empty');
    await jira.importLines([issue('IMP-7')]);
    expect((await send('agent-ana', 'GET issue/IMP-7?fields=status,reporter,comment')).body).toMatchObject({
      fields: {
        status: { name: 'In Review' },
        reporter: { displayName: 'Person 1' },
        comment: { total: 1, comments: [{ author: { displayName: 'Person 2' } }] },
      },
    });
    const subtask = {
      project: { key: 'IMP' },
      issuetype: { name: 'Sub-task' },
      parent: { key: 'IMP-7' },
      summary: 'Approve',
      assignee: { accountId: 'commander-cho' },
    };
    const { status, body } = await send('app', 'POST issue', { fields: subtask });
    expect([status, body]).toEqual([201, expect.objectContaining({ key: 'IMP-8' })]);
    expect(events.map(({ eventType }) => eventType)).toEqual(['avi:jira:created:issue']);
    const moves = await send('agent-ana', 'GET issue/IMP-7/transitions');
    expect(moves.body).toMatchObject({ transitions: [{ to: { name: 'Open' } }] });
  });

  it('replaces an issue that was imported before', async () => {
    const { jira, send } = createTestSite('empty');
    await jira.importLines([issue('IMP-1')]);
    await jira.importLines([issue('IMP-1', { summary: 'Again' })]);
    const { body } = await send('agent-ana', 'GET issue/IMP-1?fields=summary,comment');
    expect(body).toMatchObject({ fields: { summary: 'Again', comment: { total: 1 } } });
  });

  it('loads the public issues', async () => {
    if (!existsSync(PUBLIC_ISSUES)) {
      console.log(`not run: ${PUBLIC_ISSUES.split('/').at(-1) ?? ''} is not on this machine`);
      return;
    }
    const { jira, send } = createTestSite('empty');
    const lines = gunzipSync(readFileSync(PUBLIC_ISSUES)).toString('utf8').split('\n');
    const report = await jira.importLines(lines);
    expect(report).toEqual({ imported: 426, problems: [] });
    const { body } = await send('agent-ana', 'POST search/approximate-count', {
      jql: 'project in (KAFKA, NUTCH)',
    });
    expect(body).toEqual({ count: 390 });
  });
});
