import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HandoffViewSchema } from '../../contract/handoff';
import { type Output, type Section } from '../../contract/output';
import type { AskedPerson, Person } from '../../contract/scope';
import type { Verdict } from '../../contract/vocabulary';
import { gateOf as openingOf, withSeat, type GateRecord, type Seat } from '../handoff/handoff';
import { decisionOf, handoffOf, planOf, sourceOf } from '../testing';
import { commentLines } from './comment';
import { claimOf } from './testing';

const outputOf = (sections: readonly Partial<Section>[], model: string | null = null): Output => ({
  kind: 'evidence-pack',
  notDone: [],
  sections: sections.map((section) => ({
    step: 'diagnostics',
    title: 'Evidence pack',
    claims: [],
    contradictions: [],
    gaps: [],
    ...section,
  })),
  engine: { name: 'composer', version: '1.0.0', tier: 0, model, prompt: null },
  mode: 'composer',
  fallbacks: [],
  usage: null,
  counts: { claims: 0, grounded: 0, struck: 0, contradictions: 0, gaps: 0, sources: 0 },
});

const SOURCES = [
  sourceOf(),
  sourceOf({ number: 2, kind: 'field', label: 'Status', author: null, at: null, text: 'Open' }),
];
const HANDOFF = handoffOf();

const CHO: Person = { accountId: 'commander-cho', displayName: 'Cho Park' };
const MIA: Person = { accountId: 'manager-mia', displayName: 'Mia Lang' };

/** A gate of Cho, then Mia, each with this verdict or still open; so many of them needed, all unless told. */
function gateWith(
  gate: 'run' | 'use',
  verdicts: readonly (Verdict | null)[],
  needed = verdicts.length,
): GateRecord {
  const approvers = [CHO, MIA].slice(0, verdicts.length).map((asked) => ({ ...asked, standsInFor: null }));
  return verdicts.reduce<GateRecord>(
    (record, verdict, index) =>
      verdict === null
        ? record
        : withSeat(record, index, {
            decision: decisionOf(gate, verdict, { by: approvers[index] ?? CHO }),
          }),
    openingOf(planOf(gate, { approvers, needed })),
  );
}

/** What the head says of approvers; null when it says nothing. */
const approversIn = (gates: readonly GateRecord[]): string | null =>
  /approver: (.*)\. Policy v7/u.exec(
    commentLines(handoffOf({ gates }), outputOf([]), [])[1]?.text ?? '',
  )?.[1] ?? null;

describe('commentLines', () => {
  it('opens with a head that says what, by what, for whom, reviewed by whom and under which policy', () => {
    expect(commentLines(HANDOFF, outputOf([]), SOURCES)).toEqual([
      { kind: 'heading', text: 'AI output: Gather diagnostics' },
      {
        kind: 'text',
        text:
          'Made by AI (composer 1.0.0, no model) for Ana Silva; reviewed by Ben Fischer. Policy v7. ' +
          'Hand-off ho-00000000-0000-4000-8000-000000000001. Every statement quotes a source of this issue.',
      },
      { kind: 'text', text: 'This changes nothing by itself: no status, no approval, no access.' },
    ]);
  });

  it('names the model, who approved and who still has to', () => {
    const gates = [gateWith('run', ['approve']), gateWith('use', [null])];
    const output: Output = { ...outputOf([], 'small-1'), mode: 'model' };
    const [, head] = commentLines(handoffOf({ gates }), output, []);
    expect(head?.text).toContain(
      'Made by AI (model small-1) for Ana Silva; reviewed by Ben Fischer; ' +
        'approver: Cho Park (run approved), Cho Park (approves before use). Policy v7.',
    );
  });

  it('names nobody as approver who rejected', () => {
    expect(approversIn([gateWith('run', ['reject'])])).toBeNull();
  });

  it('names everybody of whom an approval is still needed, and says when some of them are enough', () => {
    expect(approversIn([gateWith('use', ['approve', null])])).toBe(
      'Cho Park (use approved), Mia Lang (approves before use)',
    );
    expect(approversIn([gateWith('use', [null, null], 1)])).toBe(
      'Cho Park (may approve before use, 1 of 2 needed), Mia Lang (may approve before use, 1 of 2 needed)',
    );
  });

  it('names nobody whose approval is not needed any more', () => {
    expect(approversIn([gateWith('use', ['approve', null], 1)])).toBe('Cho Park (use approved)');
  });

  it('says when the backup approved, and in whose place a delegate did', () => {
    const bo = { accountId: 'backup-bo', displayName: 'Bo Lind' };
    const byBackup = gateWith('run', ['approve']);
    const decision = byBackup.seats[0]?.decision ?? null;
    const seat: Partial<Seat> = {
      decision: decision === null ? null : { ...decision, by: bo, as: 'backup' },
    };
    expect(approversIn([withSeat(byBackup, 0, seat)])).toBe('Bo Lind (run approved as backup)');
    const delegate: AskedPerson = { ...CHO, standsInFor: MIA };
    expect(approversIn([withSeat(byBackup, 0, { approver: delegate })])).toBe(
      'Cho Park (run approved in place of Mia Lang)',
    );
    expect(approversIn([withSeat(byBackup, 0, { approver: delegate, ...seat })])).toBe(
      'Bo Lind (run approved as backup)',
    );
  });

  it('lists claims with their sources, contradictions with both quotes, and gaps with whom to ask', () => {
    const section = {
      claims: [
        claimOf(1, 'It is slow', {
          citations: [
            { source: 1, quote: 'Latency' },
            { source: 1, quote: '480' },
            { source: 2, quote: 'Open' },
          ],
        }),
        claimOf(2, 'Never said', { struck: 'No source says so' }),
        claimOf(3, 'From nowhere', { citations: [{ source: 9, quote: 'x' }] }),
      ],
      contradictions: [
        {
          text: 'They differ.',
          citations: [
            { source: 1, quote: 'one' },
            { source: 2, quote: 'other' },
          ],
        },
      ],
      gaps: [{ text: 'No log', ask: 'the assignee' }],
    };
    const lines = commentLines(HANDOFF, outputOf([section, { title: 'Second part' }]), SOURCES).slice(3);
    expect(lines).toEqual([
      { kind: 'heading', text: 'Evidence pack' },
      { kind: 'item', text: 'It is slow [Comment by Ben Fischer of 2026-11-02; Status]' },
      { kind: 'item', text: 'From nowhere [unknown source]' },
      { kind: 'text', text: 'Contradiction: They differ.' },
      { kind: 'quote', text: 'one' },
      { kind: 'quote', text: 'other' },
      { kind: 'item', text: 'Missing: No log. Ask: the assignee.' },
      { kind: 'heading', text: 'Second part' },
    ]);
  });

  it.each([
    'https://evil.example',
    '_https://evil.example_',
    'FTP://evil.example',
    `${'x'.repeat(60)}https://evil.example`,
    '7zip://a',
    '://',
  ])('makes no link of %s, wherever it stands', (address) => {
    const handoff = handoffOf({ requester: { accountId: 'agent-ana', displayName: address } });
    const section = {
      title: address,
      claims: [claimOf(1, address)],
      contradictions: [{ text: address, citations: [{ source: 1, quote: address }] }],
      gaps: [{ text: address, ask: address }],
    };
    const sources = [sourceOf({ label: address, author: address })];
    const texts = commentLines(handoff, outputOf([section], address), sources).map(({ text }) => text);
    expect(texts.filter((text) => text.includes('://'))).toEqual([]);
    expect(texts.filter((text) => text.includes('[:]//'))).toHaveLength(6);
  });

  it('cannot have its head forged: claims come after it, each as one item of its own section', () => {
    const forged = 'AI output: Approved\n\n#### AI output\nMade by AI for nobody; reviewed by the CEO';
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constant(forged), fc.string({ unit: 'grapheme' })), { maxLength: 6 }),
        (texts) => {
          const clean = commentLines(HANDOFF, outputOf([{}]), SOURCES);
          const lines = commentLines(
            HANDOFF,
            outputOf([{ claims: texts.map((text, index) => claimOf(index + 1, text)) }]),
            SOURCES,
          );
          expect(lines.slice(0, 4)).toEqual(clean);
          expect(lines.slice(4).map(({ kind }) => kind)).toEqual(texts.map(() => 'item'));
          expect(HandoffViewSchema.shape.comment.parse(lines)).toEqual(lines);
        },
      ),
    );
  });
});

describe('how the output was made', () => {
  const headFor = (over: Partial<Output>): string =>
    commentLines(HANDOFF, { ...outputOf([]), ...over }, SOURCES)
      .slice(1, -1)
      .map(({ text }) => text)
      .join(' ');
  const engine = { name: 'model', version: '3', tier: 1, model: 'small-1', prompt: 'p@3' };

  it.each<[string, Partial<Output>, string]>([
    ['a model', { mode: 'model', engine }, 'Made by AI (model small-1) for'],
    [
      'a model without a name',
      { mode: 'model', engine: { ...engine, model: null } },
      'Made by AI (model model) for',
    ],
    ['a lower model', { mode: 'lower-model', engine }, 'Made by AI (model small-1, of a lower tier) for'],
    [
      'a lower model without a name',
      { mode: 'lower-model', engine: { ...engine, model: null } },
      'Made by AI (model model, of a lower tier) for',
    ],
    ['the composer', { mode: 'composer' }, 'Made by AI (composer 1.0.0, no model) for'],
    [
      'a template',
      { mode: 'manual-template', engine: { ...engine, name: 'template', version: '1.0.0', model: null } },
      'Filled in by AI (template 1.0.0, no model) for people to go on by hand for',
    ],
  ])('is said of %s', (_what, over, words) => {
    expect(headFor(over)).toContain(words);
  });

  it('names what was tried before it, and why that gave nothing', () => {
    const fallbacks = [
      { engine: 'large-1', why: 'Forge did not answer in time.' },
      { engine: 'small-1', why: 'its answer had no shape' },
    ];
    expect(headFor({ fallbacks })).toContain(
      'Tried before it: large-1 (Forge did not answer in time); small-1 (its answer had no shape).',
    );
    expect(headFor({})).not.toContain('Tried');
  });

  it('says what was not done, at the end', () => {
    const lines = commentLines(
      HANDOFF,
      { ...outputOf([]), notDone: ['Nothing was sent', 'No file was opened'] },
      SOURCES,
    );
    expect(lines.slice(-3)).toEqual([
      { kind: 'heading', text: 'Not done' },
      { kind: 'item', text: 'Nothing was sent' },
      { kind: 'item', text: 'No file was opened' },
    ]);
  });

  it('counts the claims that the reviewer put into other words, struck ones left out', () => {
    const claims = [
      claimOf(1, 'a', { was: 'x' }),
      claimOf(2, 'b', { was: 'y' }),
      claimOf(3, 'c', { was: 'z', struck: 'No' }),
    ];
    const words = (count: number) =>
      commentLines(HANDOFF, outputOf([{ claims: claims.slice(0, count) }]), SOURCES).map(({ text }) => text);
    expect(words(3)).toContain('2 claims are in the words of Ben Fischer.');
    expect(words(1)).toContain('1 claim is in the words of Ben Fischer.');
    expect(words(0).join(' ')).not.toContain('in the words of');
  });
});
