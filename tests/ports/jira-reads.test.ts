import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { changesSince, snapshotOf } from '../../src/domain/packet/packet';
import { DEFAULT_POLICY } from '../../src/domain/policy/default-policy';
import { useJiraSite } from './jira-site';

const site = useJiraSite();
const { fieldMap } = DEFAULT_POLICY;
const paragraph = (text: string) => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

describe('reading an issue', () => {
  it.each(['agent-ana', 'auditor-ava', null])(
    'gives %s its identity, fields, comments and history',
    async (who) => {
      const id = await site.idOf('INC-2041');
      const reading =
        who === null
          ? await site.asApp((jira) => jira.readIssue(id, fieldMap))
          : await site.asUser(who, (jira) => jira.readIssue(id, fieldMap));
      expect(reading).toMatchObject({
        id,
        key: 'INC-2041',
        projectKey: 'INC',
        projectType: 'service_desk',
        issueType: 'Incident',
        isSubtask: false,
      });
      expect(reading?.fields.map((field) => field.label)).toEqual(
        expect.arrayContaining([
          'Summary',
          'Status',
          'Severity',
          'Data class',
          'Service owner',
          'Runbook',
          'Environment',
        ]),
      );
      expect(reading?.description).toContain('slow sessions over VPN');
      expect(reading?.comments.length).toBe(reading?.commentsTotal);
      expect(reading?.comments.some((comment) => comment.isInternal)).toBe(true);
      const times = reading?.comments.map((comment) => comment.at) ?? [];
      expect(times).toEqual([...times].sort());
      expect(reading?.history.length).toBeGreaterThan(0);
    },
  );

  it('gives the app a reading that digests as the one of a person who sees more', async () => {
    const id = await site.idOf('INC-2041');
    const asUser = await site.asUser('agent-ana', (jira) => jira.readIssue(id, fieldMap));
    const asApp = await site.asApp((jira) => jira.readIssue(id, fieldMap));
    expect(asUser?.comments.some((comment) => comment.isRestricted)).toBe(true);
    expect(asApp?.comments.some((comment) => comment.isRestricted)).toBe(false);
    expect(asUser !== null && asApp !== null ? changesSince(snapshotOf(asUser), asApp) : null).toEqual([]);
  });

  it.each(['outsider-oz', 'customer-cy'])('is null for %s, who may not see it', async (who) => {
    const id = await site.idOf('INC-2041');
    expect(await site.asUser(who, (jira) => jira.readIssue(id, fieldMap))).toBeNull();
    expect(await site.asUser(who, (jira) => jira.readHeader(id, fieldMap))).toBeNull();
  });

  it('is null for an issue that does not exist', async () => {
    expect(await site.asApp((jira) => jira.readIssue('99999999', fieldMap))).toBeNull();
    expect(await site.asUser('agent-ana', (jira) => jira.readHeader('99999999', fieldMap))).toBeNull();
  });

  it('gives a header without comments, with no mark on an ordinary issue', async () => {
    const id = await site.idOf('SEC-2274');
    const header = await site.asUser('agent-ana', (jira) => jira.readHeader(id, fieldMap));
    expect(header).toMatchObject({
      parent: null,
      approvalMark: null,
      reading: { key: 'SEC-2274', comments: [] },
    });
  });

  it('marks the app’s own comments and restricted ones', async () => {
    const id = await site.idOf('INC-2041');
    await site.send('app', `POST issue/${id}/comment`, { body: paragraph('Written by the app') });
    await site.send('admin-ada', `POST issue/${id}/comment`, {
      body: paragraph('For admins'),
      visibility: { type: 'role', value: 'Administrators' },
    });
    const comments = (await site.asUser('admin-ada', (jira) => jira.readIssue(id, fieldMap)))?.comments ?? [];
    const last = comments
      .slice(-2)
      .map(({ text, isFromAi, isRestricted }) => ({ text, isFromAi, isRestricted }));
    expect(last).toEqual(
      expect.arrayContaining([
        { text: 'Written by the app', isFromAi: true, isRestricted: false },
        { text: 'For admins', isFromAi: false, isRestricted: true },
      ]),
    );
  });

  it('reads the newest of many comments, oldest first, and says how many there are', async () => {
    const id = await site.idOf('INC-2041');
    for (let index = 1; index <= 130; index += 1) {
      site.host().clock.advance(1_000);
      await site.send('agent-ana', `POST issue/${id}/comment`, { body: paragraph(`Note ${index}`) });
    }
    const reading = await site.asUser('agent-ana', (jira) => jira.readIssue(id, fieldMap));
    expect(reading?.comments.at(-1)?.text).toBe('Note 130');
    expect(reading?.commentsTotal).toBeGreaterThan(130);
    expect(reading?.comments).toHaveLength(reading?.commentsTotal ?? 0);
  });

  it('reads on where Jira gives fewer comments on a page than it was asked for', async () => {
    const id = await site.idOf('INC-2041');
    const whole = await site.asUser('agent-ana', (jira) => jira.readIssue(id, fieldMap));
    let pages = 0;
    site.host().tap(({ path }, response) => {
      if (!path.includes('/comment?')) return response;
      pages += 1;
      const { comments, ...rest } = z.looseObject({ comments: z.array(z.unknown()) }).parse(response.body);
      return { ...response, body: { ...rest, comments: comments.slice(0, 4) } };
    });
    const paged = await site.asUser('agent-ana', (jira) => jira.readIssue(id, fieldMap));
    expect(whole?.comments.length).toBeGreaterThan(8);
    expect(paged?.comments).toEqual(whole?.comments);
    expect(pages).toBe(Math.ceil((whole?.comments.length ?? 0) / 4));
  });

  it('gives size and type of an attachment, and links to issues of any project', async () => {
    const id = await site.idOf('INC-2041');
    const reading = await site.asUser('agent-ana', (jira) => jira.readIssue(id, fieldMap));
    expect(reading?.attachments).toContainEqual(
      expect.objectContaining({ name: 'rtt-vpn-eu-1-0900-1000.csv', size: 48_213, mediaType: 'text/csv' }),
    );
    expect(reading?.links.map(({ key }) => key)).toContain('REQ-2002');
  });
});

describe('people', () => {
  it('come in the order asked for, each once, with what Jira says of the account', async () => {
    const asked = ['gone-gil', 'agent-ana', 'nobody', 'bot-automation', 'agent-ana'];
    const people = await site.asApp((jira) => jira.people(asked));
    expect(people.map(({ accountId, isActive, accountType }) => [accountId, isActive, accountType])).toEqual([
      ['gone-gil', false, 'atlassian'],
      ['agent-ana', true, 'atlassian'],
      ['bot-automation', true, 'app'],
    ]);
    expect(await site.asApp((jira) => jira.people([]))).toEqual([]);
  });

  it('are read also when they are more than one address holds', async () => {
    const strangers = Array.from({ length: 95 }, (_none, at) => `nobody-${String(at)}`);
    const people = await site.asApp((jira) => jira.people(['agent-ben', ...strangers, 'agent-ana']));
    expect(people.map(({ accountId }) => accountId)).toEqual(['agent-ben', 'agent-ana']);
  });
});

describe('what a person may do', () => {
  it.each([
    ['agent-ana', { mayEdit: true }],
    ['auditor-ava', { mayEdit: false }],
    ['outsider-oz', null],
    ['customer-cy', null],
  ])('is for %s on an incident %j', async (who, expected) => {
    const id = await site.idOf('INC-2041');
    expect(await site.asUser(who, (jira) => jira.permissionsOn(id))).toEqual(expected);
  });

  it('is null on an issue that does not exist', async () => {
    expect(await site.asUser('agent-ana', (jira) => jira.permissionsOn('99999999'))).toBeNull();
  });

  it('names the issues that a person may browse, and none of an empty list', async () => {
    const ids = [await site.idOf('INC-2041'), await site.idOf('REQ-2188')];
    const visible = (who: string, issueIds: readonly string[]) =>
      site.asUser(who, async (jira) => [...(await jira.visibleAmong(issueIds))].sort());
    expect(await visible('agent-ana', [...ids, '99999999', 'not-a-number'])).toEqual([...ids].sort());
    expect(await visible('outsider-oz', ids)).toEqual([]);
    expect(await visible('agent-ana', [])).toEqual([]);
  });
});
