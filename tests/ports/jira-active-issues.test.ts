import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { FieldMap } from '../../src/contract/policy';
import { NO_FIELDS, type FieldsWanted, type JiraReader } from '../../src/ports/jira';
import { answersOf, portCodeOf } from './jira-answers';
import { useJiraSite } from './jira-site';

const site = useJiraSite();
const { answer } = answersOf(site);

const MAP: FieldMap = {
  ...NO_FIELDS,
  severity: [{ field: 'customfield_10050', values: {} }],
  impact: [{ field: 'customfield_10051', values: {} }],
  owner: ['customfield_10052'],
  runbook: ['customfield_10053'],
};

/** All pages, with how many there were. */
async function readAll(jira: JiraReader, fields: FieldsWanted) {
  const keys: string[] = [];
  let pages = 0;
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<JiraReader['activeIssues']>> = await jira.activeIssues({
      fields,
      cursor,
    });
    keys.push(...page.issues.map(({ key }) => key));
    ({ cursor } = page);
    pages += 1;
  } while (cursor !== null);
  return { keys, pages };
}

const SearchSchema = z.object({ issues: z.array(z.object({ key: z.string() })) });

describe('active issues', () => {
  it('are all that are not done and that the actor sees, in the order of their keys', async () => {
    const jql = 'type in standardIssueTypes() AND statusCategory != Done ORDER BY key ASC';
    const search = async (who: string) =>
      SearchSchema.parse(
        (await site.send(who, 'POST search/jql', { jql, fields: ['key'], maxResults: 5_000 })).body,
      ).issues.map(({ key }) => key);
    const expected = await search('app');
    expect(expected.length).toBeGreaterThan(20);
    expect((await site.asApp((jira) => readAll(jira, MAP))).keys).toEqual(expected);
    const sam = await site.asUser('secowner-sam', (jira) => readAll(jira, MAP));
    expect(sam.keys).toEqual(await search('secowner-sam'));
    expect(sam.keys.length).toBeGreaterThan(expected.length);
  });

  it('carry what policy maps and what else is wanted, and none of the texts', async () => {
    const fields = { ...MAP, extra: ['duedate'] };
    const { issues } = await site.asApp((jira) => jira.activeIssues({ fields, cursor: null }));
    const names = Object.keys(issues.find(({ key }) => key === 'INC-2041')?.rawFields ?? {});
    expect(names.sort()).toEqual([
      'components',
      'customfield_10050',
      'customfield_10051',
      'customfield_10052',
      'duedate',
      'issuetype',
      'labels',
      'priority',
      'project',
      'status',
    ]);
  });

  it('come in pages of 100 that neither repeat nor leave out', async () => {
    for (let at = 0; at < 120; at += 1) {
      site.host().clock.advance(1_000);
      await site.send('agent-ana', 'POST issue', {
        fields: { project: { key: 'ENH' }, issuetype: { id: '10005' }, summary: `Task ${at}` },
      });
    }
    const { keys, pages } = await site.asApp((jira) => readAll(jira, NO_FIELDS));
    expect(pages).toBe(2);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBeGreaterThan(120);
  });

  it('leave subtasks out, which are part of the work of their parents', async () => {
    const fields = {
      project: { key: 'INC' },
      parent: { key: 'INC-2041' },
      issuetype: { name: 'Approval' },
      summary: 'An approval',
    };
    const made = z
      .object({ key: z.string() })
      .parse((await site.send('agent-ana', 'POST issue', { fields })).body);
    site.host().clock.advance(1_000);
    const { keys } = await site.asApp((jira) => readAll(jira, NO_FIELDS));
    expect(keys).toContain('INC-2041');
    expect(keys).not.toContain(made.key);
  });

  it('are refused from a cursor that is not Jira’s, and when the answer lacks what policy needs', async () => {
    const query = { fields: NO_FIELDS };
    const read = (cursor: string | null) =>
      portCodeOf(site.asApp((jira) => jira.activeIssues({ ...query, cursor })));
    expect(await read('made up')).toBe('refused');
    answer(/search\/jql/u, { body: { issues: [{ id: '1', key: 'INC-1', fields: {} }], isLast: true } });
    expect(await read(null)).toBe('unavailable');
  });
});

describe('fields of an issue', () => {
  it('are read with what the policy maps, its labels and components, and what else is wanted', async () => {
    const id = await site.idOf('INC-2041');
    const fields = { ...MAP, extra: ['resolution'] };
    const reading = await site.asUser('agent-ana', (jira) => jira.readIssue(id, fields));
    expect(Object.keys(reading?.rawFields ?? {})).toEqual(
      expect.arrayContaining([
        'labels',
        'components',
        'customfield_10051',
        'customfield_10053',
        'resolution',
      ]),
    );
    expect(reading?.fields.map(({ label }) => label)).toContain('Impact');
  });
});
