import { describe, expect, it } from '@jest/globals';
import { changesBetween } from './issue-changes';
import { toAdf } from './jira';
import { toDisplay, toIssue } from './read';
import { toComment, toHistoryEntry, toTransition } from './read-activity';
import { toJql } from './search';

const ISSUE = {
  id: '1',
  key: 'INC-1',
  names: { customfield_1: 'Severity', customfield_2: 'Service owner', assignee: 'Assignee' },
  fields: {
    summary: 'Slow',
    status: { name: 'Open', statusCategory: { key: 'new' } },
    project: { id: '9', key: 'INC', name: 'Incident Desk', projectTypeKey: 'service_desk' },
    customfield_1: { value: 'High' },
    customfield_2: { accountId: 'a', displayName: 'Ana' },
    labels: ['vpn', 'remote'],
    issuelinks: [
      { type: { inward: 'is blocked by' }, inwardIssue: { key: 'INC-2', fields: { summary: 'x' } } },
      { type: {} },
    ],
    subtasks: [{ key: 'INC-3' }],
    attachment: [{ filename: 'a.txt', size: 10 }],
  },
  changelog: { histories: [{ id: '5', author: { accountId: 'b' } }] },
};

describe('toIssue', () => {
  it('finds custom fields by their names', () => {
    const details = new Map(toIssue(ISSUE).details.map((detail) => [detail.name, detail]));
    expect(details.get('Severity')?.value).toBe('High');
    expect(details.get('Service owner')?.person).toEqual({ accountId: 'a', name: 'Ana', isApp: false });
    expect(details.get('Labels')?.value).toBe('vpn, remote');
    expect(details.get('Data class')?.value).toBeUndefined();
    expect(details.has('Runbook')).toBe(false);
  });

  it('reads links, subtasks, attachments and the newest change', () => {
    const issue = toIssue(ISSUE);
    expect(issue.links.map(({ relation, issue: { key } }) => `${relation} ${key}`)).toEqual([
      'is blocked by INC-2',
    ]);
    expect(issue.subtaskKeys).toEqual(['INC-3']);
    expect(issue.attachments).toEqual([{ name: 'a.txt', size: 10 }]);
    expect(issue.newestChange).toEqual({ id: '5', by: 'b' });
    expect(issue.isServiceDesk).toBe(true);
  });

  it.each([undefined, null, [], 'x', { fields: [] }])('survives %j', (value) => {
    expect(toIssue(value)).toMatchObject({
      key: '',
      links: [],
      subtaskKeys: [],
      status: { name: 'No status' },
    });
  });
});

describe('toComment', () => {
  it.each([
    [false, true],
    [true, false],
    [undefined, false],
  ])('with jsdPublic %s has isInternal %s', (jsdPublic, isInternal) => {
    expect(toComment({ id: '1', jsdPublic })).toMatchObject({ isInternal });
  });

  it('names who may read it', () => {
    expect(toComment({ visibility: { type: 'role', value: 'Team' } }).restrictedTo).toBe('Team');
  });

  it('is edited when its times differ', () => {
    expect(toComment({ created: 'a', updated: 'b' }).isEdited).toBe(true);
    expect(toComment({ created: 'a', updated: 'a' }).isEdited).toBe(false);
  });
});

describe('toHistoryEntry', () => {
  it('says None for an empty side, also where the answer has no toString of its own', () => {
    const entry = toHistoryEntry({ id: '1', items: [{ field: 'assignee', fromString: null }] });
    expect(entry.items).toEqual([{ field: 'assignee', from: 'None', to: 'None' }]);
  });
});

describe('toTransition', () => {
  it('leaves out a transition without an id', () => {
    expect([{ name: 'x' }, { id: '2', name: 'Go' }].flatMap(toTransition).map(({ id }) => id)).toEqual(['2']);
  });
});

describe('toDisplay', () => {
  it.each([
    [3, '3'],
    [[{ name: 'a' }, { value: 'b' }, null], 'a, b'],
    [[], undefined],
    [{ displayName: 'Ana', name: 'x' }, 'Ana'],
    [null, undefined],
  ])('shows %j', (value, text) => {
    expect(toDisplay(value)).toBe(text);
  });
});

describe('toJql', () => {
  const projects = [
    { key: 'INC', name: 'i' },
    { key: 'REQ', name: 'r' },
  ];
  const filter = { project: '', text: '', after: '' };

  it('names every project that may be seen', () => {
    expect(toJql(filter, projects)).toBe('project in ("INC", "REQ") ORDER BY updated DESC');
  });

  it('searches for a key as a key', () => {
    expect(toJql({ ...filter, text: ' inc-7 ' }, projects)).toContain(' AND key = "INC-7" ');
  });

  it('searches for the words of a text, whatever else stands in it', () => {
    expect(toJql({ ...filter, project: 'INC', text: 'a" OR (project = "SEC\\' }, projects)).toBe(
      'project in ("INC") AND text ~ "a OR project SEC" ORDER BY updated DESC',
    );
    expect(toJql({ ...filter, text: '(~*' }, projects)).toBe(
      'project in ("INC", "REQ") ORDER BY updated DESC',
    );
  });
});

describe('toAdf', () => {
  it('makes paragraphs of empty lines and breaks of line ends', () => {
    const hardBreak = { type: 'hardBreak' };
    const text = (value: string): unknown => ({ type: 'text', text: value });
    expect(toAdf('a\nb\n\n\nc\n')).toEqual({
      type: 'doc',
      version: 1,
      content: [
        { type: 'paragraph', content: [text('a'), hardBreak, text('b')] },
        { type: 'paragraph', content: [text('c')] },
      ],
    });
  });
});

describe('changesBetween', () => {
  const page = (id: string) => ({
    comments: [toComment({ id, author: { accountId: `by-${id}` } })],
    total: 1,
  });
  const before = { issue: toIssue(ISSUE), comments: page('1') };

  it('is empty when nothing is new', () => {
    expect(changesBetween(before, before)).toEqual([]);
  });

  it('names who changed and who commented', () => {
    const issue = toIssue({ ...ISSUE, changelog: { histories: [{ id: '6', author: { accountId: 'c' } }] } });
    expect(changesBetween(before, { issue, comments: page('2') })).toEqual([
      { changeType: 'updated', atlassianId: 'c' },
      { changeType: 'commented', atlassianId: 'by-2' },
    ]);
  });

  it('is empty at first sight', () => {
    expect(changesBetween({ issue: undefined, comments: undefined }, before)).toEqual([]);
  });
});
