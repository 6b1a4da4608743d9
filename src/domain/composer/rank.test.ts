import { describe, expect, it } from '@jest/globals';
import type { Source } from '../../contract/output';
import { sourceOf } from '../testing';
import { rank, read } from './rank';
import { proseOf } from './sentences';

const field = (label: string, text: string): Source =>
  sourceOf({ number: 90, kind: 'field', label, author: null, at: null, text });

/** Scores by the text of the sentence. */
function scores(sources: readonly Source[]): ReadonlyMap<string, number> {
  const ranked = rank(proseOf(sources).map(read), sources);
  return new Map(ranked.map(({ sentence, score }) => [sentence.quote, score]));
}

const comments = (...texts: string[]): Source[] =>
  texts.map((text, index) => sourceOf({ number: index + 1, text }));

const better = (sources: readonly Source[], first: string, second: string): boolean => {
  const found = scores(sources);
  return (found.get(first) ?? Number.NaN) > (found.get(second) ?? Number.NaN);
};

function quoteOf(text: string): string {
  return proseOf([sourceOf({ text })])[0]?.quote ?? '';
}

type Case = readonly [string, readonly Source[], string, string];

const CASES: readonly Case[] = [
  [
    'what shares words with the rest',
    comments(
      'The gateway drops every call there.',
      'The gateway drops each call here.',
      'Lunch comes rather late on Friday.',
    ),
    'The gateway drops every call there.',
    'Lunch comes rather late on Friday.',
  ],
  [
    'what is near the summary',
    [
      ...comments('The printer prints nothing at all.', 'The heating warms nothing at all.'),
      field('Summary', 'Heating'),
    ],
    'The heating warms nothing at all.',
    'The printer prints nothing at all.',
  ],
  [
    'whom the issue names',
    [
      ...comments('Nothing comes from the printer here.'),
      sourceOf({ number: 2, author: 'Ana Silva', text: 'Nothing comes from the scanner here.' }),
      field('Assignee', 'Ana Silva'),
    ],
    'Nothing comes from the scanner here.',
    'Nothing comes from the printer here.',
  ],
  [
    'the opening of a description',
    [sourceOf({ kind: 'description', text: 'Rooms are cold in the north. Halls are warm in the south.' })],
    'Rooms are cold in the north.',
    'Halls are warm in the south.',
  ],
  [
    'the first sentence of a comment',
    comments('Rooms are cold in the north. Halls are warm in the south.'),
    'Rooms are cold in the north.',
    'Halls are warm in the south.',
  ],
  [
    'a measurement',
    comments('Answers from the north take 480 ms.', 'Answers from the south take rather long.'),
    'Answers from the north take 480 ms.',
    'Answers from the south take rather long.',
  ],
  [
    'an identifier',
    comments('Look at the box INC-77 there.', 'Look at the door lamp there.'),
    'Look at the box INC-77 there.',
    'Look at the door lamp there.',
  ],
  ...(
    [
      ['a statement before an opinion', 'Maybe the north wing loses power there.'],
      ['a statement before what a robot notes', 'Integrated in north wing power there.'],
      ['a statement before housekeeping', 'Please review the north wing power there.'],
      ['a statement before a question', 'Does the north wing lose power there?'],
      ['a statement before one that points', 'This in the north wing loses power.'],
      ['a statement before a scrap', 'North wing power.'],
      ['a statement before a sermon', `The north wing loses power there ${'and there '.repeat(25)}.`],
    ] as const
  ).map(([what, other]): Case => [
    what,
    comments('The south wing loses power there.', other),
    'The south wing loses power there.',
    quoteOf(other),
  ]),
];

describe('rank puts first', () => {
  it.each(CASES)('%s', (_what, ...[sources, first, second]) => {
    expect(better(sources, first, second)).toBe(true);
  });

  it('counts what a monitor repeats once', () => {
    const pulse = Array.from({ length: 30 }, (_, index) => `Check number ${index} of the probe is done.`);
    const others = ['The gateway drops every call there.', 'The gateway drops each call here.'];
    expect(
      better(
        comments(...pulse, ...others),
        'The gateway drops every call there.',
        'Check number 3 of the probe is done.',
      ),
    ).toBe(true);
  });

  it('gives a sentence of stop words nothing for its words', () => {
    expect(
      scores(comments('It is what it is.', 'So it was for us all.')).get('It is what it is.'),
    ).toBeLessThan(0.2);
  });
});
