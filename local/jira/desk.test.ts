import { beforeEach, describe, expect, it } from '@jest/globals';
import { LIMITS } from '../forge/limits';
import { createTestSite, listIn, textIn, type TestSite } from './testing';

let site: TestSite;
beforeEach(() => {
  site = createTestSite();
});

const REQUEST = '/rest/servicedeskapi/request/REQ-2188';
const status = async (who: string, request: string, body?: unknown) =>
  (await site.send(who, request, body)).status;

describe('approvals', () => {
  const approval = async (who: string) =>
    listIn((await site.send(who, `GET ${REQUEST}/approval`)).body, 'values')[0];
  const answer = async (who: string, decision: string) => {
    const id = textIn(await approval('agent-ana'), 'id');
    return site.send(who, `POST ${REQUEST}/approval/${id}`, { decision });
  };
  const statusOf = async () => (await site.send('agent-ana', 'GET issue/REQ-2188?fields=status')).body;

  it('wait for all approvers and tell each whether they can answer', async () => {
    expect(await approval('manager-mia')).toMatchObject({
      finalDecision: 'pending',
      canAnswerApproval: true,
      approvers: [
        { approver: { accountId: 'manager-mia' }, approverDecision: 'pending' },
        { approver: { accountId: 'sponsor-lea' }, approverDecision: 'pending' },
      ],
    });
    expect(await approval('agent-ana')).toMatchObject({ canAnswerApproval: false });
    expect(await answer('manager-mia', 'approve')).toMatchObject({
      status: 200,
      body: { finalDecision: 'pending', canAnswerApproval: false },
    });
    expect(await statusOf()).toMatchObject({ fields: { status: { name: 'Waiting' } } });
    expect(await answer('sponsor-lea', 'approve')).toMatchObject({
      status: 200,
      body: { finalDecision: 'approved', completedDate: {} },
    });
  });

  it('move the request when they end, which is all that an app hears of', async () => {
    await answer('manager-mia', 'approve');
    expect(site.events).toEqual([]);
    await answer('sponsor-lea', 'approve');
    expect(await statusOf()).toMatchObject({ fields: { status: { name: 'In progress' } } });
    expect(site.events).toMatchObject([{ eventType: 'avi:jira:updated:issue', atlassianId: 'sponsor-lea' }]);
  });

  it('end with one refusal', async () => {
    expect((await answer('sponsor-lea', 'decline')).body).toMatchObject({ finalDecision: 'declined' });
    expect(await statusOf()).toMatchObject({ fields: { status: { name: 'Resolved' } } });
    expect((await answer('manager-mia', 'approve')).status).toBe(409);
  });

  it('refuse who is no approver, and a second answer', async () => {
    for (const who of ['agent-ana', 'admin-ada', 'app', 'customer-cy'])
      expect([who, (await answer(who, 'approve')).status]).toEqual([who, 403]);
    expect((await answer('manager-mia', 'approve')).status).toBe(200);
    expect((await answer('manager-mia', 'decline')).status).toBe(409);
  });

  it('go with their request', async () => {
    expect(await status('admin-ada', 'DELETE issue/REQ-2188')).toBe(204);
    expect(site.state.approvals.all()).toEqual([]);
  });
});

describe('request comments', () => {
  it('keep plain text as paragraphs and lines', async () => {
    const made = await site.send('agent-ana', `POST ${REQUEST}/comment`, {
      body: 'one\ntwo\n\n*three*',
      public: true,
    });
    expect(made).toMatchObject({ status: 201, body: { public: true, body: 'one\ntwo\n*three*' } });
    const { body } = await site.send('agent-ana', `GET issue/REQ-2188/comment/${textIn(made.body, 'id')}`);
    expect(body).toMatchObject({
      jsdPublic: true,
      body: { content: [{ content: [{ text: 'one' }, { type: 'hardBreak' }, { text: 'two' }] }, {}] },
    });
  });

  it('are internal for agents when they say so, and never for customers', async () => {
    const made = await site.send('agent-ana', `POST ${REQUEST}/comment`, { body: 'x', public: false });
    const id = textIn(made.body, 'id');
    expect((await site.send('agent-ana', `GET issue/REQ-2188/comment/${id}`)).body).toMatchObject({
      jsdPublic: false,
    });
    expect(await status('customer-cy', `GET ${REQUEST}/comment/${id}`)).toBe(404);
    expect(await status('customer-cy', `POST ${REQUEST}/comment`, { body: 'x', public: false })).toBe(403);
    expect(await status('customer-cy', `POST ${REQUEST}/comment`, { body: 'x', public: true })).toBe(201);
  });

  it('are paged and filtered', async () => {
    const page = async (query: string) =>
      (await site.send('agent-ana', `GET ${REQUEST}/comment${query}`)).body;
    expect(await page('?limit=3')).toMatchObject({
      size: 3,
      isLastPage: false,
      _links: { next: expect.anything() },
    });
    expect(await page('?start=6&limit=3')).toMatchObject({ size: 1, isLastPage: true });
    expect(listIn(await page('?internal=false'), 'values')).toHaveLength(5);
    expect(listIn(await page('?public=false'), 'values')).toHaveLength(2);
  });

  it('hold as much text as any text field', async () => {
    const write = (length: number) =>
      status('agent-ana', `POST ${REQUEST}/comment`, { body: 'x'.repeat(length), public: true });
    expect(await write(LIMITS.jiraTextField.value)).toBe(201);
    expect(await write(LIMITS.jiraTextField.value + 1)).toBe(400);
  });
});

describe('requests', () => {
  const HOUR = 3_600_000;

  it('show their type and how they stand to the goals of the project', async () => {
    const { body } = await site.send('agent-ana', `GET ${REQUEST}?expand=requestType&expand=sla`);
    expect(body).toMatchObject({
      requestType: {
        name: 'Request access for temporary staff',
        issueTypeId: '10002',
        serviceDeskId: '10001',
      },
      sla: {
        size: 2,
        values: [
          {
            name: 'Time to first response',
            completedCycles: [{ breached: false, goalDuration: { millis: 4 * HOUR } }],
          },
          {
            name: 'Time to resolution',
            completedCycles: [],
            ongoingCycle: { breached: false, paused: false, goalDuration: { millis: 120 * HOUR } },
          },
        ],
      },
    });
    const { body: bare } = await site.send('agent-ana', `GET ${REQUEST}`);
    expect(bare).not.toHaveProperty('requestType');
    expect(bare).not.toHaveProperty('sla');
  });

  it('have missed a goal that is over, and a goal that was met stays met', async () => {
    const slaOf = async () =>
      (await site.send('agent-ana', 'GET /rest/servicedeskapi/request/INC-2041?expand=sla')).body;
    expect(await slaOf()).toMatchObject({
      sla: { values: [{ completedCycles: [{ breached: false }] }, { ongoingCycle: { breached: true } }] },
    });
    expect(JSON.stringify(await slaOf())).toContain('"remainingTime":{"millis":-');
  });

  it('refuse what is not expanded here', async () => {
    expect(await status('agent-ana', `GET ${REQUEST}?expand=participant`)).toBe(400);
  });
});

describe('watchers', () => {
  const watchers = async (who: string) => (await site.send(who, 'GET issue/INC-2041/watchers')).body;

  it('are added by themselves, and others by who manages watchers', async () => {
    expect(await status('agent-ana', 'POST issue/INC-2041/watchers')).toBe(204);
    expect(await status('agent-ana', 'POST issue/INC-2041/watchers', 'agent-ben')).toBe(403);
    expect(await status('admin-ada', 'POST issue/INC-2041/watchers', 'agent-ben')).toBe(204);
    expect(await watchers('agent-ana')).toMatchObject({ isWatching: true });
    expect(await watchers('auditor-ava')).toMatchObject({ isWatching: false, watchers: [] });
    const ids = listIn(await watchers('agent-ana'), 'watchers').map((each) => textIn(each, 'accountId'));
    expect(ids).toEqual(expect.arrayContaining(['agent-ana', 'agent-ben']));
    expect(await status('agent-ana', 'DELETE issue/INC-2041/watchers?accountId=agent-ben')).toBe(403);
    expect(await status('agent-ana', 'DELETE issue/INC-2041/watchers?accountId=agent-ana')).toBe(204);
    expect(await watchers('agent-ana')).toMatchObject({ isWatching: false });
  });

  it('are licensed people: a customer follows a request by having reported it', async () => {
    expect(await status('customer-cy', 'POST issue/REQ-2188/watchers')).toBe(403);
    expect(await status('customer-cy', 'DELETE issue/REQ-2188/watchers?accountId=customer-cy')).toBe(403);
  });

  it('have to be able to see the issue', async () => {
    expect(await status('admin-ada', 'POST issue/INC-2041/watchers', 'outsider-oz')).toBe(400);
    expect(await status('admin-ada', 'POST issue/INC-2041/watchers', 'nobody')).toBe(404);
  });
});

describe('notify', () => {
  const notify = (to: unknown, more: object = {}) =>
    status('agent-ana', 'POST issue/REQ-2188/notify', { subject: 's', textBody: 't', to, ...more });
  const recipients = () => site.jira.notifications().at(-1)?.recipients;

  it('keeps what would have been mailed, for who may see the issue', async () => {
    const to = { assignee: true, users: [{ accountId: 'outsider-oz' }], groups: [{ name: 'jira-admins' }] };
    expect(await notify(to)).toBe(204);
    expect(recipients()).toEqual(['agent-ben', 'admin-ada', 'admin-max']);
    expect(site.jira.notifications()).toMatchObject([{ subject: 's', textBody: 't', authorId: 'agent-ana' }]);
  });

  it('leaves out who does not meet the restriction', async () => {
    const to = { groupIds: ['group-service-agents'] };
    expect(await notify(to, { restrict: { groups: [{ name: 'security-owners' }] } })).toBe(204);
    expect(recipients()).toEqual(['secowner-sam']);
    const restrict = { permissions: [{ key: 'ADMINISTER_PROJECTS' }] };
    expect(await notify({ groupIds: ['group-jira-admins'], assignee: true }, { restrict })).toBe(204);
    expect(recipients()).toEqual(['admin-ada', 'admin-max']);
  });

  it.each([
    ['nobody', {}],
    ['only the caller', { users: [{ accountId: 'agent-ana' }] }],
    ['somebody unknown', { users: [{ accountId: 'nobody' }] }],
    ['an unknown group', { groupIds: ['none'] }],
  ])('refuses %s as recipient', async (_what, to) => {
    expect(await notify(to)).toBe(400);
    expect(site.jira.notifications()).toEqual([]);
  });

  it('refuses the assignee of an issue that has none', async () => {
    await site.send('agent-ana', 'PUT issue/REQ-2188/assignee', { accountId: null });
    expect(await notify({ assignee: true })).toBe(400);
  });
});

describe('group members', () => {
  it('are active people, and the others on request', async () => {
    const members = async (query: string) =>
      listIn((await site.send('agent-ana', `GET group/member?${query}`)).body, 'values').map((user) =>
        textIn(user, 'accountId'),
      );
    expect(await members('groupname=security-owners')).toEqual(['secowner-sam']);
    expect(await members('groupId=group-service-agents')).not.toContain('gone-gil');
    expect(await members('groupId=group-service-agents&includeInactiveUsers=true')).toContain('gone-gil');
  });
});
