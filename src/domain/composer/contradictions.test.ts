import { describe, expect, it } from '@jest/globals';
import type { Source } from '../../contract/output';
import { sourceOf } from '../testing';
import { findContradictions as contradictionsOf } from './contradictions';
import { toMaterial } from './material';

const findContradictions = (sources: readonly Source[]) => contradictionsOf(toMaterial(sources));

const said = (...texts: string[]): Source[] =>
  texts.map((text, index) => sourceOf({ number: index + 1, text }));
/** The same by a person each. */
const saidByEach = (...texts: string[]): Source[] =>
  said(...texts).map((source) => ({ ...source, author: `Person ${source.number}` }));
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
  [
    'a done status against the last text',
    [field(9, 'Status', 'Resolved'), ...said('It works again.', 'It is still broken today.')],
    [
      [9, 2],
      [1, 2],
    ],
  ],
  [
    'a done status against a text before the last',
    [field(9, 'Status', 'Done'), ...said('It is still broken today.', 'All have been told about it.')],
    [],
  ],
  ['a done status and no text', [field(1, 'Status', 'Done')], []],
  ['a condition', said('Tell me when it is fixed please.', 'It is still broken today.'), []],
  [
    'what was open and was then settled',
    [
      ...said('It is still broken today.'),
      sourceOf({ number: 2, at: '2026-11-09T08:00:00.000Z', text: 'It was fixed last night.' }),
    ],
    [],
  ],
  [
    'a description without a time that says it is open, and a text that says it is settled',
    [
      sourceOf({ kind: 'description', author: null, at: null, text: 'It is still broken today.' }),
      sourceOf({ number: 2, text: 'It was fixed last night.' }),
    ],
    [],
  ],
  ['a text of the future', said('This needs more work before it is fixed.', 'It is still broken today.'), []],
  [
    'a reopening beside a text that says the same',
    [
      ...said('It was fixed last night.', 'It is still broken today.'),
      history(3, 'status went from Done to Open'),
      field(4, 'Status', 'Open'),
    ],
    [[1, 3]],
  ],
  [
    'nobody against somebody affected',
    said('No users are affected by this.', 'Many customers are affected since noon.'),
    [[1, 2]],
  ],
  [
    'a work taken over against the assignee',
    [...said('I have taken this over.'), field(2, 'Assignee', 'Ana Silva')],
    [[1, 2]],
  ],
  [
    'a work taken over by the assignee',
    [...said('I have taken this over.'), field(2, 'Assignee', 'Ben Fischer')],
    [],
  ],
  [
    'a work taken over before the assignee changed',
    [
      ...said('I have taken this over.'),
      field(2, 'Assignee', 'Ana Silva'),
      sourceOf({ number: 3, kind: 'history', text: 'assignee went from Ben Fischer to Ana Silva' }),
    ],
    [],
  ],
  [
    'a work taken over after the assignee changed',
    [
      ...said('I have taken this over.'),
      field(2, 'Assignee', 'Ana Silva'),
      sourceOf({
        number: 3,
        kind: 'history',
        at: '2026-11-01T00:00:00.000Z',
        text: 'assignee went from A to Ana Silva',
      }),
      sourceOf({ number: 4, kind: 'history', at: null, text: 'assignee went from A to Ana Silva' }),
    ],
    [[1, 2]],
  ],
  [
    'a description by nobody that says it is taken over',
    [
      sourceOf({ kind: 'description', author: null, at: null, text: 'I have taken this over.' }),
      field(2, 'Assignee', 'Ana Silva'),
    ],
    [],
  ],
  [
    'two due dates',
    [...said('The due date is 2026-12-01 for us.'), field(2, 'Due date', '2026-12-05')],
    [[1, 2]],
  ],
  ['one due date', [...said('It is due on 2026-12-05 for us.'), field(2, 'Due date', '2026-12-05')], []],
  ['a due date in a text alone', said('It is due on 2026-12-05 for us.'), []],
  [
    'another issue, done by the text and open in Jira',
    [
      ...said('INC-7 is done by now.'),
      sourceOf({ number: 2, kind: 'link', text: 'is blocked by INC-7: Router (Open)' }),
    ],
    [[1, 2]],
  ],
  [
    'another issue, open by the text and done in Jira',
    [
      ...said('INC-7 is not finished, I hear.'),
      sourceOf({ number: 2, kind: 'subtask', text: 'INC-7: Router (Done)' }),
    ],
    [[1, 2]],
  ],
  [
    'another issue of which both say the same, one without a state, one without a key',
    [
      ...said('INC-7 is done by now.', 'INC-8 is done by now.'),
      sourceOf({ number: 3, kind: 'link', text: 'blocks INC-7: Router (Closed)' }),
      sourceOf({ number: 4, kind: 'link', text: 'blocks INC-8: Router' }),
      sourceOf({ number: 5, kind: 'link', text: 'blocks the router (Open)' }),
      sourceOf({ number: 6, kind: 'similar-issue', text: 'INC-8: Router (Open)' }),
    ],
    [],
  ],
  [
    'two figures of the same thing',
    saidByEach('Packet loss on the tunnel is 2.4 percent.', 'Packet loss on the tunnel is 3.1 percent.'),
    [[1, 2]],
  ],
  [
    'two figures of one monitor, which a value goes through',
    said('Packet loss on the tunnel is 2.4 percent.', 'Packet loss on the tunnel is 3.1 percent.'),
    [],
  ],
  [
    'numbers of two builds in the notes of robots',
    saidByEach('Integrated in Trunk build number 180.', 'Integrated in Trunk build number 185.'),
    [],
  ],
  [
    'two figures of the same thing at two times',
    saidByEach('Packet loss on the tunnel was 2.4 percent.', 'Packet loss on the tunnel was 3.1 percent.'),
    [],
  ],
  [
    'one figure said twice',
    saidByEach('Packet loss in Lyon is 3 percent.', 'Packet loss in Lyon is 3 percent!'),
    [],
  ],
  [
    'two figures in one source',
    said('Packet loss in Lyon is 3 percent. Packet loss in Lyon is 4 percent.'),
    [],
  ],
  ['figures of things with few words', saidByEach('Loss is 3 percent.', 'Loss is 4 percent.'), []],
  [
    'figures in sentences that are cut',
    saidByEach(
      `Packet loss in Lyon is 3 ${'percent '.repeat(50)}`,
      `Packet loss in Lyon is 4 ${'percent '.repeat(50)}`,
    ),
    [],
  ],
  [
    'many figures: three pairs are enough',
    saidByEach(...['3', '4', '5', '6', '7'].map((figure) => `Packet loss in Lyon is ${figure} percent.`)),
    [
      [1, 2],
      [1, 3],
      [1, 4],
    ],
  ],
  ['nothing', [], []],
];

describe('findContradictions', () => {
  it.each(CASES)('in %s', (_what, sources, expected) => {
    const found = findContradictions(sources);
    expect(found.map(({ citations }) => citations.map(({ source }) => source))).toEqual(expected);
  });

  it('gives eight at most', () => {
    const links = Array.from({ length: 12 }, (_, index) =>
      sourceOf({ number: 20 + index, kind: 'link', text: `blocks INC-${index}: Router (Open)` }),
    );
    const texts = links.map((_, index) => `INC-${index} is done by now, as of part ${index}.`);
    expect(findContradictions([...said(...texts), ...links])).toHaveLength(8);
  });

  it('quotes both sides, names who said what, and takes no side', () => {
    const sources = [
      ...said('It was fixed last night.', 'It is still broken today.'),
      field(3, 'Status', 'Open'),
    ];
    expect(findContradictions(sources)).toEqual([
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
