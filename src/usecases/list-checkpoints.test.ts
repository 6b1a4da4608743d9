import { describe, expect, it } from '@jest/globals';
import type { AuditEvent } from '../contract/audit';
import type { Page } from '../ports/handoff-store';
import { listCheckpoints } from './list-checkpoints';
import { setAuditPolicy } from './testing/audit-policy';
import { createBench, settle, type Bench } from './testing/bench';
import { expectSilentRefusal } from './testing/refusal';
import { ava, pagesOf } from './testing/trails';
import type { Caller } from './world';
import { writeCheckpoint } from './write-checkpoint';

const DAY = 24 * 3_600_000;
const WITNESS = { id: '20001', key: 'AUD-1' };

/** One checkpoint a day, published or not. */
async function days(...published: readonly boolean[]): Promise<Bench> {
  const bench = createBench();
  bench.jira.addIssue(WITNESS);
  for (const isPublished of published) {
    setAuditPolicy(bench, { checkpointIssueKey: isPublished ? WITNESS.key : null, hasFeed: false });
    await writeCheckpoint(bench.world);
    await settle(bench);
    bench.clock.advance(DAY);
  }
  return bench;
}

/** The same lists, one item a page, as a site of many years has them. */
function inPages<T>(all: readonly T[], cursor: string | null): Page<T> {
  const at = Number(cursor ?? 0);
  return { items: all.slice(at, at + 1), cursor: at + 1 < all.length ? String(at + 1) : null };
}

async function read({ world }: Bench, caller: Caller) {
  const whole = await world.checkpoints.list(null);
  const paged = {
    ...world,
    checkpoints: {
      ...world.checkpoints,
      list: async (cursor: string | null) => inPages(whole.items, cursor),
    },
    audit: {
      ...world.audit,
      listByEvent: async (event: AuditEvent, cursor: string | null) =>
        inPages((await world.audit.listByEvent(event, null)).items, cursor),
    },
  };
  return pagesOf((cursor) => listCheckpoints(paged, caller, { cursor }));
}

describe('the list of checkpoints', () => {
  it('is empty at first', async () => {
    const bench = createBench();
    const empty = { checkpoints: [], publications: [], cursor: null };
    expect(await listCheckpoints(bench.world, await ava(bench), { cursor: null })).toEqual(empty);
  });

  it('says of each page where and when checkpoints left the storage, never later than the checkpoint itself', async () => {
    const bench = await days(true, false, true);
    const pages = await read(bench, await ava(bench));
    expect(pages.map(({ checkpoints }) => checkpoints.map(({ index }) => index))).toEqual([[2], [1], [0]]);
    const seen = pages.map(({ publications }) => publications.map(({ checkpoint }) => checkpoint));
    expect(seen).toEqual([[2], [0], []]);
    const comments = bench.jira.issue(WITNESS.id).posted.map(({ id }) => id);
    expect(pages.flatMap(({ publications }) => publications)).toEqual([
      { checkpoint: 2, issue: 'AUD-1', commentId: comments[1], at: expect.any(String) },
      { checkpoint: 0, issue: 'AUD-1', commentId: comments[0], at: expect.any(String) },
    ]);
  });

  it('passes over a damaged row, and logs it', async () => {
    const bench = await days(true);
    const caller = await ava(bench);
    const audit = {
      ...bench.world.audit,
      listByEvent: async () => ({ items: [{ event: 'else' }], cursor: null }),
    };
    const [page] = await pagesOf((cursor) => listCheckpoints({ ...bench.world, audit }, caller, { cursor }));
    expect([page?.checkpoints.length, page?.publications]).toEqual([1, []]);
    expect(bench.log.lines).toEqual(['{"event":"audit.row-damaged","list":"checkpoint.published"}']);
  });

  it('refuses a cursor that is none of its own', async () => {
    const bench = await days(false);
    const caller = await ava(bench);
    for (const cursor of ['', '{', '{"checkpoints":null}', '{"checkpoints":1,"publications":"end"}'])
      await expectSilentRefusal(
        bench,
        () => listCheckpoints(bench.world, caller, { cursor }),
        'invalid-input',
      );
  });
});
