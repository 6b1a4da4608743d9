import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SourceSchema } from '../../contract/output';
import type { Limits } from '../../contract/policy';
import { DEFAULT_POLICY } from '../policy/default-policy';
import { readingOf } from '../testing';
import { collectSources, cut } from './collect-sources';
import type { CommentReading, SimilarReading } from './issue-reading';
import { snapshotOf } from './packet';

const limits = (over: Partial<Limits> = {}) => ({ ...DEFAULT_POLICY.limits, redacts: false, ...over });

const comment = (id: string, over: Partial<CommentReading> = {}): CommentReading => ({
  id,
  author: 'Ben Fischer',
  at: `2026-11-02T09:${id.padStart(2, '0')}:00.000Z`,
  text: `Comment number ${id}.`,
  isInternal: false,
  isRestricted: false,
  isFromAi: false,
  ...over,
});

const similar = (over: Partial<SimilarReading> = {}): SimilarReading => ({
  key: 'INC-1990',
  summary: 'VPN slow',
  status: 'Done',
  resolution: 'Fixed',
  createdAt: '2026-09-01T08:00:00.000Z',
  resolvedAt: '2026-09-02T08:00:00.000Z',
  text: 'Firmware was rolled back.',
  ...over,
});

const FULL = readingOf({
  fields: [{ id: 'summary', label: 'Summary', text: 'Remote access latency' }],
  description: 'It is slow.',
  comments: [comment('1'), comment('2', { isInternal: true })],
  commentsTotal: 2,
  history: [
    { id: 'h1', author: 'Ana', at: '2026-11-02T10:00:00.000Z', field: 'status', from: '', to: 'Open' },
  ],
  links: [{ id: 'l1', relation: 'blocks', key: 'INC-7', summary: 'Router', status: 'Open' }],
  attachments: [{ id: 'a1', name: 'trace.log', author: 'Ana', at: '2026-11-02T11:00:00.000Z' }],
});

const kinds = (sources: readonly { readonly kind: string }[]): string =>
  sources.map(({ kind }) => kind).join(' ');

describe('collectSources', () => {
  it('numbers what it takes: fields, description, comments, history, links, attachments, earlier issues', () => {
    const { sources, leftOut } = collectSources(FULL, [similar()], limits());
    expect(kinds(sources)).toBe('field description comment comment history link attachment similar-issue');
    expect(sources.map((source) => source.number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(leftOut).toEqual([]);
    for (const source of sources) expect(SourceSchema.parse(source)).toEqual(source);
  });

  it('says of each source what it is, whose, when and where from', () => {
    const { sources } = collectSources(FULL, [similar()], limits());
    expect(
      sources.map(({ ref, label, author, at, issueKey, text }) => [ref, label, author, at, issueKey, text]),
    ).toEqual([
      ['summary', 'Summary', null, null, 'INC-2041', 'Remote access latency'],
      ['description', 'Description', null, null, 'INC-2041', 'It is slow.'],
      ['1', 'Comment', 'Ben Fischer', '2026-11-02T09:01:00.000Z', 'INC-2041', 'Comment number 1.'],
      ['2', 'Internal comment', 'Ben Fischer', '2026-11-02T09:02:00.000Z', 'INC-2041', 'Comment number 2.'],
      [
        'h1',
        'History: status',
        'Ana',
        '2026-11-02T10:00:00.000Z',
        'INC-2041',
        'status went from none to Open',
      ],
      ['l1', 'Linked issue INC-7', null, null, 'INC-2041', 'blocks INC-7: Router (Open)'],
      ['a1', 'Attachment name', 'Ana', '2026-11-02T11:00:00.000Z', 'INC-2041', 'trace.log'],
      [
        'INC-1990',
        'Earlier issue INC-1990',
        null,
        '2026-09-01T08:00:00.000Z',
        'INC-1990',
        'VPN slow\nStatus Done, resolution Fixed\nResolved at 2026-09-02T08:00:00.000Z\nFirmware was rolled back.',
      ],
    ]);
  });

  it('leaves out of an earlier issue what it does not say', () => {
    const { sources } = collectSources(
      readingOf(),
      [similar({ resolution: '', resolvedAt: '', text: '' })],
      limits(),
    );
    expect(sources.map((source) => source.text)).toEqual(['VPN slow\nStatus Done']);
  });

  it('never takes a comment that only some may see or that AI wrote, and counts them', () => {
    const comments = [
      comment('1'),
      comment('2', { isRestricted: true, text: 'SECRET' }),
      comment('3', { isFromAi: true, text: 'MADE BY AI' }),
      comment('4', { isRestricted: true, isFromAi: true, text: 'BOTH' }),
    ];
    const { sources, leftOut } = collectSources(readingOf({ comments, commentsTotal: 9 }), [], limits());
    expect(sources.map((source) => source.ref)).toEqual(['1']);
    expect(leftOut).toEqual([
      '2 comments that only some readers may see',
      '1 comment that AI wrote',
      '5 older comments that were not read',
    ]);
  });

  it('counts no unread comments when Jira counts fewer than it gave', () => {
    const { leftOut } = collectSources(
      readingOf({ comments: [comment('1')], commentsTotal: 0 }),
      [],
      limits(),
    );
    expect(leftOut).toEqual([]);
  });

  it('takes nothing that is blank', () => {
    const reading = readingOf({
      fields: [{ id: 'x', label: 'X', text: ' \n' }],
      comments: [comment('1', { text: '' })],
    });
    const attachments = [{ id: 'a', name: ' ', author: 'Ana', at: '2026-11-02T11:00:00.000Z' }];
    const blank = { ...reading, attachments, commentsTotal: reading.comments.length };
    expect(collectSources(blank, [], limits())).toEqual({ sources: [], leftOut: [], secrets: [] });
  });

  it('takes secrets out of every text before it is sealed, and counts them (LOG-03)', () => {
    const secret = ['password=S0mmer', '2026xyz'].join('!');
    const reading = readingOf({
      fields: [{ id: 'environment', label: 'Environment', text: `Box one, ${secret}` }],
      description: `Log in with ${secret} please.`,
      comments: [comment('1', { text: `It is ${secret} now.` }), comment('2')],
      commentsTotal: 2,
    });
    const { sources, leftOut, secrets } = collectSources(
      reading,
      [similar({ text: `Was ${secret} then.` })],
      limits(),
    );
    expect(sources).toHaveLength(5);
    const value = secret.slice('password='.length);
    const where = (source: number, start: number) => ({
      source,
      check: 'secret',
      start,
      length: value.length,
    });
    expect(secrets).toMatchObject([where(1, 18), where(2, 21), where(3, 15), { source: 5 }]);
    expect(secrets.every(({ ruleId }) => /^[a-z-]+$/u.test(ruleId))).toBe(true);
    expect(sources.some((source) => 'findings' in source)).toBe(false);
    expect(sources.filter(({ text }) => text.includes('S0mmer'))).toEqual([]);
    expect(sources.find(({ ref }) => ref === '2')?.text).toBe('Comment number 2.');
    expect(leftOut).toEqual(['4 secrets']);
    const one = readingOf({ description: `Log in with ${secret} please.` });
    expect(collectSources(one, [], limits()).leftOut).toEqual(['1 secret']);
    expect(JSON.stringify(snapshotOf(reading))).not.toContain('S0mmer');
  });

  it('takes personal data out as well where policy asks for it, and counts it apart', () => {
    const text = 'Write to mia.lang@example.com, take ghp_' + 'aB3dE6gH9j'.repeat(4) + '\u200b please.';
    const reading = readingOf({ description: text });
    const { sources, leftOut, secrets } = collectSources(reading, [], { ...limits(), redacts: true });
    expect(sources[0]?.text).toBe('Write to [redacted pii], take [redacted secret] please.');
    expect(leftOut).toEqual(['1 secret', '1 piece of personal data']);
    expect(secrets.map(({ check }) => check).sort()).toEqual(['pii', 'secret']);
    const kept = collectSources(reading, [], limits());
    expect(kept.sources[0]?.text).toContain('mia.lang@example.com');
    expect(kept.leftOut).toEqual(['1 secret']);
    const two = readingOf({ description: 'a@example.com and b@example.com' });
    expect(collectSources(two, [], { ...limits(), redacts: true }).leftOut).toEqual([
      '2 pieces of personal data',
    ]);
  });

  it('says nothing of a secret in a source that did not fit', () => {
    const comments = ['1', '2'].map((id) =>
      comment(id, { text: `It is ghp_${'aB3dE6gH9j'.repeat(4)} of ${id}.` }),
    );
    const reading = readingOf({ comments, commentsTotal: 2 });
    const { sources, secrets } = collectSources(reading, [], limits({ maxSources: 1 }));
    expect(sources.map(({ number, ref }) => [number, ref])).toEqual([[1, '2']]);
    expect(secrets.map(({ source }) => source)).toEqual([1]);
  });

  it('keeps the newest comments when not all fit, in order of time, and everything else first', () => {
    const comments = ['1', '2', '3', '4', '5'].map((id) => comment(id));
    const { sources, leftOut } = collectSources(
      { ...FULL, comments, commentsTotal: 5 },
      [similar()],
      limits({ maxSources: 8 }),
    );
    expect(sources.filter(({ kind }) => kind === 'comment').map(({ ref }) => ref)).toEqual(['4', '5']);
    expect(sources).toHaveLength(8);
    expect(leftOut).toEqual(['3 sources over the limit']);
  });

  it('cuts a long source at six thousand characters, marks it and says so', () => {
    const { sources, leftOut } = collectSources(readingOf({ description: 'x'.repeat(6_001) }), [], limits());
    expect(sources.map(({ text, isTruncated }) => [text.length, isTruncated])).toEqual([[6_000, true]]);
    expect(leftOut).toEqual(['1 source cut at the limit']);
    const whole = collectSources(readingOf({ description: 'x'.repeat(6_000) }), [], limits());
    expect(whole.sources.map(({ isTruncated }) => isTruncated)).toEqual([false]);
  });

  it('stops at the limit of characters', () => {
    const comments = ['1', '2', '3'].map((id) => comment(id, { text: id.repeat(500) }));
    const { sources, leftOut } = collectSources(
      readingOf({ comments, commentsTotal: 3 }),
      [],
      limits({ maxSourceCharacters: 1_200 }),
    );
    expect(sources.map(({ ref, text }) => [ref, text.length])).toEqual([
      ['1', 200],
      ['2', 500],
      ['3', 500],
    ]);
    expect(leftOut).toEqual(['1 source cut at the limit']);
    const two = collectSources(
      readingOf({ comments, commentsTotal: 3 }),
      [],
      limits({ maxSourceCharacters: 1_000 }),
    );
    expect(two.sources.map(({ ref }) => ref)).toEqual(['2', '3']);
    expect(two.leftOut).toEqual(['1 source over the limit']);
  });

  it('takes no source of which only a blank or half a character would fit', () => {
    const comments = [comment('1', { text: '😀'.repeat(10) }), comment('2', { text: 'x'.repeat(999) })];
    const { sources } = collectSources(
      readingOf({ comments, commentsTotal: 2 }),
      [],
      limits({ maxSourceCharacters: 1_000 }),
    );
    expect(sources.map(({ ref }) => ref)).toEqual(['2']);
  });

  it('cuts labels and references to what a source may hold', () => {
    const fields = [{ id: 'i'.repeat(300), label: 'l'.repeat(400), text: 'x' }];
    const [source] = collectSources(readingOf({ fields }), [], limits()).sources;
    expect([source?.ref.length, source?.label.length]).toEqual([200, 300]);
  });

  it('holds every limit for any reading, and never takes a restricted or AI text', () => {
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
    fc.assert(
      fc.property(
        comments,
        fc.string({ unit: 'grapheme', maxLength: 2_500 }),
        bounds,
        (said, description, over) => {
          const { sources } = collectSources(readingOf({ comments: said, description }), [], limits(over));
          expect(sources.length).toBeLessThanOrEqual(over.maxSources);
          expect(sources.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(
            over.maxSourceCharacters,
          );
          expect(sources.map(({ number }) => number)).toEqual(sources.map((_, index) => index + 1));
          const open = said.filter(({ isRestricted, isFromAi }) => !isRestricted && !isFromAi);
          for (const { kind, text } of sources) {
            expect(text.trim()).not.toBe('');
            const origins = kind === 'comment' ? open.map((item) => item.text) : [description];
            expect(origins.some((origin) => origin.startsWith(text))).toBe(true);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('cut', () => {
  it.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'abc'],
    ['ab😀', 3, 'ab'],
    ['ab😀', 4, 'ab😀'],
    ['😀', 1, ''],
    ['abc', 0, ''],
  ])('of %j at %d is %j', (text, length, expected) => {
    expect(cut(text, length)).toBe(expected);
  });

  it('leaves no half of a pair behind', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(20), (text, length) => {
        const short = cut(text, length);
        expect(text.startsWith(short)).toBe(true);
        expect(short.length).toBeLessThanOrEqual(length);
        expect(short).not.toMatch(/\p{Cs}/u);
      }),
    );
  });
});
