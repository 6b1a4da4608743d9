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
      'the last two sentences where none tells what was done',
      'VPN slow\nWe looked for long. Decision: granted for 90 days. Condition: all scanners are new by then.',
      'INC-1990 “VPN slow”: “Decision: granted for 90 days.”; “Condition: all scanners are new by then.”',
    ],
    [
      'the last alone where two are too long',
      `VPN slow\nWe looked ${'for long '.repeat(30)}indeed. All are content now.`,
      'INC-1990 “VPN slow”: “All are content now.”',
    ],
    [
      'nothing of who takes the ticket and of what robots note',
      'VPN slow\nI am currently looking into this one. Merged, see https://example.org/pull/18735\nBulk closing of all resolved issues.',
      'INC-1990 “VPN slow”',
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
