import { describe, expect, it } from '@jest/globals';
import type { EffectKind } from '../domain/handoff/effect';
import { releaseOf } from '../domain/packet/release';
import {
  createBench,
  entriesOf,
  handOff,
  onlyHandoff,
  settle,
  storedText,
  type Bench,
} from './testing/bench';
import { bundleEvidence } from './evidence';
import { reconstruct } from './reconstruct';
import { putInForce, ruled } from './testing/policy';
import { review } from './testing/steps';
import { ava } from './testing/trails';

const rule = { priority: 500, category: 'control', when: {}, because: 'Yes.', threshold: 'Any' } as const;
const useGate = { ...rule, id: 'use-1', effect: { type: 'require-approval', gate: 'use' } } as const;
const internalOnly = { ...rule, id: 'inside-1', effect: { type: 'internal-only' } } as const;

/** A status note that waits for its owner's review, before a use gate unless told. */
async function drafted(
  rules: Parameters<typeof ruled> = [useGate],
  issue: Parameters<typeof createBench>[0] = {},
): Promise<Bench> {
  const bench = createBench(issue);
  putInForce(bench, ruled(...rules));
  await handOff(bench, 'draft-status-note');
  await settle(bench);
  expect(onlyHandoff(bench).state).toBe('awaiting-review');
  return bench;
}

const detailsOf = (bench: Bench, event: string): readonly unknown[] =>
  entriesOf(bench)
    .filter((entry) => entry.event === event)
    .map(({ details }) => details);

const pending = ({ memory }: Bench): readonly EffectKind[] =>
  [...memory.effects.values()].flatMap((effect) =>
    effect.status === 'pending' && 'handoffId' in effect ? [effect.kind] : [],
  );

describe('accepting for the customer', () => {
  it('is kept with the review, and the use gate opens on exactly that release', async () => {
    const bench = await drafted();
    const view = await review(bench, { audience: 'customer' });
    const handoff = onlyHandoff(bench);
    const output = bench.memory.outputs.get(handoff.id);
    expect(view.summary.state).toBe('awaiting-use-approval');
    expect(handoff.review).toMatchObject({ verdict: 'accept', audience: 'customer' });
    const [gate] = handoff.gates;
    expect(gate?.release).toMatch(/^[0-9a-f]{64}$/u);
    expect(output === undefined ? null : releaseOf(handoff, output)).toBe(gate?.release);
    expect(detailsOf(bench, 'approval.requested')).toHaveLength(1);
    expect(detailsOf(bench, 'writeback.intent')).toEqual([]);
    expect(pending(bench)).toContain('open-subtask');
  });

  it('releases something else than the same output for the team, or with a claim struck', async () => {
    const releases = await Promise.all(
      [
        { audience: 'customer' } as const,
        { audience: 'internal' } as const,
        { audience: 'customer', strike: [1] } as const,
      ].map(async (input) => {
        const bench = await drafted();
        await review(bench, { ...input, strike: [...(input.strike ?? [])] });
        return onlyHandoff(bench).gates[0]?.release;
      }),
    );
    expect(new Set(releases).size).toBe(3);
  });

  it.each<readonly [string, Parameters<typeof ruled>, Parameters<typeof createBench>[0]]>([
    ['without a use gate', [], {}],
    ['where policy wants an internal note', [useGate, internalOnly], {}],
    ['in a software project', [useGate], { projectType: 'software' }],
  ])('is refused %s, and nothing is stored', async (_where, rules, issue) => {
    const bench = await drafted(rules, issue);
    const before = storedText(bench);
    await expect(review(bench, { audience: 'customer' })).rejects.toMatchObject({ code: 'invalid-input' });
    expect(storedText(bench)).toBe(before);
    await review(bench, { audience: 'internal' });
    expect(onlyHandoff(bench).review?.audience).toBe('internal');
  });

  it('is refused when the strikes leave nothing that is public', async () => {
    const bench = await drafted();
    const { sources } = bench.memory.packets.get(onlyHandoff(bench).id) ?? { sources: [] };
    const claims = [...bench.memory.outputs.values()].flatMap(({ sections }) =>
      sections.flatMap((section) => section.claims),
    );
    const open = new Set(sources.filter(({ isPublic }) => isPublic).map(({ number }) => number));
    const strike = claims
      .filter(({ citations }) => citations.every(({ source }) => open.has(source)))
      .map(({ number }) => number);
    expect([strike.length > 0, strike.length < claims.length]).toEqual([true, true]);
    const attempt = review(bench, { audience: 'customer', strike });
    await expect(attempt).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('public'),
    });
  });
});

describe('a review without a customer', () => {
  it('names the internal audience in the chain where no gate comes between', async () => {
    const bench = await drafted([]);
    await review(bench);
    expect(detailsOf(bench, 'writeback.intent')).toEqual([{ comment: 'internal' }]);
    expect(onlyHandoff(bench).gates.map(({ release }) => release)).toEqual([]);
  });

  it.each(['reject', 'escalate'] as const)('that says %s is for nobody outside', async (verdict) => {
    const bench = await drafted();
    await review(bench, { verdict, audience: 'customer' });
    expect(onlyHandoff(bench).review).toMatchObject({ verdict, audience: 'internal' });
    expect(onlyHandoff(bench).gates[0]?.release).toBeNull();
  });
});

describe('a review that corrects claims', () => {
  const claimsOf = (bench: Bench) =>
    [...bench.memory.outputs.values()].flatMap(({ sections }) => sections.flatMap(({ claims }) => claims));
  /** The words of a claim behind a lead-in: what its citations say, in another order of words. */
  const edited = (bench: Bench, number: number) => {
    const claim = claimsOf(bench).find((one) => one.number === number);
    return { number, reason: 'unclear' as const, text: `As written. ${claim?.text ?? ''}` };
  };

  it('keeps strikes and edits with their reasons, names them in the chain without words, and shows both', async () => {
    const bench = await drafted([]);
    const edit = edited(bench, 1);
    const view = await review(bench, { strike: [2], why: 'outdated', edits: [edit], note: 'Read it twice' });
    const handoff = onlyHandoff(bench);
    expect(handoff.review).toMatchObject({ struck: [{ number: 2, reason: 'outdated' }], edits: [edit] });
    expect(detailsOf(bench, 'output.reviewed')).toEqual([
      { verdict: 'accept', reason: 'none', struck: 'outdated: 2', edited: 'unclear: 1', overrides: 2 },
    ]);
    const entry = entriesOf(bench).find(({ event }) => event === 'output.reviewed');
    expect(entry?.bodies.map(({ name }) => name)).toEqual(['note', 'note']);
    expect(JSON.stringify(entriesOf(bench))).not.toContain(edit.text);
    const shown = view.output?.sections.flatMap(({ claims }) => claims) ?? [];
    expect(shown[0]).toMatchObject({ text: edit.text, was: claimsOf(bench)[0]?.text, struck: null });
    expect(shown[1]).toMatchObject({ struck: 'Struck by the reviewer: outdated', struckBy: 'reviewer' });
    expect(view.comment.map(({ text }) => text)).toContain('1 claim is in the words of Ben Fischer.');
    expect(claimsOf(bench)[0]).toMatchObject({ was: null });
  });

  it('is shown again to an auditor in the reviewer’s words, and every text is the one that the chain names', async () => {
    const bench = await drafted([]);
    const edit = edited(bench, 1);
    await review(bench, { strike: [2], edits: [edit], note: 'Read it twice' });
    await settle(bench);
    const input = { handoffId: onlyHandoff(bench).id };
    const told = await reconstruct(bench.world, await ava(bench), input);
    expect(told.view.output?.sections[0]?.claims.slice(0, 2)).toMatchObject([
      { text: edit.text, was: claimsOf(bench)[0]?.text },
      { struck: null },
    ]);
    expect(told.strikes).toEqual([{ number: 2, reason: 'other' }]);
    expect(told.edits).toEqual([{ ...edit, was: claimsOf(bench)[0]?.text, struckBefore: null }]);
    expect(told.integrity.map(({ name, holds }) => [name, holds])).toEqual(
      ['packet', 'output', 'comment', 'note'].map((name) => [name, true]),
    );
    const { lines } = await bundleEvidence(bench.world, await ava(bench), input);
    expect(lines.filter((line) => line.includes(edit.text.slice(0, 20))).length).toBeGreaterThan(0);
    const { review: record } = onlyHandoff(bench);
    const forged = record === null ? null : { ...record, edits: [{ ...edit, text: 'Something else' }] };
    bench.memory.handoffs.set(input.handoffId, { ...onlyHandoff(bench), review: forged });
    const after = await reconstruct(bench.world, await ava(bench), input);
    expect(after.integrity.filter(({ holds }) => holds === false).map(({ name }) => name)).toEqual([
      'comment',
      'note',
    ]);
  });

  it.each<[string, Parameters<typeof review>[1], RegExp]>([
    [
      'facts that no source says',
      { edits: [{ number: 1, reason: 'other', text: 'It costs € 9,999.' }] },
      /No source says/u,
    ],
    ['markup', { edits: [{ number: 1, reason: 'other', text: '<script>x</script>' }] }, /It holds markup/u],
    ['a claim that is not there', { strike: [499] }, /no claim 499/u],
  ])('refuses %s, and stores nothing', async (_what, input, message) => {
    for (const verdict of ['accept', 'reject'] as const) {
      const bench = await drafted([]);
      const before = storedText(bench);
      await expect(review(bench, { ...input, verdict })).rejects.toMatchObject({
        code: 'invalid-input',
        message: expect.stringMatching(message),
      });
      expect(storedText(bench)).toBe(before);
    }
  });

  it('refuses words of the denylist that is in force now', async () => {
    const bench = await drafted([]);
    const denylist = [{ id: 'as-written', pattern: 'as written', why: 'Say it plainly' }];
    putInForce(bench, (document) => ({ ...document, guardrails: { ...document.guardrails, denylist } }));
    await expect(review(bench, { edits: [edited(bench, 1)] })).rejects.toMatchObject({
      code: 'invalid-input',
    });
  });

  it('releases other words than those of the engine', async () => {
    const releases = await Promise.all(
      [true, false].map(async (hasEdit) => {
        const bench = await drafted();
        await review(bench, { edits: hasEdit ? [edited(bench, 1)] : [] });
        return onlyHandoff(bench).gates[0]?.release;
      }),
    );
    expect(new Set(releases).size).toBe(2);
  });
});
