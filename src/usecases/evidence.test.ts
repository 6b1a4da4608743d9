import { describe, expect, it } from '@jest/globals';
import { ExportRecordSchema, type ExportRecord } from '../contract/checkpoint';
import { bundleEvidence, bundleOwnEvidence } from './evidence';
import { reconstruct } from './reconstruct';
import { callerOn, createBench, onlyHandoff, type Bench } from './testing/bench';
import { expectSilentRefusal } from './testing/refusal';
import { ava, chainIn, finished, fsck, nextDay, NOTE, tamper, withdrawn } from './testing/trails';

const bundle = async (bench: Bench) =>
  bundleEvidence(bench.world, await ava(bench), { handoffId: onlyHandoff(bench).id });

const reconstructed = async (bench: Bench) =>
  reconstruct(bench.world, await ava(bench), { handoffId: onlyHandoff(bench).id });

const recordsIn = (lines: readonly string[]): readonly ExportRecord[] =>
  lines.flatMap((line) => {
    const record = ExportRecordSchema.safeParse(JSON.parse(line));
    return record.success ? [record.data] : [];
  });

const namesIn = (lines: readonly string[]): readonly string[] =>
  recordsIn(lines).map((record) => (record.record === 'body' ? `body ${record.name}` : record.record));

/** Finished, then seen by a checkpoint, with two more after it. */
async function covered(): Promise<Bench> {
  const bench = await finished();
  await nextDay(bench);
  await withdrawn(bench, 3);
  await nextDay(bench);
  await nextDay(bench);
  for (const id of [...bench.memory.handoffs.keys()].slice(1)) bench.memory.handoffs.delete(id);
  return bench;
}

const setRecord = (bench: Bench, change: Partial<ReturnType<typeof onlyHandoff>>): void => {
  const handoff = onlyHandoff(bench);
  bench.memory.handoffs.set(handoff.id, { ...handoff, ...change });
};

const ERASED_AT = '2026-12-01T00:00:00.000Z';

describe('an evidence bundle', () => {
  it('verifies by itself, with proof, packet, texts and people', async () => {
    const bench = await covered();
    const { name, lines } = await bundle(bench);
    const { id } = onlyHandoff(bench);
    expect(name).toBe(`evidence-INC-1-${id}.jsonl`);
    expect(fsck(lines)).toMatchObject({
      entries: chainIn(bench, id).entries.length,
      chains: 1,
      checkpoints: 2,
      firstBroken: null,
    });
    expect(namesIn(lines)).toEqual([
      ...['export', 'checkpoint', 'checkpoint', 'proof', 'packet'],
      ...['body output', 'body comment', 'body note', 'actor', 'actor', 'manifest'],
    ]);
    expect(lines.join('\n')).toContain(NOTE);
    expect(chainIn(bench, 'site').entries.at(-1)).toMatchObject({
      event: 'export.made',
      details: { what: `evidence of ${id}` },
    });
  });

  it('verifies before any checkpoint, and while the newest one is its proof', async () => {
    const bench = await finished();
    expect(namesIn((await bundle(bench)).lines)).not.toContain('proof');
    expect(fsck((await bundle(bench)).lines).firstBroken).toBeNull();
    await nextDay(bench);
    const { lines } = await bundle(bench);
    expect(namesIn(lines).filter((name) => name === 'checkpoint' || name === 'proof')).toHaveLength(2);
    expect(fsck(lines).firstBroken).toBeNull();
  });

  it.each([0, 3, 6, 9])('shows that entry %d was changed', async (index) => {
    const bench = await covered();
    const { id } = onlyHandoff(bench);
    tamper(bench, id, (all) =>
      all.map((entry) => (entry.index === index ? { ...entry, requestId: 'x' } : entry)),
    );
    expect(fsck((await bundle(bench)).lines).firstBroken).not.toBeNull();
  });

  it.each<[string, (bench: Bench) => void]>([
    ['output', (bench) => changeOutput(bench)],
    ['packet', (bench) => changePacket(bench)],
    ['note', (bench) => changeNote(bench, 'Nothing was checked.')],
  ])('shows that the %s was changed', async (_what, change) => {
    const bench = await covered();
    change(bench);
    expect(fsck((await bundle(bench)).lines).firstBroken?.id).toBe(onlyHandoff(bench).id);
  });

  it('leaves erased texts and people out and still verifies', async () => {
    const bench = await covered();
    setRecord(bench, { erased: { packet: ERASED_AT, output: ERASED_AT }, salt: null });
    await bench.world.registry.forget('agent-ben');
    const { lines } = await bundle(bench);
    expect(namesIn(lines)).toEqual(['export', 'checkpoint', 'checkpoint', 'proof', 'actor', 'manifest']);
    expect(lines.join('\n')).not.toContain('agent-ben');
    expect(fsck(lines).firstBroken).toBeNull();
  });

  it('of an issue that the person may not browse is not-found, and is not recorded', async () => {
    const bench = await finished();
    bench.jira.issue('10001').hiddenFrom.add('auditor-ava');
    const caller = await ava(bench);
    for (const handoffId of [onlyHandoff(bench).id, onlyHandoff(bench).id.replaceAll('0', '9')]) {
      await expectSilentRefusal(bench, () => bundleEvidence(bench.world, caller, { handoffId }), 'not-found');
      await expectSilentRefusal(bench, () => reconstruct(bench.world, caller, { handoffId }), 'not-found');
    }
  });
});

describe('the bundle on the issue', () => {
  it('is the same, for governance on that issue alone', async () => {
    const bench = await finished();
    const handoffId = onlyHandoff(bench).id;
    const here = await callerOn(bench, 'auditor-ava');
    expect(fsck((await bundleOwnEvidence(bench.world, here, { handoffId })).lines).firstBroken).toBeNull();
    for (const accountId of ['agent-ana', 'agent-ben', 'admin-ada']) {
      const caller = await callerOn(bench, accountId);
      await expectSilentRefusal(
        bench,
        () => bundleOwnEvidence(bench.world, caller, { handoffId }),
        'not-permitted',
      );
    }
    bench.jira.addIssue({ id: '10002', key: 'INC-2' });
    const elsewhere = await callerOn(bench, 'auditor-ava', '10002');
    await expectSilentRefusal(
      bench,
      () => bundleOwnEvidence(bench.world, elsewhere, { handoffId }),
      'not-found',
    );
  });
});

function changeOutput(bench: Bench): void {
  const { id } = onlyHandoff(bench);
  const output = bench.memory.outputs.get(id);
  if (output === undefined) throw new Error('no output');
  bench.memory.outputs.set(id, { ...output, sections: output.sections.slice(1) });
}

function changePacket(bench: Bench): void {
  const { id } = onlyHandoff(bench);
  const packet = bench.memory.packets.get(id);
  if (packet === undefined) throw new Error('no packet');
  bench.memory.packets.set(id, { ...packet, requesterId: 'somebody-else' });
}

function changeNote(bench: Bench, note: string): void {
  const { review } = onlyHandoff(bench);
  if (review === null) throw new Error('no review');
  setRecord(bench, { review: { ...review, note } });
}

describe('what the reviewer saw', () => {
  it('is the output as the engine gave it, with verdict, note and strikes beside it', async () => {
    const bench = await finished();
    const { view, review, strikes, edits, integrity, erasedAt } = await reconstructed(bench);
    expect(view.output).toEqual(bench.memory.outputs.get(onlyHandoff(bench).id));
    expect(view.sources).toEqual(bench.memory.packets.get(onlyHandoff(bench).id)?.sources);
    expect(review).toMatchObject({ by: 'Ben Fischer', verdict: 'accept', reason: 'none', note: NOTE });
    expect(strikes).toEqual([{ number: 1, reason: 'other' }]);
    expect(edits).toEqual([]);
    expect(erasedAt).toBeNull();
    expect(integrity).toEqual(
      (['packet', 'output', 'comment', 'note'] as const).map((name) => ({ name, holds: true })),
    );
  });

  it('of one that was withdrawn is its packet alone', async () => {
    const bench = createBench();
    const [handoffId = ''] = await withdrawn(bench, 1);
    const seen = await reconstruct(bench.world, await ava(bench), { handoffId });
    expect(seen).toMatchObject({
      review: null,
      strikes: [],
      edits: [],
      integrity: [{ name: 'packet', holds: true }],
    });
    expect(seen.view.output).toBeNull();
  });

  it.each<[string, (bench: Bench) => void, readonly string[]]>([
    ['output', changeOutput, ['output', 'comment']],
    ['packet', changePacket, ['packet']],
    ['note', (bench) => changeNote(bench, 'Another note.'), ['note']],
    ['note taken away', (bench) => changeNote(bench, ''), ['note']],
    ['output taken away', (bench) => bench.memory.outputs.clear(), ['output']],
    ['salt taken away', (bench) => setRecord(bench, { salt: null }), ['output', 'comment', 'note']],
    ['seal', (bench) => setRecord(bench, { seal: 'e'.repeat(64) }), ['packet']],
    [
      'chain taken away',
      (bench) => tamper(bench, onlyHandoff(bench).id, () => []),
      ['packet', 'output', 'note'],
    ],
  ])('does not hold where the %s is another', async (_what, change, names) => {
    const bench = await finished();
    change(bench);
    const { integrity } = await reconstructed(bench);
    expect(integrity.filter(({ holds }) => holds === false).map(({ name }) => name)).toEqual(names);
  });

  it('says what was erased, and when, and calls nothing of it bent', async () => {
    const bench = await finished();
    setRecord(bench, { erased: { packet: null, output: ERASED_AT } });
    changeOutput(bench);
    changeNote(bench, '');
    const { integrity, erasedAt } = await reconstructed(bench);
    expect(erasedAt).toBe(ERASED_AT);
    expect(integrity).toEqual([
      { name: 'packet', holds: true },
      { name: 'output', holds: null },
      { name: 'comment', holds: null },
      { name: 'note', holds: null },
    ]);
  });

  it('does not call a comment bent in which a person was erased', async () => {
    const bench = await finished();
    const owner = { accountId: 'actor-00000000-0000-4000-8000-000000000002', displayName: 'Former user' };
    setRecord(bench, { owner });
    expect((await reconstructed(bench)).integrity).toContainEqual({ name: 'comment', holds: null });
  });

  it('leaves out a comment whose words this version cannot make again', async () => {
    const bench = await finished();
    tamper(bench, onlyHandoff(bench).id, (all) =>
      all.map((entry) => ({ ...entry, versions: { ...entry.versions, template: '0.9.0' } })),
    );
    expect((await reconstructed(bench)).integrity.map(({ name }) => name)).toEqual([
      'packet',
      'output',
      'note',
    ]);
  });
});
