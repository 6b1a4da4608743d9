import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { EMITTED_EVENTS } from './event-of';
import { differences, shapeOf } from './examples/shape';
import { createTestSite, doc, listIn, textIn, type TestSite } from './testing';

const FIXTURES = resolve(__dirname, '../../../shared/jira/fixtures/documented-events.json');

let site: TestSite;
beforeEach(() => {
  site = createTestSite();
});

const mention = (accountId: string) => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'mention', attrs: { id: accountId } }] }],
});

/** Does one of everything that sends an event, as agent-ana (the deletion as admin-ada). */
async function doEverything(): Promise<void> {
  const send = (request: string, body?: unknown) => site.send('agent-ana', request, body);
  const fields = { project: { key: 'ENH' }, issuetype: { name: 'Task' }, summary: 's' };
  const key = textIn((await send('POST issue', { fields })).body, 'key');
  await send(`PUT issue/${key}`, { fields: { description: mention('agent-ben') } });
  await send(`POST issue/${key}/transitions`, { transition: { id: '11' } });
  await send(`PUT issue/${key}/assignee`, { accountId: 'agent-ben' });
  const made = await send(`POST issue/${key}/comment`, { body: mention('agent-ben') });
  await send(`DELETE issue/${key}/comment/${textIn(made.body, 'id')}`);
  await send('POST issueLink', {
    type: { name: 'Blocks' },
    inwardIssue: { key },
    outwardIssue: { key: 'ENH-2219' },
  });
  await site.send('admin-ada', `DELETE issue/${key}`);
}

describe('product events', () => {
  it('are those that the list names, each of them', async () => {
    await doEverything();
    const sent = new Set(site.events.map(({ eventType }) => eventType));
    expect([...sent].sort()).toEqual([...EMITTED_EVENTS].sort());
  });

  it.each(EMITTED_EVENTS)('mark %s as self-generated when the app caused it', async (eventType) => {
    const { send } = site;
    // The app does what agent-ana does above.
    Object.assign(site, {
      send: (_who: string, request: string, body?: unknown) => send('app', request, body),
    });
    await doEverything();
    const own = site.events.filter((event) => event.eventType === eventType);
    expect(own.length).toBeGreaterThan(0);
    expect(own.every(({ selfGenerated }) => selfGenerated)).toBe(true);
  });

  it('carry an assignment with ids only, and name everybody concerned', async () => {
    await site.send('agent-ana', 'PUT issue/INC-2041/assignee', { accountId: 'agent-ana' });
    site.events.length = 0;
    await site.send('commander-cho', 'PUT issue/INC-2041/assignee', { accountId: 'agent-ben' });
    expect(site.events[1]).toMatchObject({
      eventType: 'avi:jira:assigned:issue',
      changelog: { items: [{ from: 'agent-ana', to: 'agent-ben' }] },
      associatedUsers: [
        { accountId: 'commander-cho' },
        { accountId: 'agent-ana' },
        { accountId: 'agent-ben' },
      ],
    });
    expect(JSON.stringify(site.events[1])).not.toContain('toString');
    expect(site.events[0]).toMatchObject({ jiraEventTypeName: 'issue_assigned' });
  });

  it('name mentioned people once, without the writer and without those mentioned before', async () => {
    const edit = (accountId: string) =>
      site.send('agent-ana', 'PUT issue/INC-2041', { fields: { description: mention(accountId) } });
    await edit('agent-ana');
    await edit('agent-ben');
    await site.send('agent-ana', 'PUT issue/INC-2041', { fields: { summary: 'x' } });
    const mentions = site.events.filter(({ eventType }) => eventType === 'avi:jira:mentioned:issue');
    expect(mentions).toMatchObject([{ mentionedAccountIds: ['agent-ben'] }]);
  });

  it('leave out what goes with a deleted issue', async () => {
    const approval = {
      project: { key: 'INC' },
      issuetype: { name: 'Approval' },
      parent: { key: 'INC-2041' },
    };
    await site.send('app', 'POST issue', { fields: { ...approval, summary: 's' } });
    site.events.length = 0;
    await site.send('admin-ada', 'DELETE issue/INC-2041?deleteSubtasks=true');
    expect(site.events.map(({ eventType }) => eventType)).toEqual(['avi:jira:deleted:issue']);
  });

  it('are not sent for reads, refusals and edits that change nothing', async () => {
    await site.send('agent-ana', 'GET issue/INC-2041?expand=changelog,transitions');
    await site.send('auditor-ava', 'PUT issue/INC-2041', { fields: { summary: 'x' } });
    await site.send('agent-ana', 'POST issue/INC-2041/comment', { body: 'text' });
    const { body } = await site.send('agent-ana', 'GET issue/INC-2041?fields=summary');
    const fields = new Map<string, unknown>(Object.entries(body ?? {})).get('fields');
    expect((await site.send('agent-ana', 'PUT issue/INC-2041', { fields })).status).toBe(204);
    expect(site.events).toEqual([]);
  });

  it('undo with the change that they would announce', async () => {
    const comment = [{ add: { body: doc('x') } }, { add: { body: 'no document' } }];
    const body = { transition: { id: '21' }, update: { comment } };
    expect((await site.send('agent-ana', 'POST issue/INC-2041/transitions', body)).status).toBe(400);
    expect(site.events).toEqual([]);
    const { body: issue } = await site.send('agent-ana', 'GET issue/INC-2041/comment');
    expect(listIn(issue, 'comments')).toHaveLength(15);
  });
});

/** Differences from the documented examples, each with its reason. */
const KNOWN: readonly string[] = [
  // The examples carry it, Atlassian's table and forge-facts §1.9 do not: an app may not build on it.
  '-changelog.id',
  // Real answers carry them beside the documented ones (recorded 2026-04-28).
  '+issue.fields.issuetype.hierarchyLevel',
  '+issue.fields.issuetype.untranslatedName',
  '+issue.fields.status.untranslatedName',
];

if (!existsSync(FIXTURES)) {
  it.todo('have the documented shape: ../shared is not on this machine');
} else {
  describe('documented examples', againstExamples);
}

function againstExamples(): void {
  const examples = listIn(JSON.parse(readFileSync(FIXTURES, 'utf8')), 'events');
  const isOpen = (path: string) => path.endsWith('.body') || path.endsWith('.avatarUrls');

  it.each(examples.map((example, index) => [textIn(example, 'eventType'), index] as const))(
    'of %s (%i) have the shape of ours',
    async (eventType, index) => {
      await doEverything();
      const name = textIn(examples[index], 'jiraEventTypeName');
      const ours = [...site.events]
        .reverse()
        .find(
          (event) =>
            event.eventType === eventType &&
            textIn(event, 'jiraEventTypeName') === name &&
            isLike(event, index),
        );
      const found = differences(shapeOf(ours, isOpen), shapeOf(examples[index], isOpen));
      expect(found.filter((difference) => !KNOWN.includes(difference))).toEqual([]);
    },
  );

  /** Of several updates the one that changed the same field. */
  function isLike(event: object, index: number): boolean {
    const fieldOf = (each: unknown) => /"items":\[\{"field":"(\w+)"/.exec(JSON.stringify(each))?.[1];
    return fieldOf(event) === fieldOf(examples[index]);
  }
}
