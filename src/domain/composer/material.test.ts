import { describe, expect, it } from '@jest/globals';
import { sourceOf } from '../testing';
import { readProse, toMaterial, withoutInternal } from './material';

describe('toMaterial', () => {
  const sources = [
    sourceOf({ text: 'The gateway drops every call of the night shift.', isPublic: false }),
    sourceOf({
      number: 2,
      text: 'The gateway drops each call here. The log is still missing.',
      isPublic: true,
    }),
    sourceOf({ number: 3, text: 'The gateway firmware is 9.18 since Monday.', isPublic: true }),
  ];

  it('ranks some of the sentences that were read as if no other had been', () => {
    const outside = withoutInternal(sources);
    const material = toMaterial(outside, readProse(sources));
    expect(material).toEqual(toMaterial(outside));
    expect(material.said.map(({ sentence, order }) => [sentence.source.number, order])).toEqual([
      [2, 0],
      [3, 2],
    ]);
    expect(material.missing.map(({ sentence }) => sentence.quote)).toEqual(['The log is still missing.']);
  });
});
