import { describe, expect, it } from '@jest/globals';
import { bodyOf } from '../audit/body';
import { toCanonicalJson } from '../canonical/canonical';
import { toAdf } from './adf';
import type { CommentLine } from './comment';
import { judgeComment, type CommentNow, type PostedComment } from './judge-comment';

const SALT = '5'.repeat(64);
const item = (text: string): CommentLine => ({ kind: 'item', text });
const FIRST = [item('Calls fail since 09:40.'), item('It was restarted.'), item('It was restarted.')];
const POSTED = toAdf(FIRST);
const MADE = toCanonicalJson(POSTED);
const CHANGE = { accountId: 'agent-oz', displayName: 'Oz Demir', at: '2026-11-18T10:00:00.000Z' };

const knownAs = (over: Partial<PostedComment> = {}): PostedComment => ({
  audience: 'internal',
  named: bodyOf('comment', MADE, SALT),
  salt: SALT,
  made: MADE,
  ...over,
});
const nowAs = (over: Partial<CommentNow> = {}): CommentNow => ({
  body: POSTED,
  isPublic: false,
  isRestricted: false,
  change: null,
  ...over,
});
const judged = (now: Partial<CommentNow>, known: Partial<PostedComment> = {}) =>
  judgeComment(knownAs(known), nowAs(now), true);

/** The posted document in bold, word for word. */
const BOLD: unknown = JSON.parse(
  JSON.stringify(POSTED).replaceAll('"type":"text"', '"type":"text","marks":[{"type":"strong"}]'),
);

describe('the text of a comment', () => {
  it('is as posted where it is the one that the trail names, whoever saved it since', () => {
    const same = { text: 'as-posted', why: null, readers: 'as-written', lines: null };
    expect(judged({})).toEqual(same);
    expect(judged({ change: CHANGE })).toEqual(same);
    expect(judged({}, { made: null })).toEqual(same);
  });

  it('is edited otherwise, with the lines that are missing and those that are new, each as often as it is', () => {
    const body = toAdf([item('Calls fail since 09:04.'), item('It was restarted.'), item('Pay here.')]);
    expect(judged({ body, change: CHANGE })).toEqual({
      text: 'edited',
      why: null,
      readers: 'as-written',
      lines: {
        missing: ['Calls fail since 09:40.', 'It was restarted.'],
        added: ['Calls fail since 09:04.', 'Pay here.'],
      },
    });
  });

  it('is edited without lines where what was posted cannot be made again', () => {
    const body = toAdf([item('Else.')]);
    const other = toCanonicalJson(toAdf([item('Not what was posted.')]));
    for (const made of [null, other])
      expect(judged({ body, change: CHANGE }, { made })).toMatchObject({ text: 'edited', lines: null });
  });

  it('is edited where only its form is another, unless Jira names nobody who changed it', () => {
    expect(judged({ body: BOLD, change: CHANGE })).toMatchObject({
      text: 'edited',
      lines: { missing: [], added: [] },
    });
    expect(judged({ body: BOLD })).toMatchObject({ text: 'as-posted', lines: null });
    expect(judged({ body: BOLD }, { made: null })).toMatchObject({ text: 'edited' });
  });

  it('is edited where its words are others although Jira names nobody', () => {
    expect(judged({ body: toAdf([...FIRST, item('And.')]) })).toMatchObject({
      text: 'edited',
      lines: { missing: [], added: ['And.'] },
    });
    expect(judged({ body: toAdf(FIRST.slice(1)) })).toMatchObject({
      text: 'edited',
      lines: { missing: ['Calls fail since 09:40.'], added: [] },
    });
  });

  it('cannot be told once the salt is erased, or without the entry that names it', () => {
    for (const body of [POSTED, BOLD]) {
      expect(judged({ body }, { salt: null })).toMatchObject({ text: 'untold', why: 'erased', lines: null });
      expect(judged({ body }, { named: null })).toMatchObject({
        text: 'untold',
        why: 'no-entry',
        lines: null,
      });
    }
  });

  it('gives at most 40 lines, each cut at 400 characters and at no half character', () => {
    const long = `${'x'.repeat(398)}\u{1F600}y`;
    const exact = 'y'.repeat(400);
    const many = Array.from({ length: 60 }, (_none, at) => item(`line ${at}`));
    const { lines } = judged({ body: toAdf([item(long), item(exact), ...many]), change: CHANGE });
    expect(lines?.added).toHaveLength(40);
    expect(lines?.added.slice(0, 3)).toEqual([`${'x'.repeat(398)}…`, exact, 'line 0']);
  });
});

describe('who reads a comment', () => {
  const readers = (audience: PostedComment['audience'], now: Partial<CommentNow>, isRequest = true) =>
    judgeComment(knownAs({ audience }), nowAs(now), isRequest).readers;

  it.each([
    ['internal', { isPublic: false }, true, 'as-written'],
    ['internal', { isPublic: true }, true, 'customer'],
    ['internal', { isPublic: true, isRestricted: true }, true, 'customer'],
    ['internal', { isPublic: null }, true, 'unknown'],
    ['internal', { isRestricted: true }, true, 'restricted'],
    ['internal', { isPublic: true }, false, 'as-written'],
    ['internal', { isPublic: null }, false, 'as-written'],
    ['internal', { isPublic: true, isRestricted: true }, false, 'restricted'],
    ['customer', { isPublic: true }, true, 'as-written'],
    ['customer', { isPublic: false }, true, 'team'],
    ['customer', { isPublic: null }, true, 'unknown'],
    ['customer', { isPublic: false, isRestricted: true }, true, 'restricted'],
    ['customer', { isPublic: true }, false, 'team'],
  ] as const)('of one for %s that is %j (a request: %s): %s', (...[audience, now, isRequest, expected]) => {
    expect(readers(audience, now, isRequest)).toBe(expected);
  });

  it('is told whether or not the text can be', () => {
    expect(judged({ isPublic: true }, { salt: null })).toMatchObject({ text: 'untold', readers: 'customer' });
  });
});
