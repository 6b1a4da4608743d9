import { describe, expect, it } from '@jest/globals';
import { readingOf, sourceOf } from '../testing';
import { namesIn, peopleOf } from './people';
import { attachmentOf, commentOf } from './testing';

const change = (field: string, from: string, to: string) => ({
  id: 'h1',
  author: 'Cho Min-ji',
  at: '2026-11-02T10:00:00.000Z',
  field,
  from,
  to,
});

describe('the people of an issue', () => {
  it('are who holds or held it, wrote on it, changed it or attached to it, each once', () => {
    const reading = readingOf({
      fields: [
        { id: 'assignee', label: 'Assignee', text: 'Ana Ortiz' },
        { id: 'customfield_1', label: 'Service owner', text: 'Ben Fischer, Mia Lang' },
        { id: 'reporter', label: 'Reporter', text: ' Cy Hart ' },
        { id: 'labels', label: 'Labels', text: 'vpn' },
      ],
      comments: [commentOf('1'), commentOf('2', { author: '' })],
      history: [change('assignee', 'Gil Tanaka', 'Ana Ortiz'), change('status', 'Open', 'Waiting')],
      attachments: [attachmentOf({ author: 'Bo Nilsen' })],
    });
    expect(peopleOf(reading)).toEqual([
      'Ana Ortiz',
      'Ben Fischer',
      'Mia Lang',
      'Cy Hart',
      'Cho Min-ji',
      'Gil Tanaka',
      'Bo Nilsen',
    ]);
  });

  it('are named by the sources of a packet as authors and in fields of people', () => {
    const sources = [
      sourceOf({ kind: 'field', label: 'Assignee', author: null, text: 'Ana Ortiz' }),
      sourceOf({ kind: 'field', label: 'Labels', author: null, text: 'vpn' }),
      sourceOf({ kind: 'comment', label: 'Assignee', text: 'not a field' }),
      sourceOf(),
    ];
    expect(namesIn(sources)).toEqual(['Ana Ortiz', 'Ben Fischer']);
    expect(namesIn([])).toEqual([]);
  });
});
