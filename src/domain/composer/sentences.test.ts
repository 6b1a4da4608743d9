import { describe, expect, it } from '@jest/globals';
import { standsIn } from '../grounding/ground';
import { sourceOf } from '../testing';
import { proseOf, sentencesOf, shorten } from './sentences';

const quotes = (text: string): readonly string[] => sentencesOf(sourceOf({ text })).map(({ quote }) => quote);

describe('sentencesOf', () => {
  it.each([
    ['sentences', 'The line is down. Nobody can print.', ['The line is down.', 'Nobody can print.']],
    ['an initial', 'R. Castellan starts in 5 days.', ['R. Castellan starts in 5 days.']],
    ['a short form', 'Fixed in rev. 697781 of the tool.', ['Fixed in rev. 697781 of the tool.']],
    [
      'an address with a question mark',
      'See https://x.example/a?B=1 for the list.',
      ['See https://x.example/a?B=1 for the list.'],
    ],
    [
      'a sentence that leans on the one before',
      'The rollback is possible tonight. It needs the word of Cho.',
      ['The rollback is possible tonight. It needs the word of Cho.'],
    ],
    [
      'what is said of another issue',
      'Comparable case: INC-1819 in the spring. A switch was off. On again, all was well.',
      ['Comparable case: INC-1819 in the spring. A switch was off. On again, all was well.'],
    ],
    [
      'a sentence that leans on the one before in its middle',
      'The change record is attached. The plan in it takes 25 minutes.',
      ['The change record is attached. The plan in it takes 25 minutes.'],
    ],
    [
      'a sentence that leans behind its time',
      'Option 2 costs 38 queries a page. At month end that is too much.',
      ['Option 2 costs 38 queries a page. At month end that is too much.'],
    ],
    [
      'a bracket that a full stop does not close',
      'Tested by hand (see p. Two of it) with care.',
      ['Tested by hand (see p. Two of it) with care.'],
    ],
    [
      'a bracket that nothing closes',
      'Tested (by hand. All is well there.',
      ['Tested (by hand.', 'All is well there.'],
    ],
    [
      'what follows thanks',
      'Thanks @ben ! This was a fault of the night shift.',
      ['This was a fault of the night shift.'],
    ],
    ['a greeting with a dash before it', 'Hi Ben - the line is down again.', ['the line is down again.']],
    [
      'a greeting with a no-break space',
      'hi @ben\u00a0, the line is down again.',
      ['the line is down again.'],
    ],
    ['a greeting before it', 'Hi Ben, the line is down again.', ['the line is down again.']],
    ['a mention before it', '@ben the line is down again.', ['the line is down again.']],
    ['text without spaces', '打印机从星期一开始不工作', ['打印机从星期一开始不工作']],
    ['thanks with a figure', 'Thanks, fixed as of rev 735748.', ['Thanks, fixed as of rev 735748.']],
  ])('keeps whole: %s', (_what, text, expected) => {
    expect(quotes(text)).toEqual(expected);
  });

  it.each([
    ['a greeting', 'Hello Ben and Ana'],
    ['a greeting with a mark', 'Good morning all!'],
    ['thanks', 'Thank you very much for the quick answer.'],
    ['thanks in German', 'Vielen Dank für die Hilfe!'],
    ['thanks behind a word', 'Perfect, thanks a lot!!! :-)'],
    ['a question for comments', 'Any comments on this?'],
    ['a picture', '!screen 2026-01-15.png!'],
    ['a picture with its size', '!screen.png|width=200,height=100!'],
    ['a fragment', 'Very slow.'],
    ['no letters', '12 34 56'],
    ['what announces a list', 'Please see the values below this line, all of them measured today:'],
    ['a bare address', 'https://x.example/a'],
  ])('leaves out %s', (_what, text) => {
    expect(quotes(text)).toEqual([]);
  });

  it('keeps no chain of leaning sentences over three hundred characters', () => {
    const long = `The rollback is possible ${'tonight '.repeat(34)}.`;
    expect(quotes(`${long} It needs the word of Cho.`)).toHaveLength(2);
  });

  it('keeps thanks that go on for long', () => {
    expect(quotes(`Thanks to the new line ${'all is well and '.repeat(6)}nobody waits.`)).toHaveLength(1);
  });

  it('takes a short item under a heading and not elsewhere, nor an address there', () => {
    expect(quotes('Access requested\nVPN\nhttps://x.example/a')).toEqual(['VPN']);
    expect(quotes('VPN')).toEqual([]);
  });

  it('quotes a wrapped sentence as it stands', () => {
    const source = sourceOf({
      text: 'The printer in the hall does not take any job of the\nwarehouse. All is well here.',
    });
    const [first, second] = sentencesOf(source);
    expect(first?.quote).toBe('The printer in the hall does not take any job of the\nwarehouse.');
    expect(second?.quote).toBe('All is well here.');
    expect(first !== undefined && source.text.includes(first.quote) && standsIn(first.quote, source)).toBe(
      true,
    );
  });

  it('shortens a line of a log more than prose', () => {
    const log = `2026-11-02 08:14:02 ERROR ${'refused '.repeat(60)}`;
    const prose = `The line was ${'refused '.repeat(60)}`;
    const [first, second] = sentencesOf(sourceOf({ text: `${log}\n${prose}` }));
    expect(first).toMatchObject({ isLog: true, isCut: true, position: 0 });
    expect(second).toMatchObject({ isLog: false, isCut: true, position: 1 });
    expect([first?.quote.length, second?.quote.length]).toEqual([153, 316]);
  });
});

describe('shorten', () => {
  it.each([
    ['a short text', 'all is well', 20, 'all is well'],
    ['a text at its last space', 'all is well now', 10, 'all is'],
    ['a word that is all', 'x'.repeat(12), 10, 'x'.repeat(10)],
    ['no half of a pair', `ab😀${'c'.repeat(9)}`, 3, 'ab'],
  ])('gives %s', (_what, ...[text, length, expected]) => {
    expect(shorten(text, length)).toBe(expected);
  });
});

describe('proseOf', () => {
  it('reads descriptions and comments, and nothing else', () => {
    const text = 'The line is down today.';
    const kinds = ['field', 'description', 'comment', 'history', 'link', 'template', 'baseline'] as const;
    const sources = kinds.map((kind, index) => sourceOf({ number: index + 1, kind, text }));
    expect(proseOf(sources).map(({ source }) => source.kind)).toEqual(['description', 'comment']);
  });
});
