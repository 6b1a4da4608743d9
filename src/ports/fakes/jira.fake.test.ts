import { beforeEach, describe, expect, it } from '@jest/globals';
import { NO_FIELDS } from '../jira';
import { describeJiraComment } from '../suites/jira-comment.suite';
import { describeJiraDirectory } from '../suites/jira-directory.suite';
import { createFakeJira, type FakeJira } from './jira.fake';
import { createFakeClock, type FakeClock } from './platform.fake';

let jira: FakeJira;
let clock: FakeClock;
beforeEach(() => {
  clock = createFakeClock();
  jira = createFakeJira(clock);
  jira.addIssue({ id: '10001', key: 'INC-1' });
  const commanders = ['backup-bo', 'commander-cho'];
  jira.directory.groups.set('group-incident-commanders', commanders);
  jira.directory.roles.set('INC', [
    { id: '10105', name: 'Service owner', members: ['agent-ben', ...commanders] },
  ]);
  jira.directory.componentLeads.set(
    'INC',
    new Map([
      ['Network', 'commander-cho'],
      ['Storage', 'gone-gil'],
    ]),
  );
  jira.directory.statuses.set('INC', [
    { id: '10001', isSubtask: false, statuses: ['Open', 'Done'] },
    { id: '10100', isSubtask: true, statuses: ['To Do', 'Approved', 'Rejected', 'Escalated'] },
  ]);
});

describeJiraDirectory('in memory', {
  byApp: (body) => body(jira.app),
  byPerson: (accountId, body) => body(jira.userOf(accountId)),
  grantPolicy: async (accountId) => {
    jira.policyAdmins.add(accountId);
  },
});

const ADMINS_ONLY = ['agent-ana', 'app-ai-handoff'];
describeJiraComment('in memory', {
  byApp: (body) => body(jira.app),
  byPerson: (accountId, body) => body(jira.userOf(accountId)),
  issues: async () => {
    const [issue, other] = [jira.issue('10001'), jira.addIssue({ id: '10002', key: 'INC-2' })];
    issue.hiddenFrom.add('outsider-oz');
    return [issue, other];
  },
  edit: async (_issueId, commentId, { isForAdmins: isRestricted, ...change }) => {
    clock.advance(60_000);
    const restriction = isRestricted === true ? { isRestricted, hiddenFrom: ADMINS_ONLY } : {};
    jira.editComment(commentId, { accountId: 'admin-ada', ...change, ...restriction });
  },
  remove: async (issueId, commentId) => jira.deleteComment(issueId, commentId),
});

describe('active issues of the fake', () => {
  it('come in the order of their keys, 100 a page, without those that are done or hidden', async () => {
    for (let number = 150; number >= 2; number -= 1)
      jira.addIssue({ id: String(10_000 + number), key: `INC-${number}` });
    jira.issue('10002').isDone = true;
    jira.issue('10003').hiddenFrom.add('agent-ana');
    const query = { fields: NO_FIELDS };
    const read = async (reader: FakeJira['app'] | ReturnType<FakeJira['userOf']>) => {
      const first = await reader.activeIssues({ ...query, cursor: null });
      const second = await reader.activeIssues({ ...query, cursor: first.cursor });
      return {
        pages: [first.issues.length, second.issues.length],
        keys: [...first.issues, ...second.issues],
        end: second.cursor,
      };
    };
    const seen = await read(jira.app);
    expect([seen.pages, seen.end]).toEqual([[100, 49], null]);
    expect(seen.keys.slice(0, 3).map(({ key }) => key)).toEqual(['INC-1', 'INC-3', 'INC-4']);
    expect((await read(jira.userOf('agent-ana'))).pages).toEqual([100, 48]);
  });

  it('give copies of what the site holds', async () => {
    const { issues } = await jira.app.activeIssues({ fields: NO_FIELDS, cursor: null });
    Object.assign(issues[0]?.rawFields['project'] ?? {}, { key: 'EVIL' });
    const again = await jira.app.activeIssues({ fields: NO_FIELDS, cursor: null });
    expect(again.issues[0]?.rawFields['project']).toEqual({ key: 'INC' });
  });
});

describe('a notification of the fake', () => {
  it('is kept, and refused on an issue that is not there', async () => {
    await jira.app.notifyPeople('INC-1', ['backup-bo'], { subject: 'S', text: 'T' });
    expect(jira.notices).toEqual([{ issueKey: 'INC-1', accountIds: ['backup-bo'], subject: 'S', text: 'T' }]);
    await expect(jira.app.notifyPeople('INC-9', [], { subject: 'S', text: 'T' })).rejects.toThrow();
  });
});
