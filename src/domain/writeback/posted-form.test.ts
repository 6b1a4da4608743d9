import { describe, expect, it } from '@jest/globals';
import { toCanonicalJson } from '../canonical/canonical';
import { toAdf } from './adf';
import { postedForm } from './posted-form';

const POSTED = toAdf([
  { kind: 'heading', text: 'AI output' },
  { kind: 'text', text: 'Made by AI.' },
  { kind: 'item', text: 'Calls fail since 09:40.' },
  { kind: 'item', text: 'About 120 users are affected.' },
  { kind: 'quote', text: 'It came back.' },
]);
const FORM = toCanonicalJson(POSTED);

/** The document with something done to its JSON text. */
const changed = (from: string, to: string): unknown => {
  const text = JSON.stringify(POSTED);
  expect(text).toContain(from);
  return JSON.parse(text.replaceAll(from, to));
};
const MADE = '{"type":"text","text":"Made by AI."}';

describe('the form of a comment in which it is compared', () => {
  it('is the very text that the trail names, for what was posted', () => {
    expect(postedForm(POSTED)).toBe(FORM);
    expect(postedForm(JSON.parse(FORM))).toBe(FORM);
  });

  it.each([
    [
      'ids that the editor gives to nodes',
      '"type":"paragraph",',
      '"type":"paragraph","attrs":{"localId":"a1"},',
    ],
    ['such an id beside an attribute', '"level":4', '"level":4,"localId":"a1"'],
    ['attributes and marks that are none', '"type":"text",', '"type":"text","marks":[],"attrs":{},'],
    ['a text cut in two', MADE, '{"type":"text","text":"Made "},{"type":"text","text":"by AI."}'],
  ])('is the same with %s', (_what, from, to) => {
    expect(postedForm(changed(from, to))).toBe(FORM);
  });

  it.each([
    ['another word', 'Made by AI.', 'Made by Ana.'],
    ['one more space', 'Made by AI.', 'Made by AI. '],
    ['an invisible character', 'Made by AI.', 'Made\u{200b} by AI.'],
    ['a mark', MADE, '{"type":"text","text":"Made by AI.","marks":[{"type":"strike"}]}'],
    [
      'a mark on a part',
      MADE,
      '{"type":"text","text":"Made "},{"type":"text","text":"by AI.","marks":[{"type":"strong"}]}',
    ],
    ['another level', '"level":4', '"level":1'],
    ['an attribute that is seen', '"level":4', '"level":4,"align":"center"'],
    ['another node', '"type":"blockquote"', '"type":"panel"'],
    ['a node more', MADE, `${MADE},{"type":"hardBreak"}`],
    ['a member that no node has', MADE, '{"type":"text","text":"Made by AI.","localId":"x"}'],
    [
      'no content where there was some',
      '"content":[{"type":"text","text":"Made by AI."}]',
      '"content":"Made by AI."',
    ],
    ['attributes of another kind', '"attrs":{"level":4}', '"attrs":["level",4]'],
    ['marks of another kind', '"type":"text",', '"type":"text","marks":"",'],
  ])('is another with %s', (_what, from, to) => {
    expect(postedForm(changed(from, to))).not.toBe(FORM);
  });

  it.each([[null], ['Made by AI.'], [7], [[POSTED]], [{}], [undefined]])('is another for %j', (body) => {
    expect(postedForm(body)).not.toBe(FORM);
  });

  it('is made of hostile documents too, and imitates none', () => {
    const text = `${FORM.slice(0, 2)}\ud800${FORM.slice(2)}`;
    const imitation = { type: 'doc', version: 1, content: [{ type: 'text', text }] };
    const form = postedForm(imitation);
    expect(form.startsWith('text: ')).toBe(true);
    let deep: unknown = { type: 'text', text: 'x' };
    for (let depth = 0; depth < 5_000; depth += 1) deep = { type: 'blockquote', content: [deep] };
    expect(typeof postedForm(deep)).toBe('string');
    const proto: unknown = JSON.parse(
      '{"type":"doc","__proto__":{"version":1},"attrs":{"__proto__":{"x":1}}}',
    );
    expect(postedForm(proto)).not.toBe(FORM);
  });

  it('strips nothing beyond the depth to which it looks', () => {
    const nested = (depth: number, attrs: object): unknown =>
      depth === 0 ? { type: 'rule', ...attrs } : { type: 'blockquote', content: [nested(depth - 1, attrs)] };
    const noticed = (depth: number): boolean =>
      postedForm(nested(depth, { attrs: { localId: 'a' } })) !== postedForm(nested(depth, {}));
    expect([noticed(40), noticed(41)]).toEqual([false, true]);
  });
});
