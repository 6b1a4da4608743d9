import { describe, expect, it } from '@jest/globals';
import { HandoffViewSchema } from '../contract/handoff';
import type { Handoff } from '../domain/handoff/handoff';
import { PortError } from '../ports/port-error';
import { handoffOf, packetOf } from '../ports/suites/samples';
import { eraseTexts } from './erase-texts';
import { setAuditPolicy } from './testing/audit-policy';
import {
  callerOn,
  createBench,
  entriesOf,
  handOff,
  onlyHandoff,
  settle,
  storedText,
  type Bench,
} from './testing/bench';
import { review } from './testing/steps';
import { viewHandoff } from './view-handoff';

const DAY = 24 * 3_600_000;
/** Words of the demo issue, of its comment and of the reviewer's note. */
const WORDS = ['timeout error', 'restarted the trunk', 'Checked with the carrier'];

/** A bench with one completed hand-off, `days` after its end. */
async function ended(days: number): Promise<Bench> {
  const bench = createBench();
  await handOff(bench, 'gather-diagnostics');
  await settle(bench);
  await review(bench, { note: 'Checked with the carrier' });
  await settle(bench);
  expect(onlyHandoff(bench).state).toBe('completed');
  bench.clock.advance(days * DAY);
  return bench;
}

/** What storage holds beside Jira, as text. */
const found = (bench: Bench): readonly string[] => WORDS.filter((word) => storedText(bench).includes(word));

const erasures = (bench: Bench) => entriesOf(bench).filter(({ event }) => event === 'record.erased');

/** Stores as many ended hand-offs, a second apart, as a site of some years has them. */
function addEnded(
  { memory }: Bench,
  count: number,
  over: (at: number) => Partial<Handoff> = () => ({}),
): void {
  for (let at = 0; at < count; at += 1) {
    const ends = new Date(Date.parse('2026-01-01T00:00:00.000Z') + at * 1_000).toISOString();
    const handoff = handoffOf(at + 1, {
      state: 'withdrawn',
      dueAt: null,
      updatedAt: ends,
      eraseFrom: ends,
      ...over(at),
    });
    memory.handoffs.set(handoff.id, handoff);
    memory.packets.set(handoff.id, packetOf(handoff));
  }
}

const left = ({ memory }: Bench): number =>
  [...memory.handoffs.values()].filter(({ eraseFrom }) => eraseFrom !== null).length;

describe('eraseTexts', () => {
  it('erases nothing before the period is over, and all texts with one entry after', async () => {
    const bench = await ended(364);
    const before = storedText(bench);
    expect(found(bench)).toEqual(WORDS);
    expect(await eraseTexts(bench.world)).toEqual({ erased: 0, failed: 0, isFinished: true });
    expect(storedText(bench)).toBe(before);
    bench.clock.advance(DAY);
    expect(await eraseTexts(bench.world)).toEqual({ erased: 1, failed: 0, isFinished: true });
    expect(found(bench)).toEqual([]);
    expect(erasures(bench)).toMatchObject([
      {
        actor: { kind: 'app', role: 'ai-handoff app' },
        details: { bodies: ['packet', 'output', 'notes'], why: 'retention' },
      },
    ]);
    expect(onlyHandoff(bench)).toMatchObject({ salt: null, eraseFrom: null, state: 'completed' });
    const after = storedText(bench);
    expect((await eraseTexts(bench.world)).erased).toBe(0);
    expect(storedText(bench)).toBe(after);
  });

  it('leaves a view that parses', async () => {
    const bench = await ended(365);
    await eraseTexts(bench.world);
    const view = await viewHandoff(bench.world, await callerOn(bench, 'agent-ana'), onlyHandoff(bench).id);
    expect(HandoffViewSchema.parse(view)).toEqual(view);
    expect(view.output?.sections[0]?.claims[0]?.text).toBe('[erased]');
  });

  it('erases packet and output each at its time', async () => {
    const bench = await ended(180);
    setAuditPolicy(bench, { retentionDays: { packets: 180, outputs: 365 } });
    await eraseTexts(bench.world);
    expect(found(bench)).not.toEqual([]);
    bench.clock.advance(184 * DAY);
    await eraseTexts(bench.world);
    expect(found(bench)).toContain('Checked with the carrier');
    bench.clock.advance(DAY);
    await eraseTexts(bench.world);
    expect(found(bench)).toEqual([]);
    expect(erasures(bench).map(({ details }) => details)).toEqual([
      { bodies: ['packet'], why: 'retention' },
      { bodies: ['output', 'notes'], why: 'retention' },
    ]);
  });

  it('goes by the policy of the day: a shorter period counts at once, also for what lost one text before', async () => {
    const bench = await ended(180);
    setAuditPolicy(bench, { retentionDays: { packets: 180, outputs: 3_650 } });
    await eraseTexts(bench.world);
    bench.clock.advance(20 * DAY);
    setAuditPolicy(bench, { retentionDays: { packets: 180, outputs: 200 } });
    await eraseTexts(bench.world);
    expect(onlyHandoff(bench).salt).toBeNull();
  });

  it.each([
    ['everything', { everything: true, issueKeys: [] }],
    ['its issue', { everything: false, issueKeys: ['INC-1'] }],
  ])('keeps all while a hold on %s lasts, and erases when it is lifted', async (_what, legalHold) => {
    const bench = await ended(400);
    setAuditPolicy(bench, { legalHold });
    const before = storedText(bench);
    expect((await eraseTexts(bench.world)).erased).toBe(0);
    expect(storedText(bench)).toBe(before);
    setAuditPolicy(bench, { legalHold: { everything: false, issueKeys: [] } });
    expect((await eraseTexts(bench.world)).erased).toBe(1);
  });

  it('leaves an open hand-off alone, however old', async () => {
    const bench = createBench();
    await handOff(bench, 'gather-diagnostics');
    await settle(bench);
    bench.clock.advance(4_000 * DAY);
    expect((await eraseTexts(bench.world)).erased).toBe(0);
  });

  it('gets past more held hand-offs than a list holds', async () => {
    const bench = createBench();
    const held = (at: number): Partial<Handoff> =>
      at < 150 ? { issue: { id: '9', key: 'SEC-1', projectKey: 'SEC', projectType: 'software' } } : {};
    addEnded(bench, 160, held);
    setAuditPolicy(bench, { legalHold: { everything: false, issueKeys: ['SEC-1'] } });
    bench.clock.advance(365 * DAY);
    expect(await eraseTexts(bench.world)).toEqual({ erased: 10, failed: 0, isFinished: true });
    expect(left(bench)).toBe(150);
  });

  it('ends also where more held hand-offs ended in one second than a list holds', async () => {
    const bench = createBench();
    const ends = '2026-01-01T00:00:00.500Z';
    addEnded(bench, 130, () => ({ updatedAt: ends, eraseFrom: ends }));
    setAuditPolicy(bench, { legalHold: { everything: false, issueKeys: ['INC-1'] } });
    bench.clock.advance(365 * DAY);
    expect(await eraseTexts(bench.world)).toEqual({ erased: 0, failed: 0, isFinished: true });
  });

  it('stops at its bound and goes on with the next run', async () => {
    const bench = createBench();
    addEnded(bench, 2_050);
    bench.clock.advance(365 * DAY);
    expect(await eraseTexts(bench.world)).toEqual({ erased: 2_000, failed: 0, isFinished: false });
    expect(await eraseTexts(bench.world)).toEqual({ erased: 50, failed: 0, isFinished: true });
  }, 60_000);

  it.each(['rate-limited', 'unavailable'] as const)(
    'stops when storage is %s, half of nothing done',
    async (code) => {
      const bench = createBench();
      addEnded(bench, 10);
      bench.clock.advance(365 * DAY);
      let commits = 0;
      const { handoffs } = bench.world;
      const commit: typeof handoffs.commit = async (change) => {
        commits += 1;
        if (commits > 3) throw new PortError(code, 'Storage is busy');
        return handoffs.commit(change);
      };
      expect(await eraseTexts({ ...bench.world, handoffs: { ...handoffs, commit } })).toEqual({
        erased: 3,
        failed: 1,
        isFinished: false,
      });
      expect(left(bench)).toBe(7);
      expect((await eraseTexts(bench.world)).erased).toBe(7);
    },
  );

  it('is not held up by one that cannot be erased', async () => {
    const bench = createBench();
    addEnded(bench, 5);
    bench.clock.advance(365 * DAY);
    const { handoffs } = bench.world;
    const bad = handoffOf(2).id;
    const loadWhole: typeof handoffs.loadWhole = async (id) => {
      if (id === bad) throw new Error('the packet is damaged');
      return handoffs.loadWhole(id);
    };
    expect(await eraseTexts({ ...bench.world, handoffs: { ...handoffs, loadWhole } })).toEqual({
      erased: 4,
      failed: 1,
      isFinished: true,
    });
    expect(bench.log.lines.join()).toContain('"code":"unexpected"');
    expect(bench.log.lines.join()).not.toContain('damaged');
  });

  it('judges what is stored now where the list is late', async () => {
    const bench = await ended(365);
    const stale = [onlyHandoff(bench)];
    await eraseTexts(bench.world);
    const { handoffs } = bench.world;
    const world = { ...bench.world, handoffs: { ...handoffs, listErasable: async () => stale } };
    expect((await eraseTexts(world)).erased).toBe(0);
    expect(erasures(bench)).toHaveLength(1);
  });

  it('erases nothing by a policy that is damaged', async () => {
    const bench = await ended(400);
    bench.memory.policy = { ...bench.memory.policy, digest: '0'.repeat(64) };
    const before = storedText(bench);
    await expect(eraseTexts(bench.world)).rejects.toMatchObject({ code: 'refused' });
    expect(storedText(bench)).toBe(before);
  });
});
