import { describe, expect, it } from '@jest/globals';
import type { Shares } from '../../contract/policy-life';
import type { OperationId } from '../../contract/vocabulary';
import type { DecisionRecord } from '../decision-log';
import type { HandoffCommit, Take } from '../handoff-store';
import { FACTS, firstCommit, handoffOf } from './samples';
import type { Stores, WithStores } from './stores';

const at = (minute: number, day = 18): string => new Date(Date.UTC(2026, 10, day, 10, minute)).toISOString();

/** A decision on an issue at a time; all else does not matter here. */
const recordOf = (
  issueKey: string,
  when: string,
  operation: OperationId = 'gather-evidence',
): DecisionRecord => ({
  issueKey,
  outcome: 'eligible',
  policyVersion: 1,
  input: {
    operation,
    facts: { ...FACTS, dataClass: null, ownerAccountId: 'somebody', labels: [] },
    at: when,
    draw: 7,
    stopped: [],
    bypassIds: [],
  },
});

async function allOf({ decisions }: Stores): Promise<readonly DecisionRecord[]> {
  const records: DecisionRecord[] = [];
  let cursor: string | null = null;
  do {
    const page = await decisions.list(cursor);
    records.push(...page.records);
    ({ cursor } = page);
  } while (cursor !== null);
  return records;
}

function itRecords(withStores: WithStores): void {
  it('gives records newest first, each once, over pages', () =>
    withStores(async (stores) => {
      expect(await allOf(stores)).toEqual([]);
      const records = Array.from({ length: 230 }, (_none, index) => recordOf(`INC-${index + 1}`, at(index)));
      for (const record of records) await stores.decisions.record(record);
      expect(await allOf(stores)).toEqual([...records].reverse());
    }));

  it('keeps the last one of an issue, operation and day', () =>
    withStores(async (stores) => {
      const last = recordOf('INC-1', at(9));
      const others = [
        recordOf('INC-1', at(2), 'draft-update-note'),
        recordOf('INC-1', at(1, 17)),
        recordOf('INC-2', at(3)),
      ];
      for (const record of [recordOf('INC-1', at(1)), ...others, last]) await stores.decisions.record(record);
      expect(await allOf(stores)).toEqual([last, others[2], others[0], others[1]]);
    }));

  it('records the decision of a hand-off with it, or not at all', () =>
    withStores(async (stores) => {
      const first = firstCommit(handoffOf(1));
      await stores.handoffs.commit({ ...first, decision: recordOf('INC-1', at(1)) });
      expect(await allOf(stores)).toEqual([recordOf('INC-1', at(1))]);
      const stale = { ...first, before: { ...first.after, version: 9 }, decision: recordOf('INC-2', at(2)) };
      await expect(stores.handoffs.commit(stale)).rejects.toMatchObject({ code: 'conflict' });
      expect(await allOf(stores)).toHaveLength(1);
    }));
}

const take = (over: Partial<Take> = {}): Take => ({
  scope: 'project',
  of: 'INC',
  most: 2,
  day: '2026-11-18',
  ...over,
});

const taking = (number: number, ...takes: readonly Take[]): HandoffCommit => ({
  ...firstCommit(handoffOf(number)),
  takes,
});

function itCounts(withStores: WithStores): void {
  it('counts takes up to their limit, and stores nothing beyond it', () =>
    withStores(async ({ handoffs }) => {
      expect(await handoffs.taken([take()])).toEqual([0]);
      await handoffs.commit(taking(1, take()));
      await handoffs.commit(taking(2, take()));
      expect(await handoffs.taken([take()])).toEqual([2]);
      await expect(handoffs.commit(taking(3, take({ scope: 'class' }), take()))).rejects.toMatchObject({
        name: 'PortError',
        code: 'exhausted',
        take: take(),
      });
      expect(await handoffs.load(handoffOf(3).id)).toBeNull();
      expect(await handoffs.taken([take(), take({ scope: 'class' })])).toEqual([2, 0]);
    }));

  it('counts each scope, name and day apart, and what has no day for ever', () =>
    withStores(async ({ handoffs }) => {
      const bypass = take({ scope: 'bypass', of: 'bypass-1', day: null });
      await handoffs.commit(taking(1, take(), bypass));
      await handoffs.commit(taking(2, take({ of: 'REQ' }), take({ scope: 'person', of: 'INC' }), bypass));
      expect(
        await handoffs.taken([take(), take({ of: 'REQ' }), take({ scope: 'person', of: 'INC' }), bypass]),
      ).toEqual([1, 1, 1, 2]);
      expect(await handoffs.taken([take({ day: '2026-11-19' })])).toEqual([0]);
    }));

  it('counts a new day anew', () =>
    withStores(async ({ handoffs }) => {
      await handoffs.commit(taking(1, take({ most: 1 })));
      await handoffs.commit(taking(2, take({ most: 1, day: '2026-11-19' })));
      expect(await handoffs.taken([take({ day: '2026-11-19' })])).toEqual([1]);
    }));

  it('takes what is left once when several ask at the same time', () =>
    withStores(async ({ handoffs }) => {
      const asked = await Promise.allSettled(
        [1, 2, 3, 4].map((number) => handoffs.commit(taking(number, take({ most: 1 })))),
      );
      const stored = await handoffs.loadMany([1, 2, 3, 4].map((number) => handoffOf(number).id));
      expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(stored.length);
      expect(stored).toHaveLength(1);
      expect(await handoffs.taken([take()])).toEqual([1]);
    }));
}

const SHARES: Shares = {
  computedAt: '2026-11-18T10:00:00.000Z',
  policyVersion: 3,
  tally: { total: 4, eligible: 2, approvalBound: 1, blocked: 1 },
  byProject: [{ projectKey: 'INC', tally: { total: 4, eligible: 2, approvalBound: 1, blocked: 1 } }],
  isComplete: true,
};

function itShares(withStores: WithStores): void {
  it('are none at first, then what was saved last', () =>
    withStores(async ({ shares }) => {
      expect(await shares.load()).toEqual({ newest: null, running: null });
      const running = { shares: { ...SHARES, isComplete: false }, cursor: 'page 2' };
      await shares.save({ newest: null, running });
      expect(await shares.load()).toEqual({ newest: null, running });
      await shares.save({ newest: SHARES, running: null });
      expect(await shares.load()).toEqual({ newest: SHARES, running: null });
    }));
}

/** Promises of `DecisionLog`, of `SharesStore`, and of the counts of `HandoffStore`. */
export function describeDecisions(name: string, withStores: WithStores): void {
  describe(`the record of decisions, ${name}`, () => itRecords(withStores));
  describe(`shares of active work, ${name}`, () => itShares(withStores));
  describe(`counts of what is limited, ${name}`, () => itCounts(withStores));
}
