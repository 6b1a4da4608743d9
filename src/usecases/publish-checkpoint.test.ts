import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { AuditEntrySchema } from '../contract/audit';
import { readNote } from '../domain/audit/checkpoint-note';
import { MAX_EFFECT_ATTEMPTS } from '../domain/handoff/effect';
import { PortError } from '../ports/port-error';
import { performEffect } from './perform-effect';
import { setAuditPolicy } from './testing/audit-policy';
import { createBench, entriesIn, handOff, settle, type Bench } from './testing/bench';
import { writeCheckpoint } from './write-checkpoint';

const DAY = 24 * 3_600_000;
const WITNESS = { id: '20001', key: 'AUD-1' };
const ID = 'checkpoint-0.publish-checkpoint';

function benchWithIssue(hasFeed = false): Bench {
  const bench = createBench();
  bench.jira.addIssue(WITNESS);
  setAuditPolicy(bench, { checkpointIssueKey: WITNESS.key, hasFeed });
  return bench;
}

const witness = ({ jira }: Bench) => jira.issue(WITNESS.id);
const lastOnSite = (bench: Bench) => entriesIn(bench, 'site').at(-1);
const textsOf = (bench: Bench, at = 0): readonly string[] =>
  (witness(bench).posted[at]?.body.content ?? []).map((node) =>
    [...JSON.stringify(node).matchAll(/"text":"([^"]*)"/gu)].map(([, text]) => text).join(' '),
  );

const PageSchema = z.strictObject({
  checkpoint: z.number(),
  page: z.number(),
  pages: z.number(),
  lines: z.array(z.string()),
});
const HeadSchema = z.strictObject({
  newest: z.number(),
  oldest: z.number(),
  pages: z.number(),
  left: z.number(),
  hash: z.string(),
});

/** What a SIEM pulls: the head, then its pages. */
function pull(bench: Bench) {
  const { properties } = witness(bench);
  const head = HeadSchema.parse(properties.get('ai-handoff-audit'));
  const pages = Array.from({ length: head.pages }, (_none, page) =>
    PageSchema.parse(properties.get(`ai-handoff-audit-${head.newest}-${page}`)),
  );
  return {
    head,
    pages,
    entries: pages.flatMap(({ lines }) => lines.map((line) => AuditEntrySchema.parse(JSON.parse(line)))),
  };
}

const pageKeys = (bench: Bench): readonly string[] =>
  [...witness(bench).properties.keys()].filter((key) => key.startsWith('ai-handoff-audit-'));

describe('publishing a checkpoint', () => {
  it('posts one comment with the hash and the note, and records where', async () => {
    const bench = benchWithIssue();
    const checkpoint = await writeCheckpoint(bench.world);
    await settle(bench);
    const [posted, ...more] = witness(bench).posted;
    expect(more).toEqual([]);
    const texts = textsOf(bench);
    expect(texts.join(' ')).toContain(checkpoint?.hash ?? 'no hash');
    expect(readNote(`${texts.slice(-3).join('\n')}\n`)).toEqual(expect.objectContaining({ size: 1 }));
    expect(lastOnSite(bench)).toMatchObject({
      event: 'checkpoint.published',
      details: { checkpoint: 0, issue: 'AUD-1', commentId: posted?.id },
    });
    expect(bench.memory.effects.get(ID)?.status).toBe('done');
    expect(pageKeys(bench)).toEqual([]);
  });

  it('has notes that grow by one a day', async () => {
    const bench = benchWithIssue();
    for (let day = 0; day < 3; day += 1) {
      await writeCheckpoint(bench.world);
      await settle(bench);
      bench.clock.advance(DAY);
    }
    const sizes = [0, 1, 2].map((at) => readNote(`${textsOf(bench, at).slice(-3).join('\n')}\n`)?.size);
    expect(sizes).toEqual([1, 2, 3]);
  });

  it('posts once when it is delivered again, also after its entry was lost', async () => {
    const bench = benchWithIssue();
    await writeCheckpoint(bench.world);
    const settleEffect = async () => {
      throw new PortError('unavailable', 'Storage is away');
    };
    const broken = { ...bench.world, handoffs: { ...bench.world.handoffs, settleEffect } };
    expect(await performEffect(broken, ID)).toBe('retry');
    for (let times = 0; times < 3; times += 1) expect(await performEffect(bench.world, ID)).toBe('done');
    expect(witness(bench).posted).toHaveLength(1);
    expect(entriesIn(bench, 'site').filter(({ event }) => event === 'checkpoint.published')).toHaveLength(1);
  });

  it('is recorded once by two deliveries at once', async () => {
    const bench = benchWithIssue();
    await writeCheckpoint(bench.world);
    const results = await Promise.all([performEffect(bench.world, ID), performEffect(bench.world, ID)]);
    expect(results).toEqual(['done', 'done']);
    expect(entriesIn(bench, 'site').filter(({ event }) => event === 'checkpoint.published')).toHaveLength(1);
  });

  it('makes its entry again when another came first', async () => {
    const bench = benchWithIssue();
    await writeCheckpoint(bench.world);
    const { handoffs } = bench.world;
    let tries = 0;
    const settleEffect: typeof handoffs.settleEffect = async (effect, chain) => {
      tries += 1;
      if (tries < 5) throw new PortError('conflict', 'The chain moved');
      return handoffs.settleEffect(effect, chain);
    };
    expect(await performEffect({ ...bench.world, handoffs: { ...handoffs, settleEffect } }, ID)).toBe('done');
    expect(tries).toBe(5);
    expect(lastOnSite(bench)?.event).toBe('checkpoint.published');
  });

  it('is given up after the bound with an entry in the site’s chain', async () => {
    const bench = benchWithIssue();
    await writeCheckpoint(bench.world);
    bench.jira.fail('addComment', 'unavailable');
    for (let tries = 1; tries < MAX_EFFECT_ATTEMPTS; tries += 1)
      expect(await performEffect(bench.world, ID)).toBe('retry');
    expect(await performEffect(bench.world, ID)).toBe('gave-up');
    expect(lastOnSite(bench)).toMatchObject({
      event: 'effect.failed',
      details: { effect: 'publish-checkpoint', code: 'unavailable', attempts: MAX_EFFECT_ATTEMPTS },
    });
    expect(bench.memory.effects.get(ID)?.status).toBe('failed');
    expect(await performEffect(bench.world, ID)).toBe('done');
  });

  it('is given up at once where the app cannot see the issue', async () => {
    const bench = benchWithIssue();
    await writeCheckpoint(bench.world);
    bench.jira.issues.delete(WITNESS.id);
    expect(await performEffect(bench.world, ID)).toBe('gave-up');
    expect(lastOnSite(bench)).toMatchObject({ event: 'effect.failed', details: { code: 'not-visible' } });
  });

  it('is dropped without a word when policy names no issue any more', async () => {
    const bench = benchWithIssue();
    await writeCheckpoint(bench.world);
    setAuditPolicy(bench, { checkpointIssueKey: null });
    expect(await performEffect(bench.world, ID)).toBe('done');
    expect(lastOnSite(bench)?.event).toBe('checkpoint.written');
    expect(bench.memory.effects.get(ID)?.status).toBe('done');
  });
});

describe('the feed', () => {
  it('holds the period’s entries as canonical lines in order, and a head that names them', async () => {
    const bench = benchWithIssue(true);
    await handOff(bench, 'gather-diagnostics');
    await settle(bench);
    const checkpoint = await writeCheckpoint(bench.world);
    await settle(bench);
    const { head, entries } = pull(bench);
    expect(head).toMatchObject({ newest: 0, left: 0, hash: checkpoint?.hash });
    const stored = [...bench.memory.chains].flatMap(([chain, { entries: all }]) =>
      chain === 'site' ? [] : all,
    );
    expect(entries).toEqual(stored);
  });

  it('holds in the next period what is new, with an hour of overlap', async () => {
    const bench = benchWithIssue(true);
    await handOff(bench, 'gather-diagnostics');
    await settle(bench);
    bench.clock.advance(2 * 3_600_000);
    await writeCheckpoint(bench.world);
    await settle(bench);
    bench.clock.advance(DAY);
    await writeCheckpoint(bench.world);
    await settle(bench);
    expect(pull(bench).entries.map(({ id, event }) => [id, event])).toEqual([
      ['site.000000', 'checkpoint.written'],
      ['site.000001', 'checkpoint.published'],
    ]);
  });

  it('fits every page in a property of Jira, and counts what has no room', async () => {
    const bench = benchWithIssue(true);
    await handOff(bench, 'gather-diagnostics');
    await settle(bench);
    const [first] = [...bench.memory.chains.values()]
      .flatMap(({ entries }) => entries)
      .filter(({ event }) => event === 'scope.confirmed');
    const many = Array.from({ length: 12_000 }, (_none, index) => ({ ...first, index }));
    const chain = [...bench.memory.chains.values()][0];
    if (chain === undefined || first === undefined) throw new Error('there is no chain');
    Object.assign(chain, { entries: many, head: { ...chain.head, nextIndex: many.length } });
    const audit = {
      ...bench.world.audit,
      read: async (_chain: string, from: number, count: number) => many.slice(from, from + count),
    };
    const world = { ...bench.world, audit };
    await writeCheckpoint(world);
    expect(await performEffect(world, ID)).toBe('done');
    const { head, pages, entries } = pull(bench);
    expect(head.pages).toBe(400);
    expect(entries.length + head.left).toBe(12_000);
    expect(Math.max(...pages.map((page) => JSON.stringify(page).length))).toBeLessThan(32_768);
  }, 60_000);

  it('writes no page again that stands there, and mends one that somebody changed', async () => {
    const bench = benchWithIssue(true);
    await handOff(bench, 'gather-diagnostics');
    await settle(bench);
    await writeCheckpoint(bench.world);
    const writes: string[] = [];
    const { jira } = bench.world;
    let isDown = true;
    const setIssueProperty: typeof jira.setIssueProperty = async (issueId, key, value) => {
      if (key === 'ai-handoff-audit' && isDown) throw new PortError('rate-limited', 'Jira answered 429');
      writes.push(key);
      await jira.setIssueProperty(issueId, key, value);
    };
    const world = { ...bench.world, jira: { ...jira, setIssueProperty } };
    expect(await performEffect(world, ID)).toBe('retry');
    isDown = false;
    expect(await performEffect(world, ID)).toBe('done');
    expect(writes).toEqual(['ai-handoff-audit-0-0', 'ai-handoff-audit']);
  });

  it('leaves a damaged row out and says so in the log', async () => {
    const bench = benchWithIssue(true);
    await handOff(bench, 'gather-diagnostics');
    await settle(bench);
    const [chain] = [...bench.memory.chains.values()];
    const [first, , ...rest] = chain?.entries ?? [];
    if (chain === undefined || first === undefined) throw new Error('there is no chain');
    chain.entries = [first, ...rest];
    await writeCheckpoint(bench.world);
    await settle(bench);
    expect(pull(bench).entries.map(({ index }) => index)).toEqual([first, ...rest].map(({ index }) => index));
    expect(bench.log.lines.join()).toContain('feed.damaged-entry');
  });

  it('keeps 90 checkpoints, clears older ones, and never looks below what it cleared', async () => {
    const bench = benchWithIssue(true);
    for (let day = 0; day < 95; day += 1) {
      bench.clock.advance(DAY);
      await writeCheckpoint(bench.world);
      await settle(bench);
    }
    const kept = new Set(pageKeys(bench).map((key) => Number(key.split('-')[3])));
    expect([Math.min(...kept), Math.max(...kept), kept.size]).toEqual([5, 94, 90]);
    expect(pull(bench).head.oldest).toBe(5);
  });

  it('starts anew where somebody wrote nonsense into its head', async () => {
    const bench = benchWithIssue(true);
    witness(bench).properties.set('ai-handoff-audit', { oldest: -1e9, pages: 'all' });
    await writeCheckpoint(bench.world);
    await settle(bench);
    expect(pull(bench).head).toMatchObject({ newest: 0, oldest: 0 });
  });
});
