import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readingOf } from '../testing';
import { openTo } from './audience';
import { NOTHING_AROUND } from './surroundings';
import { AROUND, collected, commentOf, courseReadingOf, ISSUE, relatedOf, similarOf } from './testing';

const link = (key: string) => ({
  id: `l-${key}`,
  relation: 'blocks',
  key,
  summary: 'Router',
  status: 'Open',
});

describe('what is more restricted than the issue (U4, AUT-04)', () => {
  it('is dropped, counted by reason and listed', () => {
    const reading = readingOf({
      securityLevel: '1',
      comments: [
        commentOf('1'),
        commentOf('2', { isRestricted: true, text: 'SECRET' }),
        commentOf('3', { isFromAi: true, text: 'MADE BY AI' }),
        commentOf('4', { isRestricted: true, isFromAi: true, text: 'BOTH' }),
      ],
      commentsTotal: 9,
      links: [
        link('INC-7'),
        link('INC-9'),
        link('INC-10'),
        link('DEAL-1'),
        link('INCX-1'),
        link('DEAL-INC-1'),
      ],
    });
    const around = {
      related: [
        relatedOf({ key: 'INC-7', securityLevel: '1' }),
        relatedOf({ key: 'INC-9', securityLevel: '2' }),
        relatedOf({ key: 'INC-20', isSubtask: true }),
        relatedOf({ key: 'INC-21', isSubtask: true, securityLevel: '2' }),
        relatedOf({ key: 'INC-22', isSubtask: true, isFromAi: true }),
      ],
    };
    const { sources, leftOut, dropped } = collected(reading, around);
    expect(sources.map(({ ref }) => ref)).toEqual(['1', 'l-INC-7', 'INC-20']);
    expect(leftOut).toEqual([
      '2 comments that only some readers may see',
      '1 comment that AI wrote',
      '1 subtask of this app',
      '3 linked issues of other projects',
      '3 issues with a security level that this one does not have',
      '5 older comments that were not read',
    ]);
    const at = (id: string) => `/browse/INC-2041?focusedCommentId=${id}`;
    expect(dropped).toEqual([
      { what: 'Comment', address: at('2'), why: 'restricted' },
      { what: 'Comment', address: at('3'), why: 'made-by-ai' },
      { what: 'Comment', address: at('4'), why: 'restricted' },
      { what: 'Linked issue', address: null, why: 'security-level' },
      { what: 'Linked issue', address: null, why: 'security-level' },
      ...Array.from({ length: 3 }, () => ({ what: 'Linked issue', address: null, why: 'other-project' })),
      { what: 'Subtask', address: null, why: 'security-level' },
      { what: 'Subtask INC-22', address: null, why: 'made-by-ai' },
    ]);
  });

  it('is no earlier and no comparable issue either', () => {
    const similar = [similarOf(), similarOf({ key: 'INC-5', securityLevel: '2' })];
    const comparable = [0, 1, 2, 3].map((at) => courseReadingOf({ key: `INC-${at}` }));
    const hidden = courseReadingOf({
      key: 'INC-4',
      securityLevel: '2',
      resolvedAt: '2026-12-24T00:00:00.000Z',
    });
    const { sources, leftOut } = collected(ISSUE, {
      related: AROUND.related,
      similar,
      comparable: [...comparable, hidden],
    });
    const { sources: without } = collected(ISSUE, {
      related: AROUND.related,
      similar: [similarOf()],
      comparable,
    });
    expect(sources).toEqual(without);
    expect(leftOut).toEqual([
      '1 issue with a security level that this one does not have',
      '1 comparable issue with a security level that this one does not have',
    ]);
  });

  it('is not counted as unread when Jira counts fewer comments than it gave', () => {
    expect(collected(readingOf({ comments: [commentOf('1')], commentsTotal: 0 })).leftOut).toEqual([]);
    expect(collected(readingOf({ comments: [commentOf('1')], commentsTotal: 2 })).leftOut).toEqual([
      '1 older comment that was not read',
    ]);
  });

  it('is said in the singular and the plural', () => {
    const comments = [
      commentOf('1', { isRestricted: true }),
      commentOf('2', { isFromAi: true }),
      commentOf('3', { isFromAi: true }),
    ];
    const reading = readingOf({ comments, commentsTotal: 3, links: [link('DEAL-1')] });
    const related = ['INC-22', 'INC-23'].map((key) => relatedOf({ key, isSubtask: true, isFromAi: true }));
    const comparable = [
      courseReadingOf(),
      ...['2', '3'].map((level) => courseReadingOf({ securityLevel: level })),
    ];
    expect(collected(reading, { related, comparable }).leftOut).toEqual([
      '1 comment that only some readers may see',
      '2 comments that AI wrote',
      '2 subtasks of this app',
      '1 linked issue of another project',
      '2 comparable issues with a security level that this one does not have',
      '1 comparable issue, too few for a baseline',
    ]);
    const three = [1, 2, 3].map((at) => courseReadingOf({ key: `INC-${at}` }));
    expect(collected(readingOf(), { comparable: three }).leftOut).toEqual([
      '3 comparable issues, too few for a baseline',
    ]);
  });

  it('is never used, whatever the levels and projects are', () => {
    const level = fc.constantFrom(null, '1', '2');
    const key = fc.constantFrom('INC-1', 'INC-2', 'INC-3', 'OPS-1', 'OPS-INC-1');
    const related = fc.uniqueArray(
      fc.record({ key, securityLevel: level, isSubtask: fc.boolean(), isFromAi: fc.boolean() }),
      { selector: (one) => one.key },
    );
    fc.assert(
      fc.property(level, related, fc.array(key), (own, issues, linked) => {
        const reading = readingOf({ securityLevel: own, links: linked.map(link) });
        const around = { ...NOTHING_AROUND, related: issues.map((one) => relatedOf(one)) };
        const open = openTo(reading, around);
        const levelOf = (one: string) => issues.find((issue) => issue.key === one)?.securityLevel;
        for (const { key: one } of [...open.links, ...open.subtasks]) {
          expect([null, own]).toContain(levelOf(one));
        }
        for (const { key: one } of open.links) expect(one).toMatch(/^INC-\d$/u);
        expect(open.links.length + open.dropped.filter(({ what }) => what === 'Linked issue').length).toBe(
          linked.length,
        );
      }),
    );
  });
});

describe('what Jira refuses', () => {
  it('is named, part by part', () => {
    const unread = ['related', 'similar', 'comparable', 'request'] as const;
    expect(collected(readingOf(), { unread }).leftOut).toEqual([
      'Linked issues and subtasks, which Jira refuses you',
      'Earlier issues, which Jira refuses you',
      'Comparable issues, which Jira refuses you',
      'Request type, form and SLA, which Jira refuses you',
    ]);
  });
});
