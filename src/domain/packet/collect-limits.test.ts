import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DroppedSourceSchema } from '../../contract/scope';
import { withoutUnseen } from '../guardrails/unicode-removal';
import { readingOf } from '../testing';
import { AROUND, ISSUE, attachmentOf, collected, commentOf as comment, relatedOf, slaOf } from './testing';

describe('limits', () => {
  it('keep the newest comments when not all fit, in order of time, and everything else first', () => {
    const comments = ['1', '2', '3', '4', '5'].map((id) => comment(id));
    const { sources, leftOut, dropped } = collected({ ...ISSUE, comments, commentsTotal: 5 }, AROUND, {
      limits: { maxSources: 13 },
    });
    expect(sources.filter(({ kind }) => kind === 'comment').map(({ ref }) => ref)).toEqual(['4', '5']);
    expect(sources).toHaveLength(13);
    expect(leftOut).toEqual(['3 sources over the limit']);
    expect(dropped).toEqual(
      ['1', '2', '3'].map((id) => ({
        what: 'Comment',
        address: `/browse/INC-2041?focusedCommentId=${id}`,
        why: 'over-limit',
      })),
    );
  });

  it('keep a kind that is not comments from crowding the comments out: the newest 30 files, 20 links, 20 subtasks, 10 goals', () => {
    const many = Array.from({ length: 40 }, (_none, at) => at + 10);
    const reading = {
      ...ISSUE,
      attachments: many.map((at) => attachmentOf({ id: `a${at}`, at: `2026-11-02T11:${at}:00.000Z` })),
      links: many.map((at) => ({
        id: `l${at}`,
        relation: 'blocks',
        key: `INC-${at}`,
        summary: 'x',
        status: 'Open',
      })),
    };
    const related = many.flatMap((at) => [
      relatedOf({ key: `INC-${at}` }),
      relatedOf({ key: `INC-1${at}`, isSubtask: true }),
    ]);
    const request = {
      typeName: 'Outage',
      typeDescription: '',
      fields: [],
      slas: many.map((at) => slaOf({ id: `s${at}` })),
    };
    const { sources, leftOut } = collected(reading, { related, request });
    const refs = (kind: string) => sources.flatMap((source) => (source.kind === kind ? [source.ref] : []));
    expect(['attachment', 'link', 'subtask', 'sla'].map((kind) => refs(kind).length)).toEqual([
      30, 20, 20, 10,
    ]);
    expect(refs('attachment')[0]).toBe('a49');
    expect(refs('attachment')).not.toContain('a10');
    expect(refs('comment')).toEqual(['1', '2']);
    expect(leftOut).toEqual(['80 sources over the limit']);
  });

  it('list a hundred of what was dropped and count all of it', () => {
    const comments = Array.from({ length: 150 }, (_none, at) => comment(String(at), { isRestricted: true }));
    const { leftOut, dropped } = collected(readingOf({ comments, commentsTotal: 150 }));
    expect(leftOut).toEqual(['150 comments that only some readers may see']);
    expect(dropped).toHaveLength(100);
    for (const one of dropped) expect(DroppedSourceSchema.parse(one)).toEqual(one);
  });

  it('cut a long source at six thousand characters, marked and said', () => {
    const { sources, leftOut } = collected(readingOf({ description: 'x'.repeat(6_001) }));
    expect(sources.map(({ text, isTruncated }) => [text.length, isTruncated])).toEqual([[6_000, true]]);
    expect(leftOut).toEqual(['1 source cut at the limit']);
    const whole = collected(readingOf({ description: 'x'.repeat(6_000) }));
    expect(whole.sources.map(({ isTruncated }) => isTruncated)).toEqual([false]);
  });

  it('stop at the limit of characters', () => {
    const comments = ['1', '2', '3'].map((id) => comment(id, { text: id.repeat(500) }));
    const reading = readingOf({ comments, commentsTotal: 3 });
    const { sources, leftOut } = collected(reading, {}, { limits: { maxSourceCharacters: 1_200 } });
    expect(sources.map(({ ref, text }) => [ref, text.length])).toEqual([
      ['1', 200],
      ['2', 500],
      ['3', 500],
    ]);
    expect(leftOut).toEqual(['1 source cut at the limit']);
    const two = collected(reading, {}, { limits: { maxSourceCharacters: 1_000 } });
    expect(two.sources.map(({ ref }) => ref)).toEqual(['2', '3']);
    expect(two.leftOut).toEqual(['1 source over the limit']);
  });

  it('take no source of which only a blank or half a character would fit', () => {
    const comments = [comment('1', { text: '😀'.repeat(10) }), comment('2', { text: 'x'.repeat(999) })];
    const reading = readingOf({ comments, commentsTotal: 2 });
    const { sources } = collected(reading, {}, { limits: { maxSourceCharacters: 1_000 } });
    expect(sources.map(({ ref }) => ref)).toEqual(['2']);
  });

  it('cut labels, names and references to what a source may hold', () => {
    const fields = [{ id: 'i'.repeat(300), label: 'l'.repeat(400), text: 'x' }];
    const comments = [comment('1', { author: 'n'.repeat(900) })];
    const [field, said] = collected(readingOf({ fields, comments, commentsTotal: 1 })).sources;
    expect([field?.ref.length, field?.label.length]).toEqual([200, 300]);
    expect(said?.author).toHaveLength(200);
  });

  it('hold for any reading, and no restricted or AI text is ever taken', () => {
    const comments = fc.array(
      fc.record({
        id: fc.string(),
        author: fc.string(),
        at: fc.constant('2026-11-02T09:00:00.000Z'),
        text: fc.string({ unit: 'grapheme', maxLength: 900 }),
        isInternal: fc.boolean(),
        isRestricted: fc.boolean(),
        isFromAi: fc.boolean(),
      }),
      { maxLength: 12 },
    );
    const bounds = fc.record({
      maxSources: fc.integer({ min: 1, max: 10 }),
      maxSourceCharacters: fc.integer({ min: 1_000, max: 2_000 }),
    });
    const words = fc.string({ unit: 'grapheme', maxLength: 2_500 });
    fc.assert(
      fc.property(comments, words, bounds, (said, description, limits) => {
        const { sources } = collected(readingOf({ comments: said, description }), {}, { limits });
        expect(sources.length).toBeLessThanOrEqual(limits.maxSources);
        const taken = sources.reduce((sum, { text }) => sum + text.length, 0);
        expect(taken).toBeLessThanOrEqual(limits.maxSourceCharacters);
        expect(sources.map(({ number }) => number)).toEqual(sources.map((_, index) => index + 1));
        const open = said.filter(({ isRestricted, isFromAi }) => !isRestricted && !isFromAi);
        for (const { kind, text } of sources) {
          expect(text.trim()).not.toBe('');
          const origins = kind === 'comment' ? open.map((item) => item.text) : [description];
          expect(origins.some((origin) => withoutUnseen(origin).startsWith(text))).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});
