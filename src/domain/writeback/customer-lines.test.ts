import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Claim, Output, Source } from '../../contract/output';
import { OperationIdSchema } from '../../contract/vocabulary';
import { compose } from '../composer/compose';
import { groundSections } from '../grounding/ground';
import type { Handoff } from '../handoff/handoff';
import { handoffOf, NOON, sourceOf } from '../testing';
import { commentLines, customerLines, postedLines } from './comment';
import { claimOf as numbered } from './testing';

const HANDOFF = handoffOf();
const PUBLIC = sourceOf({ isPublic: true });
const INTERNAL = sourceOf({ number: 2, ref: '10002', label: 'Internal comment', isPublic: false });

const HEAD = [
  { kind: 'heading', text: 'An update on your request' },
  {
    kind: 'text',
    text: 'Prepared with AI from this request and its public comments, and checked by people of the team before it was posted.',
  },
  { kind: 'text', text: 'It repeats what was written here. It decides nothing and promises nothing.' },
];

const claimOf = (text: string, over: Partial<Claim> = {}): Claim => numbered(1, text, over);

const outputOf = (claims: readonly Claim[], more: Partial<Output['sections'][number]> = {}): Output => ({
  kind: 'evidence-pack',
  notDone: [],
  sections: [
    {
      step: 'status-note',
      title: 'Status note draft',
      claims: [...claims],
      contradictions: [],
      gaps: [],
      ...more,
    },
  ],
  engine: { name: 'composer', version: '1.0.0', tier: 0, model: null, prompt: null },
  mode: 'composer',
  fallbacks: [],
  usage: null,
  counts: { claims: 0, grounded: 0, struck: 0, contradictions: 0, gaps: 0, sources: 0 },
});

const itemsOf = (claims: readonly Claim[], sources: readonly Source[] = [PUBLIC, INTERNAL]): string[] =>
  customerLines(HANDOFF, outputOf(claims), sources)
    .filter(({ kind }) => kind === 'item')
    .map(({ text }) => text);

describe('customerLines', () => {
  it('says under an honest head what rests on public sources, without names', () => {
    const claims = [claimOf('Ben Fischer, 2026-11-02: “Latency is 480 ms since 08:10.”')];
    expect(customerLines(HANDOFF, outputOf(claims), [PUBLIC])).toEqual([
      ...HEAD,
      { kind: 'item', text: 'Comment of 2026-11-02: “Latency is 480 ms since 08:10.”' },
    ]);
  });

  it.each([
    ['an internal source', claimOf('It is slow', { citations: [{ source: 2, quote: 'x' }] })],
    [
      'a public and an internal source',
      claimOf('It is slow', {
        citations: [
          { source: 1, quote: 'x' },
          { source: 2, quote: 'x' },
        ],
      }),
    ],
    ['an unknown source', claimOf('It is slow', { citations: [{ source: 9, quote: 'x' }] })],
  ])('leaves out a claim that cites %s', (_what, claim) => {
    expect(itemsOf([claim, claimOf('It stays')])).toEqual(['It stays']);
  });

  it('leaves out what was struck, and says each wording once', () => {
    const claims = [claimOf('Slow'), claimOf('Wrong', { struck: 'No source says so' }), claimOf('Slow')];
    expect(itemsOf(claims)).toEqual(['Slow']);
  });

  it.each([
    ['a promise of money', 'We will refund the month.'],
    ['a promise of time', 'It will be fixed by Friday.'],
    ['an address of a person', 'Write to cy.customer@example.com about it.'],
    ['a mention', 'Tell [~commander-cho] about it.'],
  ])('leaves out %s', (_what, text) => {
    expect(itemsOf([claimOf(text), claimOf('It stays')])).toEqual(['It stays']);
  });

  it('shows no title, contradiction or gap of the output', () => {
    const output = outputOf([claimOf('It stays')], {
      title: 'Vendor escalation draft',
      contradictions: [{ text: 'They differ', citations: [{ source: 1, quote: 'SAID' }] }],
      gaps: [{ text: 'No log', ask: 'Cho' }],
    });
    expect(customerLines(HANDOFF, output, [PUBLIC])).toEqual([...HEAD, { kind: 'item', text: 'It stays' }]);
  });

  it('is empty when no claim is left, without so much as a head', () => {
    expect(customerLines(HANDOFF, outputOf([]), [PUBLIC])).toEqual([]);
    expect(customerLines(HANDOFF, outputOf([claimOf('x', { struck: 'no' })]), [PUBLIC])).toEqual([]);
  });

  it('makes no link of an address, and leaves out one that its quote does not hold', () => {
    const citations = [{ source: 1, quote: 'the page https://evil.example' }];
    expect(itemsOf([claimOf('See https://evil.example', { citations })])).toEqual([
      'See https[:]//evil[.]example',
    ]);
    expect(itemsOf([claimOf('See https://evil.example')])).toEqual([]);
  });

  it('keeps what stands for no author: a field by its label', () => {
    const summary = sourceOf({ kind: 'field', label: 'Summary', author: null, at: null, isPublic: true });
    expect(itemsOf([claimOf('Summary: VPN is slow')], [summary])).toEqual(['Summary: VPN is slow']);
  });

  it('takes a name and a label literally, whatever signs are in them', () => {
    const odd = sourceOf({ author: '$& (Ben)', label: '$& note', isPublic: true });
    expect(itemsOf([claimOf('$& (Ben), 2026-11-02: “Slow, says $& (Ben).”')], [odd])).toEqual([
      '$& note of 2026-11-02: “Slow, says [name].”',
    ]);
  });

  it('holds nothing of a source that is not public and no name, whatever was composed', () => {
    const words = [
      'restarted',
      'latency',
      'error',
      'users affected',
      'waiting for',
      'will check',
      'approved',
    ];
    const sourceFrom = (index: number, isPublic: boolean, picked: readonly string[]): Source =>
      sourceOf({
        number: index + 1,
        ref: String(index),
        isPublic,
        label: isPublic ? 'Comment' : 'Internal comment',
        author: index % 2 === 0 ? 'Ben Fischer' : 'Cho Park',
        text: `${isPublic ? 'OPEN' : 'HIDDEN'} ${index} ${picked.join(' ')} since 08:${String(10 + index)}.`,
      });
    const drafts = fc.array(
      fc.record({ isPublic: fc.boolean(), picked: fc.subarray(words, { minLength: 2 }) }),
      { minLength: 1, maxLength: 8 },
    );
    let shown = 0;
    fc.assert(
      fc.property(drafts, fc.constantFrom(...OperationIdSchema.options), (chosen, operation) => {
        const sources = chosen.map(({ isPublic, picked }, index) => sourceFrom(index, isPublic, picked));
        const limits = { maxClaims: 60, maxOutputCharacters: 20_000 };
        const sections = [...groundSections(compose(operation, sources, limits).sections, sources)];
        const lines = customerLines(HANDOFF, { ...outputOf([]), sections }, sources);
        const text = lines.map((line) => line.text).join('\n');
        shown += lines.filter(({ kind }) => kind === 'item').length;
        expect(text).not.toMatch(/HIDDEN|Internal|Ben Fischer|Cho Park|Ana Silva/u);
        expect(lines.some(({ kind }) => kind === 'quote')).toBe(false);
      }),
    );
    expect(shown).toBeGreaterThan(50);
  });
});

describe('postedLines', () => {
  const output = outputOf([claimOf('It stays')]);
  const reviewedFor = (audience: 'internal' | 'customer'): Handoff =>
    handoffOf({
      review: {
        verdict: 'accept',
        by: HANDOFF.owner,
        at: NOON,
        reason: 'none',
        note: '',
        struck: [],
        edits: [],
        audience,
      },
    });

  it('are those of the audience that the reviewer chose, internal before a review', () => {
    const internal = reviewedFor('internal');
    expect(postedLines(internal, output, [PUBLIC])).toEqual(commentLines(internal, output, [PUBLIC]));
    expect(postedLines(HANDOFF, output, [PUBLIC])).toEqual(commentLines(HANDOFF, output, [PUBLIC]));
    expect(postedLines(reviewedFor('customer'), output, [PUBLIC])).toEqual([
      ...HEAD,
      { kind: 'item', text: 'It stays' },
    ]);
  });
});
