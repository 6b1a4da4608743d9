import { beforeAll, describe, expect, it } from '@jest/globals';
import { createJqlSite, type JqlSite } from './testing';

let site: JqlSite;
beforeAll(async () => {
  site = await createJqlSite();
});

/** The query within the test's project, oldest issue first. */
const inTest = (jql: string) => site.find(`project = TST AND (${jql}) ORDER BY id ASC`);

describe('fields', () => {
  it.each([
    ['project = "test bench" AND key = TST-1', '1'],
    ['project != TST', ''],
    ['projectType = software', '1 2 3 4 5'],
    ['key = tst-2', '2'],
    ['issue in (TST-1, "TST-3")', '1 3'],
    ['issuekey > TST-3', '4 5'],
    ['id <= TST-2', '1 2'],
    ['key >= INC-2041', ''],
    ['issuetype = Incident', '1'],
    ['type != Incident', '2 3 4 5'],
    ['type in standardIssueTypes()', '1 2 3 4'],
    ['status = Closed', '2 3'],
    ['status = 6', '2 3'],
    ['status not in (Closed)', '1 4 5'],
    ['statusCategory = "To Do"', '1 4 5'],
    ['statusCategory in (new, Done)', '1 2 3 4 5'],
    ['priority = high', '1 2'],
    ['priority > Medium', '1 2'],
    ['priority <= Medium', '3 5'],
    ['priority is EMPTY', '4'],
    ['resolution = Unresolved', '1 4 5'],
    ['resolution is not EMPTY', '2 3'],
    ['resolution > Done', '3'],
    ['labels = hardware', '1 2'],
    ['labels = urgent AND labels = hardware', '1'],
    ['labels is EMPTY', '3 4 5'],
    ['component = Printing', '1'],
    ['parent = TST-1', '5'],
    ['parent is EMPTY', '1 2 3 4'],
    ['level is EMPTY', '1 2 3 4 5'],
    ['attachments is not EMPTY', '4'],
    ['assignee = agent-ana', '1 2'],
    ['assignee = "Ben Fischer"', '3'],
    ['assignee is EMPTY', '4 5'],
    ['reporter = currentUser()', '2 3 5'],
    ['creator in (customer-cy, agent-ben)', '1 4'],
    ['watcher = currentUser()', '3 5'],
    ['"Severity" = high', '1'],
    ['cf[10050] is EMPTY', '2 3 4 5'],
    ['"service owner" in membersOf("service-agents")', '1'],
    ['Runbook ~ spooler', '4'],
    ['issue.property[hand-off].state = waiting', '1'],
    ['issue.property["hand-off"].n = 3', '1'],
    ['issue.property[hand-off].by.team = b', '1'],
    ['issue.property[hand-off].state is EMPTY', '2 3 4 5'],
    ['statusCategoryChangedDate >= "2026-11-18 12:00"', '2 5'],
  ])('finds by %s', async (jql, expected) => {
    expect(await inTest(jql)).toBe(expected);
  });

  it('finds by level what the caller may see', async () => {
    const jql = 'project = SEC AND level = "Restricted to security"';
    expect((await site.find(jql, 'secowner-sam')).split(' ')).toContain('SEC-2261');
    expect(await site.find(jql)).toBe('');
  });

  it('tells who watches to who may see watchers, and to others of themselves', async () => {
    await site.send('customer-cy', 'POST issue/REQ-2188/watchers', 'customer-cy');
    const finds = async (person: string, who: string) =>
      (await site.find(`key = REQ-2188 AND watcher = ${person}`, who)) !== '';
    await site.send('agent-ana', 'POST issue/REQ-2188/watchers', 'agent-ana');
    expect(await finds('agent-ana', 'agent-ana')).toBe(true);
    expect(await finds('agent-ana', 'customer-cy')).toBe(false);
  });
});

describe('empty fields', () => {
  it.each([
    ['assignee != agent-ana', '3'],
    ['assignee not in (agent-ana)', '3'],
    ['NOT assignee = agent-ana', '3'],
    ['NOT (assignee = agent-ana OR priority = Low)', '3'],
    ['assignee not in (EMPTY, agent-ana)', '3'],
    ['assignee in (EMPTY, agent-ben)', '3 4 5'],
    ['assignee = NULL', '4 5'],
    ['assignee != EMPTY', '1 2 3'],
    ['NOT assignee is EMPTY', '1 2 3'],
    ['labels != urgent', '2'],
    ['environment !~ tower', '4'],
    ['NOT environment ~ tower', '4'],
    ['due != "2026-11-10"', '1'],
    ['NOT due > "2026-11-15"', '3'],
    ['NOT priority > Medium', '3 5'],
  ])('are left out by what is negated: %s', async (jql, expected) => {
    expect(await inTest(jql)).toBe(expected);
  });
});

describe('texts', () => {
  it.each([
    ['summary ~ fire', '1 4 5'],
    ['summary ~ "FIRE printer"', '1'],
    ['summary ~ "printer fire"', '1'],
    ['summary ~ "\\"printer on fire\\""', '1'],
    ['summary ~ "\\"fire on\\""', ''],
    ['summary ~ "print*"', '1 4'],
    ['summary ~ "t?ner"', '2'],
    ['summary ~ "fire -drill"', '1 5'],
    ['summary ~ "toner OR tray"', '2 3'],
    ['summary ~ "fire AND drill"', '4'],
    ['summary !~ fire', '2 3'],
    ['description ~ smoke', '1'],
    ['description ~ "CHG-774"', '1'],
    ['description ~ "774-CHG"', ''],
    ['environment ~ building', '4'],
    ['comment ~ extinguisher', '1'],
    ['comment !~ extinguisher', ''],
    ['text ~ "smoke"', '1'],
    ['text ~ extinguisher', '1'],
    ['text ~ spooler', '4'],
    ['text ~ "printer smoke"', ''],
    ['NOT text ~ fire', '2 3'],
  ])('match by words: %s', async (jql, expected) => {
    expect(await inTest(jql)).toBe(expected);
  });

  it('are not stemmed', async () => {
    expect(await inTest('summary ~ printers')).toBe('4');
  });

  it('of comments are found by who may read them only', async () => {
    const hidden = { body: { type: 'doc', version: 1, content: [paragraph('Xylophone')] } };
    const properties = [{ key: 'sd.public.comment', value: { internal: true } }];
    await site.send('agent-ana', 'POST issue/REQ-2188/comment', { ...hidden, properties });
    expect(await site.find('text ~ xylophone')).toBe('REQ-2188');
    expect(await site.find('text ~ xylophone', 'customer-cy')).toBe('');
    expect(await site.find('comment ~ xylophone', 'customer-cy')).toBe('');
  });
});

const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });

describe('dates', () => {
  it.each([
    ['created < "2026-11-10"', '1'],
    ['created >= "2026/11/10 08:00"', '2 3 4 5'],
    ['created > "2026-11-10 08:00"', '3 4 5'],
    ['created = "2026-11-10 08:00"', '2'],
    ['created in ("2026-11-10 08:00", "2026-11-15 08:00")', '2 4'],
    ['created >= -9d AND created <= "-3d"', '2 3 4'],
    ['created >= "-1w 2d"', '2 3 4 5'],
    [`created <= ${Date.UTC(2026, 10, 10, 12)}`, '1 2 3'],
    ['updated < -1h', ''],
    ['due = "2026-11-20"', '1'],
    ['duedate < now()', '3'],
    ['due <= 2d', '1 3'],
    ['due is EMPTY', '2 4 5'],
    ['resolved is not EMPTY', '2 3'],
    ['resolutiondate < startOfDay()', '3'],
    ['created >= startOfDay()', '5'],
    ['created >= startOfDay("-3d")', '4 5'],
    ['created >= startOfWeek()', '4 5'],
    ['created >= startOfMonth()', '1 2 3 4 5'],
    ['created >= startOfYear("+1y")', ''],
    ['created > endOfDay(-4)', '4 5'],
    ['created > endOfWeek("-1w")', '4 5'],
    ['created > endOfMonth(-1M)', '1 2 3 4 5'],
    ['created <= endOfYear()', '1 2 3 4 5'],
    ['created <= endOfYear("-1y")', ''],
  ])('compare by instant: %s', async (jql, expected) => {
    expect(await inTest(jql)).toBe(expected);
  });
});

describe('history', () => {
  it.each([
    ['status was Open', '1 2 4 5'],
    ['status was not Open', '3'],
    ['NOT status was Open', '3'],
    ['status was in (Open, Closed)', '1 2 3 4 5'],
    ['status was not in (Closed)', '1 4 5'],
    ['assignee was EMPTY', '2 4 5'],
    ['assignee was agent-ben', '2 3'],
    ['assignee was agent-ben BY agent-ana', '2 3'],
    ['assignee was agent-ana BY customer-cy', '1'],
    ['assignee was agent-ben AFTER "2026-11-18 14:00"', '3'],
    ['assignee was agent-ben BEFORE "2026-11-18 11:00"', '3'],
    ['assignee was agent-ben ON "2026-11-18"', '2 3'],
    ['assignee was agent-ben ON "2026-11-17"', '3'],
    ['assignee was agent-ben DURING ("2026-11-18 10:00", "2026-11-18 10:59")', '3'],
    ['assignee was in membersOf("jira-admins")', ''],
    ['status changed', '2'],
    ['NOT status changed', '1 3 4 5'],
    ['status changed FROM Open TO Closed', '2'],
    ['status changed TO Open', ''],
    ['status changed BY agent-ben', '2'],
    ['status changed BY currentUser()', ''],
    ['status changed AFTER "2026-11-18 12:00"', ''],
    ['status changed BEFORE "2026-11-18 12:01" AFTER -1d', '2'],
    ['status changed ON "2026-11-18"', '2'],
    ['status changed DURING ("2026-11-18", "2026-11-19")', '2'],
    ['assignee changed FROM EMPTY TO agent-ben', '2'],
    ['priority changed FROM Low TO (High, Highest)', '2'],
    ['priority was Low', '2'],
    ['resolution was EMPTY AND resolution is not EMPTY', '2'],
    ['reporter changed', ''],
  ])('is searched by %s', async (jql, expected) => {
    expect(await inTest(jql)).toBe(expected);
  });
});

describe('functions', () => {
  it.each([
    ['assignee in membersOf("Service-Agents")', '1 2 3'],
    ['assignee not in membersOf(service-agents)', ''],
    ['issue in linkedIssues(TST-1)', '2 3'],
    ['issue in linkedIssues("TST-1", blocks)', '2'],
    ['issue in linkedIssues("TST-2", "is blocked by")', '1'],
    ['issue in linkedIssues("TST-2", blocks)', ''],
    ['issue in linkedIssues("TST-3", "relates to")', '1'],
    ['issue in linkedIssues(TST-1, "relates to")', '3'],
    ['issue not in linkedIssues(TST-1)', '1 4 5'],
    ['issue in watchedIssues()', '3 5'],
    ['issuetype in subtaskIssueTypes()', '5'],
    ['project in projectsLeadByUser(admin-ada)', '1 2 3 4 5'],
    ['project in projectsLeadByUser()', ''],
    ['assignee in (currentUser(), agent-ben)', '1 2 3'],
  ])('stand for values: %s', async (jql, expected) => {
    expect(await inTest(jql)).toBe(expected);
  });

  it('stand for nobody where nobody is signed in', async () => {
    expect(await site.find('assignee = currentUser()', 'anonymous')).toBe('');
  });
});

describe('words and signs', () => {
  it.each([
    ['status = Open && type = Incident', '1'],
    ['key = TST-1 || key = TST-2 AND key = TST-3', '1'],
    ['(key = TST-1 OR key = TST-2) and key = TST-2', '2'],
    ['!key = TST-1', '2 3 4 5'],
    ['not not key = TST-1', '1'],
    ["summary ~ 'toner'", '2'],
    ['summary ~ "t\\u006fner"', '2'],
    ['key IN ((TST-1), (TST-2, (TST-3)))', '1 2 3'],
    ['key\n=\tTST-1', '1'],
  ])('are read as Jira reads them: %j', async (jql, expected) => {
    expect(await inTest(jql)).toBe(expected);
  });
});

describe('order', () => {
  it.each([
    ['', '5 4 3 2 1'],
    ['ORDER BY key', '1 2 3 4 5'],
    ['ORDER BY id DESC', '5 4 3 2 1'],
    ['ORDER BY created', '5 4 3 2 1'],
    ['ORDER BY created ASC', '1 2 3 4 5'],
    ['ORDER BY updated, key', '1 2 3 4 5'],
    ['ORDER BY statusCategoryChangedDate ASC', '1 3 4 2 5'],
    ['ORDER BY priority, key', '4 1 2 3 5'],
    ['ORDER BY priority ASC, key DESC', '5 3 2 1 4'],
    ['ORDER BY due ASC, key ASC', '3 1 2 4 5'],
    ['ORDER BY due DESC, key ASC', '2 4 5 1 3'],
    ['ORDER BY assignee, summary', '2 1 3 5 4'],
    ['ORDER BY status, resolution, issuetype, key', '1 4 5 2 3'],
    ['ORDER BY reporter, creator, project, resolved, key', '5 2 3 4 1'],
    ['ORDER BY "Severity" ASC, "Service owner", Runbook, cf[10050], key', '1 4 2 3 5'],
  ])('of %j is kept', async (orderBy, expected) => {
    expect(await site.find(`project = TST ${orderBy}`)).toBe(expected);
  });
});
