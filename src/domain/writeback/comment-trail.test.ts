import { describe, expect, it } from '@jest/globals';
import type { AuditEntry, AuditEvent, DetailsOf } from '../../contract/audit';
import { bodyOf } from '../audit/body';
import { isNews, knownComment, namedComment } from './comment-trail';

const SALT = '5'.repeat(64);
const BODY = bodyOf('comment', 'as posted', SALT);
const OTHER = bodyOf('comment', 'as edited', SALT);

/** Entries with what is looked at alone. */
const entry = <E extends AuditEvent>(
  event: E,
  details: DetailsOf<E>,
  bodies: AuditEntry['bodies'] = [],
): AuditEntry => ({ event, details, bodies }) as unknown as AuditEntry;

const done = (bodies: AuditEntry['bodies']): AuditEntry =>
  entry('writeback.done', { commentId: '7', isRepeat: false }, bodies);
const found = (over: Partial<DetailsOf<'comment.changed'>>, bodies: AuditEntry['bodies'] = []): AuditEntry =>
  entry(
    'comment.changed',
    { commentId: '7', text: 'as-posted', readers: 'as-written', editor: null, changedAt: null, ...over },
    bodies,
  );

describe('what a chain names as the posted comment', () => {
  it('is the body of its write-back, and of no other entry', () => {
    const note = bodyOf('note', 'x', SALT);
    expect(namedComment([found({ text: 'edited' }, [OTHER]), done([note, BODY])])).toEqual(BODY);
    expect(namedComment([done([note]), found({ text: 'edited' }, [OTHER])])).toBeNull();
    expect(namedComment([])).toBeNull();
  });
});

describe('what a chain knows of its comment', () => {
  it('is that it stands as posted, until a look found it otherwise; then what the last look found', () => {
    expect(knownComment([done([BODY])])).toEqual({ text: 'as-posted', readers: 'as-written', hmac: null });
    const edited = found({ text: 'edited', readers: 'restricted' }, [OTHER]);
    expect(knownComment([done([BODY]), edited])).toEqual({
      text: 'edited',
      readers: 'restricted',
      hmac: OTHER.hmac,
    });
    expect(knownComment([edited, found({ text: 'gone', readers: 'unknown' })])).toEqual({
      text: 'gone',
      readers: 'unknown',
      hmac: null,
    });
  });
});

describe('news of a comment', () => {
  const known = { text: 'edited', readers: 'as-written', hmac: OTHER.hmac } as const;

  it.each([
    ['the same', {}, OTHER.hmac, false],
    ['another text', {}, BODY.hmac, true],
    ['as posted again', { text: 'as-posted' }, null, true],
    ['gone', { text: 'gone', readers: 'unknown' }, null, true],
    ['other readers', { readers: 'customer' }, OTHER.hmac, true],
    ['readers that Jira does not name', { readers: 'unknown' }, OTHER.hmac, false],
    ['a text that cannot be told', { text: 'untold' }, null, false],
    ['other readers of such a text', { text: 'untold', readers: 'team' }, null, true],
  ] as const)('is there for %s: %j', (...[, over, hmac, expected]) => {
    expect(isNews(known, { text: 'edited', readers: 'as-written', ...over }, hmac)).toBe(expected);
  });
});
