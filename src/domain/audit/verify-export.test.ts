import { describe, expect, it } from '@jest/globals';
import { digestOf, toCanonicalJson } from '../canonical/canonical';
import { appendEntries, EMPTY_CHAIN } from './chain';
import { checkpointId, hashLeaf } from './checkpoint';
import { MAX_LINE_LENGTH } from './json-text';
import { ExportVerifier } from './verify-export';
import {
  ANA,
  chainOf,
  checkpointsOf,
  draftOf,
  fiftyEntries,
  headerOf,
  minutesIn,
  ONE,
  recordsOf,
  sampleLines,
  TWO,
  verifyLines as verify,
  writeLines,
} from './verify-export-samples';

const DAY = 24 * 60;

const { chains: CHAINS, checkpoints: CHECKPOINTS } = fiftyEntries();
const LINES = writeLines([headerOf('trail'), ...CHECKPOINTS.flatMap(recordsOf), ...CHAINS.flat()]);

describe('an export verifier', () => {
  it('takes an empty file and bare entries, also of several chains in turn', () => {
    expect(verify([]).firstBroken).toBeNull();
    const [one, two] = [chainOf(ONE, 3), chainOf(TWO, 3)];
    const mixed = one.flatMap((entry, at) => [entry, ...two.slice(at, at + 1)]).map(toCanonicalJson);
    expect(verify(mixed)).toMatchObject({ entries: 6, chains: 2, checkpoints: 0, firstBroken: null });
  });

  it('stays with the first broken line', () => {
    const verifier = new ExportVerifier();
    const broken = { id: 'unknown', why: 'the line is not JSON' };
    expect(verifier.line('{')).toEqual(broken);
    expect(verifier.line(LINES[0] ?? '')).toEqual(broken);
    expect(verifier.end().firstBroken).toEqual(broken);
  });

  it('refuses a line that is too long, read or not', () => {
    const broken = { id: 'unknown', why: 'the line is too long' };
    expect(verify([null]).firstBroken).toEqual(broken);
    expect(verify([`"${'x'.repeat(MAX_LINE_LENGTH)}"`]).firstBroken).toEqual(broken);
  });

  it('names an entry that is none by the id that it gives itself', () => {
    expect(verify(['{"id":"somebody"}']).firstBroken?.id).toBe('somebody');
    expect(verify(['7', '{}']).firstBroken?.id).toBe('unknown');
  });

  it('takes a period of checkpoints from any one on, and finds a hole in them', () => {
    const period = headerOf('trail', { from: minutesIn(DAY), to: null });
    const later = CHECKPOINTS.slice(1).flatMap(recordsOf);
    const [site = [], , two = []] = CHAINS;
    const chains = [site, two];
    expect(verify(writeLines([period, ...later, ...chains.flat()])).firstBroken).toBeNull();
    const first = CHECKPOINTS.slice(0, 1).flatMap(recordsOf);
    const last = CHECKPOINTS.slice(2).flatMap(recordsOf);
    expect(verify(writeLines([period, ...first, ...last, ...CHAINS.flat()])).firstBroken?.id).toBe(
      checkpointId(2),
    );
  });

  it('takes checkpoints of days on which nothing happened', () => {
    const [, one = []] = CHAINS;
    const days = checkpointsOf([one], [DAY, 2 * DAY, 3 * DAY].map(minutesIn));
    const records = days.flatMap(recordsOf);
    expect(records.length).toBe(4);
    expect(verify(writeLines([headerOf('trail'), ...records, ...one]))).toMatchObject({
      checkpoints: 3,
      firstBroken: null,
    });
  });

  it('lets time go back ten minutes from the latest entry, and no further, also not step by step', () => {
    const dated = (...minutes: readonly number[]) => {
      const drafts = minutes.map((minute, step) => draftOf(step, minutesIn(minute)));
      return verify(appendEntries(ONE, EMPTY_CHAIN, drafts).entries.map(toCanonicalJson)).firstBroken?.id;
    };
    expect(dated(20, 10, 30)).toBeUndefined();
    expect(dated(20, 9.999)).toBe(`${ONE}.000001`);
    expect(dated(20, 12, 9)).toBe(`${ONE}.000002`);
  });

  it('cannot hold checkpoints that do not begin with the first against a note', () => {
    const verifier = new ExportVerifier({ size: 3, root: 'e'.repeat(64) });
    const period = headerOf('trail', { from: minutesIn(DAY), to: null });
    for (const line of writeLines([period, ...CHECKPOINTS.slice(1).flatMap(recordsOf)])) verifier.line(line);
    expect(verifier.end().firstBroken?.id).toBe(checkpointId(2));
  });

  it('takes no packet that canonical JSON refuses for the sealed one', () => {
    const lines = [headerOf('bundle'), ...chainOf(ONE, 1)];
    const packet = { record: 'packet' as const, chain: ONE, packet: { text: 'half' } };
    const texts = writeLines([...lines, packet]).map((line) => line.replace('"half"', '"\\ud83d"'));
    expect(verify(texts).firstBroken).toEqual({ id: ONE, why: 'its packet is not the one that was sealed' });
  });

  it('takes the packet that was sealed last', () => {
    const packets = [{ nonce: 'one' }, { nonce: 'two' }];
    const drafts = packets.map((packet, step) => draftOf(step, minutesIn(step), { seal: digestOf(packet) }));
    const { entries } = appendEntries(ONE, EMPTY_CHAIN, [...drafts, draftOf(2, minutesIn(2))]);
    const found = packets.map((packet) => {
      const record = { record: 'packet' as const, chain: ONE, packet };
      return verify(writeLines([headerOf('bundle'), ...entries, record])).firstBroken?.id;
    });
    expect(found).toEqual([ONE, undefined]);
  });

  it('expects of a period the entries that its checkpoints must have seen, and no older ones', () => {
    const period = headerOf('trail', { from: minutesIn(DAY), to: null });
    const later = CHECKPOINTS.slice(1).flatMap(recordsOf);
    const stray = 'ho-00000000-0000-4000-8000-000000000003';
    const within = (start: number) =>
      verify(writeLines([period, ...later, ...chainOf(stray, 1, { start })])).firstBroken;
    const hour = 60;
    expect(within(DAY - hour)).toBeNull();
    expect(within(DAY + 2 * hour)).toBeNull();
    expect(within(DAY + 2 * hour + 1)?.id).toBe(`${stray}.000000`);
    expect(within(3 * DAY - 2 * hour - 1)?.id).toBe(`${stray}.000000`);
    expect(within(3 * DAY - 2 * hour)).toBeNull();
  });

  it.each([
    ['from', { from: minutesIn(0), to: null }],
    ['up to', { from: null, to: minutesIn(9_000) }],
  ])('lets chains be missing where an export speaks of a period %s a time', (_side, period) => {
    const lines = (header: typeof period | undefined) =>
      writeLines([headerOf('trail', header), ...CHECKPOINTS.flatMap(recordsOf), ...CHAINS.slice(1).flat()]);
    expect(verify(lines(period)).firstBroken).toBeNull();
    expect(verify(lines(undefined)).firstBroken?.id).toBe('site.000000');
  });

  it('finds a chain of a period cut off, though others may be missing', () => {
    const period = headerOf('trail', { from: minutesIn(0), to: null });
    const cut = CHAINS[1]?.slice(0, -1) ?? [];
    const lines = writeLines([period, ...CHECKPOINTS.flatMap(recordsOf), ...cut]);
    expect(verify(lines).firstBroken?.id).toBe(`${ONE}.000019`);
  });

  it('counts a chain that several checkpoints withhold once', () => {
    const withheld = CHECKPOINTS.flatMap(({ checkpoint, leaves }) => [
      { record: 'checkpoint' as const, checkpoint },
      {
        record: 'leaves' as const,
        checkpoint: checkpoint.index,
        leaves: leaves.map((leaf) => (leaf.chain === 'site' ? hashLeaf(leaf) : leaf)),
      },
    ]);
    const lines = (hidden: number) =>
      writeLines([headerOf('trail'), ...withheld, ...CHAINS.slice(1).flat()], hidden);
    expect(verify(lines(1))).toMatchObject({ chains: 2, withheld: 1, firstBroken: null });
    expect(verify(lines(0)).firstBroken?.id).toBe('manifest');
  });

  it('refuses leaves that name another checkpoint than the one that they stand behind', () => {
    const [first] = CHECKPOINTS;
    if (first === undefined) throw new Error('no checkpoint');
    const { checkpoint, leaves } = first;
    const misnamed = { record: 'leaves' as const, checkpoint: 1, leaves: [...leaves] };
    const lines = writeLines([headerOf('trail'), { record: 'checkpoint', checkpoint }, misnamed]);
    expect(verify(lines).firstBroken?.why).toBe('its leaves do not stand behind it');
  });

  it('takes the checkpoints of one issue with the leaves of others withheld', () => {
    const issue = writeLines([headerOf('issue'), ...CHECKPOINTS.flatMap(recordsOf), ...(CHAINS[1] ?? [])]);
    expect(verify(issue).firstBroken).toBeNull();
  });

  it('takes a person once', () => {
    const actor = { record: 'actor' as const, ref: ANA, accountId: 'agent-ana', displayName: 'Ana Silva' };
    expect(verify(writeLines([...sampleLines(), actor])).firstBroken).toBeNull();
    expect(verify(writeLines([...sampleLines(), actor, actor])).firstBroken?.id).toBe(ANA);
  });

  it.each(['packet', 'body', 'proof'] as const)('has no place for a %s in a trail', (kind) => {
    const leaf = { chain: ONE, entries: 1, lastHash: 'd'.repeat(64) };
    const record = {
      packet: { record: 'packet' as const, chain: ONE, packet: {} },
      body: { record: 'body' as const, chain: ONE, name: 'note' as const, salt: 'd'.repeat(64), text: '' },
      proof: {
        record: 'proof' as const,
        checkpoint: 0,
        position: 0,
        leaf,
        path: [],
        newest: 0,
        historyPath: [],
      },
    }[kind];
    expect(verify(writeLines([...sampleLines(), record])).firstBroken).toEqual({
      id: ONE,
      why: `a trail holds no ${kind}`,
    });
  });

  it('names the records that stand in the wrong part of a file', () => {
    const entry = chainOf('site', 1)[0];
    if (entry === undefined) throw new Error('no entry');
    const leaves = { record: 'leaves' as const, checkpoint: 4, leaves: [] };
    expect(verify(writeLines([headerOf('trail'), entry, leaves])).firstBroken).toEqual({
      id: checkpointId(4),
      why: 'it stands behind the entries',
    });
    const actor = { record: 'actor' as const, ref: ANA, accountId: 'agent-ana', displayName: 'Ana Silva' };
    expect(verify(writeLines([headerOf('trail'), actor, entry])).firstBroken?.id).toBe(entry.id);
    expect(verify(writeLines([actor])).firstBroken).toEqual({
      id: ANA,
      why: 'the file does not begin with its export line',
    });
  });

  it('refuses leaves without a checkpoint before them', () => {
    const leaves = { record: 'leaves' as const, checkpoint: 0, leaves: [] };
    expect(verify(writeLines([headerOf('trail'), leaves])).firstBroken?.id).toBe(checkpointId(0));
  });

  it('goes on from a saved place of many chains as if it had never stopped', () => {
    const chains = Array.from({ length: 1_203 }, (_, at) =>
      chainOf(`ho-00000000-0000-4000-8000-${String(at).padStart(12, '0')}`, 1, { start: at % 1_000 }),
    );
    const lines = writeLines([
      headerOf('trail'),
      ...checkpointsOf(chains.slice(0, 400), [minutesIn(DAY)]).flatMap(recordsOf),
      ...chains.slice(0, 400).flat(),
    ]);
    const verifier = new ExportVerifier();
    for (const line of lines.slice(0, 100)) verifier.line(line);
    const saved = [...verifier.save()].map((value): unknown => JSON.parse(JSON.stringify(value)));
    const restored = ExportVerifier.restore(saved);
    for (const line of lines.slice(100)) restored.line(line);
    expect(restored.end()).toEqual(verify(lines));
    expect(() => ExportVerifier.restore([{}])).toThrow(expect.objectContaining({ name: 'ZodError' }));

    const bare = new ExportVerifier();
    for (const entry of chains.flat()) bare.line(toCanonicalJson(entry));
    const pages = [...bare.save()];
    expect(pages.length).toBe(4);
    expect([...ExportVerifier.restore(pages).save()]).toEqual(pages);
  });
});
