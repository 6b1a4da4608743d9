import { describe, expect, it } from '@jest/globals';
import type { Source } from '../../contract/output';
import { sourceOf } from '../testing';
import { findContradictions } from './contradictions';

const said = (...texts: string[]): Source[] =>
  texts.map((text, index) => sourceOf({ number: index + 1, text }));
const field = (number: number, label: string, text: string): Source =>
  sourceOf({ number, kind: 'field', label, text, author: null, at: null });
const history = (number: number, text: string): Source =>
  sourceOf({ number, kind: 'history', label: 'History: status', text });

const CASES: readonly (readonly [string, readonly Source[], readonly (readonly number[])[]])[] = [
  ['resolved against still broken', said('It was fixed last night.', 'It is still broken today.'), [[1, 2]]],
  [
    'resolved against not resolved, in either order',
    said('This is not yet resolved for us.', 'It has been resolved now.'),
    [[2, 1]],
  ],
  [
    'approved against waiting',
    said('It was already approved by Mia.', 'We are waiting for the approval.'),
    [[1, 2]],
  ],
  [
    'approved against declined',
    said('That has been approved twice.', 'The manager declined it yesterday.'),
    [[1, 2]],
  ],
  ['two starts', said('It is slow since 08:10 here.', 'The outage started at 09:30 for us.'), [[1, 2]]],
  [
    'both kinds at once',
    said('It was fixed, slow since 08:10.', 'Still failing since 09:00 today.'),
    [
      [1, 2],
      [1, 2],
    ],
  ],
  ['one start in two spellings', said('It is slow since 8:10 here.', 'Errors began at 08:10 for us.'), []],
  [
    'a time that is no start of trouble',
    said('It is slow since 08:10 here.', 'My shift began at 09:30 today.'),
    [],
  ],
  [
    'one start said twice',
    said('It is slow since 08:10 here.', 'The outage started at about 08:10 for us.'),
    [],
  ],
  ['one side only', said('It was fixed last night.'), []],
  ['the other side only', said('It is still broken today.'), []],
  ['two sides in one source', said('It was fixed last night. It is still broken today.'), []],
  ['a sentence that says both', said('It was fixed but is still slow.', 'It is still slow today.'), []],
  ['a question about approval', said('Who approves this one please?', 'There is no approval so far.'), []],
  [
    'resolved against an open status',
    [...said('It was fixed last night.'), field(2, 'Status', 'In Progress')],
    [[1, 2]],
  ],
  ['resolved and a done status', [...said('It was fixed last night.'), field(2, 'Status', 'Done')], []],
  ['resolved and another field', [...said('It was fixed last night.'), field(2, 'Priority', 'High')], []],
  [
    'resolved against a reopening',
    [
      ...said('It was fixed last night.'),
      history(2, 'status went from Done to Open'),
      field(3, 'Status', 'Open'),
    ],
    [[1, 2]],
  ],
  [
    'resolved and another change',
    [...said('It was fixed last night.'), history(2, 'status went from Open to Done')],
    [],
  ],
  ['an open status alone', [field(1, 'Status', 'In Progress')], []],
  ['a reopening alone', [history(1, 'status went from Done to Open')], []],
  [
    'words of a similar issue',
    [
      ...said('It is still broken today.'),
      sourceOf({ number: 2, kind: 'similar-issue', text: 'It was fixed last night.' }),
    ],
    [],
  ],
  ['nothing', [], []],
];

describe('findContradictions', () => {
  it.each(CASES)('in %s', (_what, sources, expected) => {
    const found = findContradictions(sources);
    expect(found.map(({ citations }) => citations.map(({ source }) => source))).toEqual(expected);
  });

  it('quotes both sides, names who said what, and takes no side', () => {
    const sources = [
      ...said('It was fixed last night.', 'It is still broken today.'),
      field(3, 'Status', 'Open'),
    ];
    expect(findContradictions(sources)).toEqual([
      {
        text: 'A text says resolved, the status does not: Ben Fischer, 2026-11-02 against Status.',
        citations: [
          { source: 1, quote: 'It was fixed last night.' },
          { source: 3, quote: 'Open' },
        ],
      },
      {
        text: 'One source says it is resolved, another that it is not: Ben Fischer, 2026-11-02 against Ben Fischer, 2026-11-02.',
        citations: [
          { source: 1, quote: 'It was fixed last night.' },
          { source: 2, quote: 'It is still broken today.' },
        ],
      },
    ]);
  });
});
