import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { timeParts } from './time-parts';

const shown = (text: string): string =>
  timeParts(text)
    .map((part) => (part.exact === part.shown ? part.shown : `<${part.shown}>`))
    .join('');

describe('the times of a text', () => {
  it.each([
    [
      'to the millisecond',
      'Resolved at 2026-09-02T08:00:00.000Z\nFirmware',
      'Resolved at <2026-09-02 08:00 UTC>\nFirmware',
    ],
    ['to the second', '2026-09-02T08:00:59Z', '<2026-09-02 08:00 UTC>'],
    ['to the minute', 'from 2026-09-02T08:00Z on', 'from <2026-09-02 08:00 UTC> on'],
    [
      'one after another',
      '2026-09-02T08:00:00Z2026-09-03T09:10:00Z',
      '<2026-09-02 08:00 UTC><2026-09-03 09:10 UTC>',
    ],
    ['in no zone', '2026-09-02T08:00:00', '2026-09-02T08:00:00'],
    ['of another zone', '2026-09-02T08:00:00+02:00', '2026-09-02T08:00:00+02:00'],
    ['that are dates', 'due 2026-09-02.', 'due 2026-09-02.'],
    ['in no text', '', ''],
  ])('%s are shown to the minute, or as they stand', (_name, text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it('lose nothing of the text', () => {
    const piece = fc.oneof(fc.string(), fc.constant('2026-09-02T08:00:00.000Z'), fc.constant('Z'));
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        expect(
          timeParts(text)
            .map(({ exact }) => exact)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});
