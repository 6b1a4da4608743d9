import { describe, expect, it } from '@jest/globals';
import type { AuditStore } from '../ports/audit-store';
import { listControlChanges } from './control-changes';
import { siteEntry, type SiteHappening } from './site-entry';
import { callerOn, createBench, refOf, type Bench } from './testing/bench';
import { expectSilentRefusal } from './testing/refusal';
import { ava, pagesOf } from './testing/trails';

const DIGEST = 'a'.repeat(64);

const change = (kind: string, at: number): SiteHappening => {
  const common = { role: 'policy-admin', policy: kind === 'p' ? at : null };
  const words = `change ${at}`;
  if (kind === 'p')
    return { ...common, event: 'policy.changed', details: { change: words, from: DIGEST, to: DIGEST } };
  if (kind === 'd')
    return { ...common, event: 'policy.draft', details: { act: 'saved', note: words, digest: DIGEST } };
  if (kind === 'c') {
    const details = {
      class: 'ticket-write-back' as const,
      isStopped: at % 2 === 0,
      who: 'owners',
      told: false,
    };
    return { ...common, event: 'class.changed', details };
  }
  return { ...common, event: 'killswitch.changed', details: { isHalted: at % 2 === 0, reason: words } };
};

/**
 * Appends changes in this order, `p` of the policy, `d` of its draft, `c` of a class by the app, and `s` of the switch, one a
 * second; each says its place.
 */
async function changes(bench: Bench, order: string): Promise<void> {
  const ada = await callerOn(bench, 'admin-ada');
  for (const [at, kind] of Array.from(order).entries()) {
    bench.clock.advance(1_000);
    await bench.world.audit.appendToSite(siteEntry(bench.world, kind === 'c' ? null : ada, change(kind, at)));
  }
}

const read = async (bench: Bench, audit: AuditStore = bench.world.audit) => {
  const caller = await ava(bench);
  const world = { ...bench.world, audit };
  return pagesOf((cursor) => listControlChanges(world, caller, { cursor }));
};

const newestFirst = (count: number): readonly string[] =>
  Array.from({ length: count }, (_none, at) => `change ${count - 1 - at}`);

describe('who changed what', () => {
  it('is empty on a new site', async () => {
    expect(await read(createBench())).toEqual([{ changes: [], cursor: null }]);
  });

  it('has policy and switch in one list, with names', async () => {
    const bench = createBench();
    await changes(bench, 'ps');
    const by = { ref: refOf(bench, 'admin-ada'), accountId: 'admin-ada', displayName: 'Ada Novak' };
    const [page] = await read(bench);
    expect(page?.changes).toMatchObject([
      {
        entryId: 'site.000001',
        by,
        what: 'switch',
        change: 'change 1',
        policyVersion: null,
        isHalted: false,
      },
      { entryId: 'site.000000', by, what: 'policy', change: 'change 0', policyVersion: 0, isHalted: null },
    ]);
  });

  it('has the draft’s life and classes too, a class as the app’s own doing', async () => {
    const bench = createBench();
    await changes(bench, 'cdc');
    const [page] = await read(bench);
    expect(
      page?.changes.map(({ what, change, isHalted, by }) => [what, change, isHalted, by?.accountId]),
    ).toEqual([
      ['class', 'Ticket write-back support stopped; missing: owners', true, undefined],
      ['draft', 'Draft saved: change 1', null, 'admin-ada'],
      ['class', 'Ticket write-back support stopped; missing: owners', true, undefined],
    ]);
  });

  it('says that a class goes on, and leaves out a note that is none', async () => {
    const bench = createBench();
    await changes(bench, 'sc');
    const discarded = { act: 'discarded', note: '', digest: DIGEST } as const;
    const happening = {
      event: 'policy.draft',
      role: 'policy-admin',
      policy: null,
      details: discarded,
    } as const;
    await bench.world.audit.appendToSite(
      siteEntry(bench.world, await callerOn(bench, 'admin-ada'), happening),
    );
    const [page] = await read(bench);
    expect(page?.changes.map(({ change }) => change)).toEqual([
      'Draft discarded',
      'Ticket write-back support goes on',
      'change 0',
    ]);
  });

  it.each([
    ['drafts among switches', `${'sd'.repeat(60)}p`],
    ['one policy among many switches', `p${'s'.repeat(120)}`],
    ['many switches, then many changes of the policy', `${'s'.repeat(70)}${'p'.repeat(70)}`],
    ['both in turn', 'ps'.repeat(80)],
    ['in blocks', `${'p'.repeat(60)}${'s'.repeat(10)}${'p'.repeat(45)}${'s'.repeat(60)}`],
  ])('comes newest first, each once, over all pages: %s', async (_what, order) => {
    const bench = createBench();
    await changes(bench, order);
    const pages = await read(bench);
    expect(pages.length).toBeGreaterThan(1);
    expect(
      pages.flatMap((page) => page.changes.map(({ change }) => change.replace('Draft saved: ', ''))),
    ).toEqual(newestFirst(order.length));
  });

  it('repeats nothing and loses nothing old when changes come between two pages', async () => {
    const bench = createBench();
    await changes(bench, 'ps'.repeat(60));
    const caller = await ava(bench);
    const first = await listControlChanges(bench.world, caller, { cursor: null });
    await changes(bench, 'pps');
    const rest = await pagesOf((cursor) =>
      listControlChanges(bench.world, caller, { cursor: cursor ?? first.cursor }),
    );
    const ids = [first, ...rest].flatMap((page) => page.changes.map(({ entryId }) => entryId));
    expect(ids).toEqual(
      Array.from({ length: 120 }, (_none, at) => `site.${String(119 - at).padStart(6, '0')}`),
    );
  });

  it('leaves a damaged row out, logs it, and goes on', async () => {
    const bench = createBench();
    await changes(bench, 'pss');
    const { audit } = bench.world;
    const listByEvent: AuditStore['listByEvent'] = async (event, cursor) => {
      const page = await audit.listByEvent(event, cursor);
      return { ...page, items: event === 'policy.changed' ? [{ bent: true }] : page.items };
    };
    const [page] = await read(bench, { ...audit, listByEvent });
    expect(page?.changes.map(({ change }) => change)).toEqual(['change 2', 'change 1']);
    expect(bench.log.lines.join()).toContain('audit.row-damaged');
  });

  it('names somebody who was erased as such', async () => {
    const bench = createBench();
    await changes(bench, 'p');
    await bench.world.registry.forget('admin-ada');
    const [page] = await read(bench);
    expect(page?.changes[0]?.by).toMatchObject({ accountId: null, displayName: 'Erased person' });
  });

  it.each(['', 'x', '{}', '[]', '{"below":null,"lists":["all","end","end","end"]}'])(
    'has no page %j',
    async (cursor) => {
      const bench = createBench();
      const caller = await ava(bench);
      await expectSilentRefusal(
        bench,
        () => listControlChanges(bench.world, caller, { cursor }),
        'invalid-input',
      );
    },
  );
});
