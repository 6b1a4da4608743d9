import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { redactPersonalData } from './redact';

const left = (text: string, ...people: readonly string[]): string => redactPersonalData(text, people).text;
const MARK = '[redacted pii]';

describe('the people of an issue', () => {
  it.each([
    ['Ben Fischer', 'Ask Ben Fischer today', `Ask ${MARK} today`],
    ['Ben Fischer', 'ask ben fischer today', `ask ${MARK} today`],
    ['Ben Fischer', 'Fischer, Ben (Ops)', `${MARK} (Ops)`],
    ['Ben Fischer', 'B. Fischer and Fischer B signed', `${MARK} and ${MARK} signed`],
    ['Ben Fischer', 'Ben said that Fischer’s laptop is lost', `${MARK} said that ${MARK}’s laptop is lost`],
    ['Ben Fischer', 'Fischers Rechner', `${MARK} Rechner`],
    ['Keller', 'Kellers Rechner', `${MARK} Rechner`],
    ['Ben Fischer', 'cc @ben and @bfischer', `cc @${MARK} and @${MARK}`],
    ['Ben Fischer', 'ben.fischer or ben_fischer or benfischer', `${MARK} or ${MARK} or ${MARK}`],
    [
      'Ben Fischer',
      'login bfischer, owner: fischerb, C:\\Users\\benf',
      `login ${MARK}, owner: ${MARK}, C:\\Users\\${MARK}`,
    ],
    ['Fischer, Ben [External]', 'Ben Fischer wrote', `${MARK} wrote`],
    ['Jürgen Müller', 'Juergen Mueller or Jurgen Muller or JÜRGEN MÜLLER', `${MARK} or ${MARK} or ${MARK}`],
    ['Søren Łukasz', 'Soren Lukasz called', `${MARK} called`],
    ['Maria del Carmen García López', 'María García rang, then M. del Carmen', `${MARK} rang, then ${MARK}`],
    ['Ludwig van Beethoven', 'Van Beethoven left', `${MARK} left`],
    ['Bertram M. Jørgensen', 'bertram m. jorgensen', MARK],
    ["Sean O'Brien", "O'Brien called", `${MARK} called`],
    ['Dr. Ana Lee', 'Ana Lee and Dr. Lee', `${MARK} and ${MARK}`],
    ['Li Wei', 'Li Wei is out', `${MARK} is out`],
    ['bfischer', 'bfischer restarted it', `${MARK} restarted it`],
    ['王伟', '请王伟处理', `请${MARK}处理`],
    ['田中 太郎', '田中太郎さんと太郎', `${MARK}さんと${MARK}`],
    [
      'Mark Will',
      'Mark, the lead, asked Mark; Will is out. Mark Will',
      `${MARK}, the lead, asked ${MARK}; ${MARK} is out. ${MARK}`,
    ],
    ['Mark Will', 'We told Mark the news', `We told ${MARK} the news`],
    ['Ana Lee', 'Ana the lead', `${MARK} the lead`],
    ['Ana Lee', 'Ana’s, LEE/ANA and_ana_lee x2', `${MARK}’s, ${MARK}/${MARK} and_${MARK} x2`],
  ])('%s is taken out of %j', (name, text, expected) => {
    expect(left(text, name)).toBe(expected);
  });

  it.each([
    ['Will Mark', 'it will not mark the row'],
    ['Ana Lee', 'Banana and leek, an analysis'],
    ['Al Bo', 'Al and Bo are too short to be told from words'],
    ['Ana de la Cruz', 'el estado de la red'],
    ['Ben Read', 'bread and a thread'],
    ['Ana Álvarez', 'ana a las 10'],
    ['Ben Fischer', 'plan b: restart'],
    ['-', 'nothing - to find'],
    ['', 'nothing to find'],
    ['Mark Will', 'Mark the row as done. Will it be posted by May?'],
    ['Grant Bill', 'To do:\n- Grant her access\n* Bill them'],
  ])('of %s nothing stands in %j', (name, text) => {
    expect(left(text, name)).toBe(text);
  });

  it('says where each stood in the text that came', () => {
    expect(redactPersonalData('To Be\u200Bn Fischer.', ['Ben Fischer']).findings).toContainEqual({
      check: 'pii',
      ruleId: 'pii-person',
      start: 3,
      end: 15,
    });
  });

  const NAMES = ['Ana Lee', 'Ben Fischer', 'Maria García López', 'Jürgen Müller', 'Chloé Dubois'] as const;
  const anyCase = fc.constantFrom(...NAMES, ...NAMES.map((name) => name.toLowerCase()));
  const between = fc.stringMatching(/^[a-z ]{0,12}$/u);

  it('takes every one of them, wherever and in whatever case they stand', () => {
    fc.assert(
      fc.property(anyCase, between, between, (name, before, after) => {
        const text = left(`${before} ${name} ${after}`, ...NAMES);
        expect(text.toLowerCase()).not.toContain(name.toLowerCase());
        expect(left(text, ...NAMES)).toBe(text);
      }),
    );
  });

  it('stands out of a text whose words share first letters and lengths with the name', () => {
    expect(left('Eva eve ant Eve Ava Evé', 'Eve Ant')).toBe(`Eva ${MARK} Ava ${MARK}`);
  });

  it('nobody who is known is nobody to find', () => {
    expect(left('Ana Lee')).toBe('Ana Lee');
  });

  it('a row of one name over and over is read in linear time and without deep calls', () => {
    expect(left('Ana Lee '.repeat(20_000), 'Ana Lee')).toBe(`${MARK} `);
  });
});
