import { describe, expect, it } from '@jest/globals';
import { sourceOf } from '../testing';
import { endOf } from './similar';

const earlier = (text: string) =>
  endOf(sourceOf({ kind: 'similar-issue', issueKey: 'INC-1990', author: null, text }));

describe('endOf', () => {
  it('says how it ended and what was done, on its day', () => {
    expect(
      earlier(
        'VPN slow\nStatus Done, resolution Fixed\nResolved at 2026-09-02T08:00:00.000Z\nWe looked for long. Restarted the gateway. All are content now.',
      ),
    ).toEqual({
      text: 'INC-1990 “VPN slow”: Status Done, resolution Fixed; Resolved at 2026-09-02; “Restarted the gateway.”',
      citations: [
        { source: 1, quote: 'VPN slow' },
        { source: 1, quote: 'Status Done, resolution Fixed' },
        { source: 1, quote: 'Resolved at 2026-09-02T08:00:00.000Z' },
        { source: 1, quote: 'Restarted the gateway.' },
      ],
    });
  });

  it.each([
    [
      'the last sentence where none tells what was done',
      'VPN slow\nWe looked for long. All are content now.',
      'INC-1990 “VPN slow”: “All are content now.”',
    ],
    ['the title alone', 'VPN slow', 'INC-1990 “VPN slow”'],
    ['the text where no line says anything', 'x', 'INC-1990 “x”'],
    ['a sentence that goes on, as such', `VPN slow\nWe looked ${'for long '.repeat(60)}.`, / …”$/u],
  ])('gives %s', (_what, text, expected) => {
    expect(earlier(text).text).toEqual(
      typeof expected === 'string' ? expected : expect.stringMatching(expected),
    );
  });
});
