import { describe, expect, it } from '@jest/globals';
import { readingOf } from '../testing';
import { baselineOf, MAX_HISTORY } from './baseline';
import { courseOf, ownCourse } from './course';
import type { CourseReading } from './surroundings';
import { commentOf, courseReadingOf } from './testing';

const at = (hours: number): string => new Date(Date.UTC(2026, 9, 1, 8) + hours * 3_600_000).toISOString();
const resolvedAfter = (hours: number): CourseReading => courseReadingOf({ resolvedAt: at(hours) });
const change = (field: string, from: string, to: string) => ({ field, from, to });
const desk = { endings: new Set(['Resolved', 'Closed']), hasCustomer: true };

describe('the course of an issue', () => {
  it('is measured from its creation', () => {
    expect(courseOf(courseReadingOf(), desk)).toEqual({
      resolveMinutes: 120,
      responseMinutes: 10,
      reopenings: 0,
      reassignments: 0,
    });
  });

  it.each([
    ['resolvedAt', { resolvedAt: '' }],
    ['createdAt', { createdAt: '' }],
    ['an end before its beginning', { resolvedAt: at(-1) }],
  ])('has no time to resolve without %s', (_what, over) => {
    expect(courseOf(courseReadingOf(over), desk).resolveMinutes).toBeNull();
  });

  const by = (who: string, hours: number, isInternal = false) => ({ by: who, at: at(hours), isInternal });

  it.each([
    [
      'is the earliest comment of somebody else',
      [by('agent-ben', 5), by('customer-cy', 1), by('agent-ana', 2)],
      120,
    ],
    ['is none that the customer does not read', [by('agent-ben', 1, true), by('agent-ben', 3)], 180],
    ['is not there when nobody else wrote', [by('customer-cy', 1)], null],
    ['is not there when nobody wrote', [], null],
  ])('has a first response that %s', (_what, comments, minutes) => {
    expect(courseOf(courseReadingOf({ comments }), desk).responseMinutes).toBe(minutes);
  });

  it('takes an internal comment for a response where there is no customer', () => {
    const comments = [by('agent-ben', 1, true)];
    expect(courseOf(courseReadingOf({ comments }), { ...desk, hasCustomer: false }).responseMinutes).toBe(60);
  });

  it('knows no first response and no counts of what it has only a part of', () => {
    const part = courseReadingOf({ hasAllComments: false, hasAllChanges: false });
    expect(courseOf(part, desk)).toMatchObject({
      responseMinutes: null,
      reopenings: null,
      reassignments: null,
      resolveMinutes: 120,
    });
  });

  it.each([
    ['a move out of an ending', [change('status', 'Resolved', 'Open')], 1],
    [
      'a resolution that is taken away with the move',
      [change('status', 'Resolved', 'Open'), change('resolution', 'Done', '')],
      1,
    ],
    ['a resolution that is taken away alone', [change('resolution', 'Done', '')], 1],
    ['no move from one ending to another', [change('status', 'Resolved', 'Closed')], 0],
    ['no move into an ending', [change('status', 'Open', 'Closed'), change('resolution', '', 'Done')], 0],
    ['no move between others', [change('status', 'Open', 'Waiting')], 0],
    ['no field of that name but the status', [change('phase', 'Closed', 'Open')], 0],
    ['two moves', [change('status', 'Closed', 'Open'), change('status', 'Resolved', 'Open')], 2],
  ])('counts as reopening %s', (_what, changes, count) => {
    expect(courseOf(courseReadingOf({ changes }), desk).reopenings).toBe(count);
  });

  it('counts as reassignment what goes from one person to another', () => {
    const changes = [
      change('assignee', '', 'Ana'),
      change('assignee', 'Ana', 'Ben'),
      change('assignee', 'Ben', ''),
      change('status', 'Open', 'Waiting'),
    ];
    expect(courseOf(courseReadingOf({ changes }), desk).reassignments).toBe(1);
  });
});

describe('the course of the issue itself', () => {
  const reading = readingOf({
    rawFields: {
      created: '2026-10-01T10:00:00.000+0200',
      resolutiondate: null,
      reporter: { displayName: 'Cy Hart' },
      status: { name: 'Open' },
    },
    comments: [
      commentOf('1', { author: 'Cy Hart', at: at(1) }),
      commentOf('2', { isRestricted: true, at: at(2) }),
      commentOf('3', { isFromAi: true, at: at(3) }),
      commentOf('4', { at: at(4) }),
    ],
    commentsTotal: 4,
  });

  it('is read from its fields, its comments that all readers read, and its history', () => {
    const own = ownCourse(reading, MAX_HISTORY);
    expect(own).toMatchObject({
      createdAt: '2026-10-01T08:00:00.000Z',
      resolvedAt: '',
      reporter: 'Cy Hart',
      status: 'Open',
      hasAllComments: true,
      hasAllChanges: true,
    });
    expect(courseOf(own, desk)).toMatchObject({ responseMinutes: 240, resolveMinutes: null });
  });

  it('knows when it has a part only, and what is missing', () => {
    const history = Array.from({ length: MAX_HISTORY }, () => ({
      id: 'h',
      author: '',
      at: '',
      field: 'status',
      from: 'Open',
      to: 'Waiting',
    }));
    expect(ownCourse({ ...reading, history, commentsTotal: 5 }, MAX_HISTORY)).toMatchObject({
      hasAllComments: false,
      hasAllChanges: false,
    });
    expect(ownCourse(readingOf({ rawFields: { created: 'yesterday', reporter: 7 } }), 1)).toMatchObject({
      createdAt: '',
      reporter: '',
      status: '',
    });
  });
});

describe('baselineOf', () => {
  const reading = readingOf({
    rawFields: { created: '2026-11-02T08:00:00.000Z', resolutiondate: null, reporter: { displayName: 'Cy' } },
    comments: [commentOf('5')],
    commentsTotal: 1,
    history: [
      { id: 'h', author: '', at: '', field: 'assignee', from: 'Ana', to: 'Ben' },
      { id: 'h', author: '', at: '', field: 'status', from: 'Closed', to: 'Open' },
    ],
  });

  it('gives median and quartiles with the sample named, and the issue’s own figure beside each', () => {
    const reopened = { changes: [change('resolution', 'Done', '')] };
    const comparable = [
      resolvedAfter(1),
      { ...resolvedAfter(2), ...reopened },
      { ...resolvedAfter(3), changes: [change('assignee', 'Ana', 'Ben')] },
      { ...resolvedAfter(10), hasAllComments: false },
      resolvedAfter(100),
    ];
    expect(baselineOf(reading, comparable)).toEqual({
      count: 5,
      text: [
        'Sample: 5 issues of type Incident in project INC that were resolved in the last 180 days, at most the newest 50.',
        'Time to resolve: median 3 h, quartiles 2 h and 10 h, n = 5. This issue: opened at 2026-11-02T08:00:00.000Z and not resolved.',
        'Time to first response: median 10 min, quartiles 10 min and 10 min, n = 4. This issue: 1 h 5 min.',
        'Reopened: 1 of 5 comparable issues. Reopenings of this issue: 1.',
        'Reassignments: median 0, quartiles 0 and 0, n = 5. This issue: 1.',
      ].join('\n'),
    });
  });

  it('puts a quartile between two values where it falls there', () => {
    const changes = (count: number) => Array.from({ length: count }, () => change('assignee', 'A', 'B'));
    const comparable = [0, 1, 2, 4].map((count) => ({ ...resolvedAfter(1), changes: changes(count) }));
    const text = baselineOf(readingOf(), comparable)?.text ?? '';
    expect(text).toContain('Reassignments: median 1.5, quartiles 0.8 and 2.5, n = 4.');
  });

  it('takes numbers in their order and not in that of their digits', () => {
    const text = baselineOf(reading, [100, 9, 20, 1].map(resolvedAfter))?.text ?? '';
    expect(text).toContain('Time to resolve: median 14 h 30 min, quartiles 7 h and 40 h, n = 4.');
  });

  it('is none with fewer than four issues', () => {
    expect(baselineOf(reading, [1, 2, 3].map(resolvedAfter))).toBeNull();
    expect(baselineOf(reading, [1, 2, 3, 4].map(resolvedAfter))?.count).toBe(4);
  });

  it('leaves a figure out that fewer than four issues give', () => {
    const comparable = [1, 2, 3, 4].map((hours) => ({
      ...resolvedAfter(hours),
      hasAllComments: false,
      hasAllChanges: false,
    }));
    const lines = baselineOf(reading, comparable)?.text.split('\n') ?? [];
    expect(lines.map((line) => line.split(':')[0])).toEqual(['Sample', 'Time to resolve']);
  });

  it('says of the issue what is not known or has not happened', () => {
    const comparable = [1, 2, 3, 4].map(resolvedAfter);
    const said = (over: Parameters<typeof readingOf>[0]) =>
      baselineOf(readingOf(over), comparable)?.text ?? '';
    const history = Array.from({ length: MAX_HISTORY }, () => ({
      id: 'h',
      author: '',
      at: '',
      field: 'status',
      from: '',
      to: '',
    }));
    const unknown = said({ history, commentsTotal: 3 });
    expect(unknown).toMatch(/Time to resolve: .+ This issue: not resolved\./u);
    expect(unknown).toMatch(/Time to first response: .+ This issue: not known\./u);
    expect(unknown).toContain('Reopenings of this issue: not known.');
    expect(unknown).toMatch(/Reassignments: .+ This issue: not known\./u);
    expect(said({})).toMatch(/Time to first response: .+ This issue: none yet\./u);
    const raw = { created: '2026-11-02T08:00:00.000Z', resolutiondate: '2026-11-02T09:30:00.000Z' };
    expect(said({ rawFields: raw })).toMatch(/Time to resolve: .+ This issue: 1 h 30 min\./u);
  });
});
