import { describe, expect, it } from '@jest/globals';
import type { Source } from '../../contract/output';
import { sourceOf } from '../testing';
import { checklist, openItems } from './checklist';
import { toMaterial } from './material';

const template = (text: string, ref = 'validation/pre-check'): Source =>
  sourceOf({
    number: 9,
    kind: 'template',
    ref,
    label: 'Pre-check, policy version 3',
    author: null,
    at: null,
    text,
  });

const checked = (item: string, ...sources: readonly Source[]) =>
  checklist('validation')(toMaterial([template(item), ...sources]), []).map(({ claim }) => claim);

describe('checklist', () => {
  it('leaves an item open that no source speaks of', () => {
    expect(checked('Name the backup.', sourceOf())).toEqual([
      { text: 'To check: Name the backup.', citations: [{ source: 9, quote: 'Name the backup.' }] },
    ]);
  });

  it('puts beside an item what a source says of it, and cites both', () => {
    const said = sourceOf({ text: 'The rollback takes 25 minutes.' });
    expect(checked('Describe the rollback.', said)).toEqual([
      {
        text: 'To check: Describe the rollback. As written by Ben Fischer, 2026-11-02: “The rollback takes 25 minutes.”',
        citations: [
          { source: 9, quote: 'Describe the rollback.' },
          { source: 1, quote: 'The rollback takes 25 minutes.' },
        ],
      },
    ]);
  });

  it('names the place where nobody is named, and the sentence that speaks of it most', () => {
    const text = 'Ask the desk until noon please.\nEnd\nAll access ends on the last day.';
    const said = sourceOf({ kind: 'description', label: 'Description', author: null, at: null, text });
    expect(checked('Set the end date.', said)[0]?.text).toBe(
      'To check: Set the end date. As written in Description: “All access ends on the last day.”',
    );
  });

  it.each([
    ['most of its words', 'Seal the archive room door.', 'The archive room has a sealed door.', true],
    ['few of its words', 'Seal the archive room door.', 'The archive room is dark today.', false],
    ['an item of few words', 'Seal doors.', 'The seal of the doors is fine.', false],
  ])('matches an item in words of an admin by %s', (_what, ...[item, text, isAnswered]) => {
    expect(checked(item, sourceOf({ text }))[0]?.citations).toHaveLength(isAnswered ? 2 : 1);
  });

  it('does not take what is missing for an answer', () => {
    expect(
      checked('Describe the rollback.', sourceOf({ text: 'The rollback plan is missing.' }))[0]?.citations,
    ).toHaveLength(1);
  });
});

describe('the items of a step', () => {
  it.each([
    ['its own template', 'validation/pre-check', 2],
    ['a template that names no step', 'pre-check', 2],
    ['a template of another step', 'status-note/pre-check', 0],
  ])('come from %s', (_what, ref, count) => {
    const source = template('Name the backup.\n\n Name the window. ', ref);
    expect(openItems('validation', [source, sourceOf()])).toHaveLength(count);
    expect(checklist('validation')(toMaterial([source]), [])).toHaveLength(count);
  });

  it('are points to check in their own words', () => {
    expect(openItems('validation', [template(' Name the window. ')])).toEqual([
      { text: 'To check: Name the window.', citations: [{ source: 9, quote: 'Name the window.' }] },
    ]);
  });
});
