import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toCanonicalJson } from '../canonical/canonical';
import { accountsIn, brief, briefList, withRefs } from './happening';

const refOf = (accountId: string) => `actor-of-${accountId}`;
const request = {
  gate: 'run' as const,
  approver: 'commander-cho',
  backup: 'backup-bo',
  ruleId: 'data-2',
  dueAt: null,
};

describe('people in the details of an event', () => {
  it('are the approver, the backup, the actor and the editor, and nobody else', () => {
    expect(accountsIn({ details: request })).toEqual(['commander-cho', 'backup-bo']);
    expect(accountsIn({ details: { actor: 'agent-ana' } })).toEqual(['agent-ana']);
    const comment = { commentId: '7', text: 'edited', readers: 'as-written', changedAt: null } as const;
    expect(accountsIn({ details: { ...comment, editor: 'agent-oz' } })).toEqual(['agent-oz']);
    expect(accountsIn({ details: { ...comment, editor: null } })).toEqual([]);
    expect(accountsIn({ details: { call: 'approver', code: 'actor' } })).toEqual([]);
  });

  it('are not there where nobody is named', () => {
    expect(accountsIn({ details: { ...request, backup: null } })).toEqual(['commander-cho']);
  });

  it('become references, and all else stays as it is', () => {
    expect(withRefs(request, refOf)).toEqual({
      ...request,
      approver: 'actor-of-commander-cho',
      backup: 'actor-of-backup-bo',
    });
    expect(withRefs({ ...request, backup: null }, refOf)).toMatchObject({ backup: null, ruleId: 'data-2' });
    expect(request.approver).toBe('commander-cho');
  });
});

describe('brief', () => {
  it.each([
    ['a'.repeat(300), 'a'.repeat(300)],
    ['a'.repeat(301), `${'a'.repeat(299)}…`],
    ['', ''],
  ])('cuts at 300 characters (%#)', (text, expected) => {
    expect(brief(text)).toBe(expected);
  });

  it('takes another bound', () => {
    expect(brief('abcdef', 4)).toBe('abc…');
    expect(brief('abcd', 4)).toBe('abcd');
  });

  it('leaves half of no character behind', () => {
    expect(brief('ab\u{1F600}cd', 4)).toBe('ab…');
    expect(brief('a\u{1F600}bcd', 4)).toBe('a\u{1F600}…');
  });

  it('gives what canonical JSON takes and the bound holds, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.integer({ min: 1, max: 20 }),
        (text, length) => {
          const cut = brief(text, length);
          expect(cut.length).toBeLessThanOrEqual(length);
          expect(() => toCanonicalJson(cut)).not.toThrow();
        },
      ),
    );
  });
});

describe('briefList', () => {
  const lines = (count: number) => Array.from({ length: count }, (_none, index) => `line ${index + 1}`);

  it('keeps 60 lines as they are', () => {
    expect(briefList(lines(60))).toEqual(lines(60));
    expect(briefList([])).toEqual([]);
  });

  it('counts in its last line what is over 60', () => {
    expect(briefList(lines(61))).toEqual([...lines(59), 'and 2 more']);
    expect(briefList(lines(500))).toEqual([...lines(59), 'and 441 more']);
  });

  it('cuts each line', () => {
    expect(briefList(['x'.repeat(301)])).toEqual([`${'x'.repeat(299)}…`]);
  });
});
