import { describe, expect, it } from '@jest/globals';
import type { HandoffView } from '../../src/contract/handoff';
import type { Claim, Output } from '../../src/contract/output';
import { OUTPUT } from '../testing/output-fixtures';
import { markedLines, marksInWords, NO_MARKS, withEdit, withoutMark, withStrike } from './marks';

type Line = HandoffView['comment'][number];

const claim = (number: number, text: string, struck: string | null = null): Claim => ({
  number,
  text,
  citations: [{ source: 4, quote: 'x' }],
  struck,
  struckBy: struck === null ? null : 'grounding-quote',
  was: null,
});
const output = (...sections: readonly (readonly [string, readonly Claim[]])[]): Output => ({
  ...OUTPUT,
  sections: sections.map(([title, claims]) => ({
    step: 'diagnostics',
    title,
    claims: [...claims],
    contradictions: [],
    gaps: [],
  })),
});
const heading = (text: string): Line => ({ kind: 'heading', text });
const item = (text: string): Line => ({ kind: 'item', text });
const edit = (number: number, text: string) => ({ number, text, reason: 'unclear' as const });
const texts = (lines: readonly Line[]): readonly string[] => lines.map(({ text }) => text);

const TWO = output(
  ['One', [claim(1, 'Ab'), claim(2, 'Gone', 'no source says so')]],
  ['Two', [claim(3, 'Cd')]],
);
const LINES = [heading('Head'), heading('One'), item('Ab [x]'), heading('Two'), item('Cd [y]')];

describe('marks', () => {
  it('hold a claim once: what was done last counts', () => {
    const struck = withStrike(NO_MARKS, { number: 2, reason: 'unclear' });
    const edited = withEdit(struck, edit(2, 'x'));
    expect(edited).toEqual({ strike: [], edits: [edit(2, 'x')] });
    expect(withStrike(edited, { number: 2, reason: 'outdated' })).toEqual({
      strike: [{ number: 2, reason: 'outdated' }],
      edits: [],
    });
    expect(withoutMark(edited, 2)).toEqual(NO_MARKS);
    expect(withoutMark(edited, 3)).toEqual(edited);
  });

  it('stand in the order of the claims', () => {
    const marks = [9, 1, 5].reduce((now, number) => withEdit(now, edit(number, 'x')), NO_MARKS);
    expect(marks.edits.map(({ number }) => number)).toEqual([1, 5, 9]);
  });

  it('are told for the team and for the customer, and not where there are none', () => {
    const marks = withEdit(withStrike(NO_MARKS, { number: 1, reason: 'unclear' }), edit(2, 'x'));
    expect(marksInWords(NO_MARKS, 'internal')).toBeNull();
    expect(marksInWords(marks, 'internal')).toBe(
      'without 1 claim that you struck; with 1 claim in your words, as its head will say',
    );
    expect(marksInWords(marks, 'customer')).toBe(
      '1 claim that you struck will not be in it, whatever it is worded as here; 1 claim will be in your words, whatever it is worded as here',
    );
  });
});

describe('the comment with marks', () => {
  it('takes a struck claim out, and no other that begins like it', () => {
    const long = output(['One', [claim(1, 'Ab'), claim(2, 'Ab cd')]]);
    const lines = [item('Ab [x]'), item('Ab cd [x]'), { kind: 'quote', text: 'Ab' } as const];
    const marks = withStrike(NO_MARKS, { number: 1, reason: 'unclear' });
    expect(texts(markedLines(lines, long, marks))).toEqual(['Ab cd [x]', 'Ab']);
  });

  it('finds a claim whose addresses the comment breaks apart', () => {
    const linked = output(['One', [claim(1, 'See https://a.example/x now')]]);
    const lines = [item('See https[:]//a[.]example/x now [x]')];
    expect(markedLines(lines, linked, withStrike(NO_MARKS, { number: 1, reason: 'unclear' }))).toEqual([]);
  });

  it('puts other words in a claim’s place, its sources after them', () => {
    expect(texts(markedLines(LINES, TWO, withEdit(NO_MARKS, edit(1, 'New'))))).toEqual([
      'Head',
      'One',
      'New [x]',
      'Two',
      'Cd [y]',
    ]);
  });

  it('brings a claim that a rule struck back after the one before it, also where that has other words', () => {
    const marks = withEdit(withEdit(NO_MARKS, edit(1, 'New')), edit(2, 'Back'));
    expect(texts(markedLines(LINES, TWO, marks))).toEqual([
      'Head',
      'One',
      'New [x]',
      'Back [its sources]',
      'Two',
      'Cd [y]',
    ]);
  });

  it('brings it back under the heading of its section where nothing stands before it, and nowhere without one', () => {
    const first = output(['One', [claim(1, 'Gone', 'no')]]);
    const marks = withEdit(NO_MARKS, edit(1, 'Back'));
    expect(texts(markedLines([heading('One'), item('Rest')], first, marks))).toEqual([
      'One',
      'Back [its sources]',
      'Rest',
    ]);
    expect(texts(markedLines([item('Rest')], first, marks))).toEqual(['Rest']);
  });

  it('leaves lines alone that are worded otherwise', () => {
    const marks = withEdit(withStrike(NO_MARKS, { number: 3, reason: 'unclear' }), edit(1, 'New'));
    const lines = [item('What a customer reads of Ab')];
    expect(markedLines(lines, TWO, marks)).toEqual(lines);
  });
});
