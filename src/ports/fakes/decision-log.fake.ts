import type { DecisionLog, DecisionRecord } from '../decision-log';
import { newestFirst, pageOf, type FakeMemory } from './fake-memory';

const PAGE = 1_000;

const keyOf = ({ issueKey, input }: DecisionRecord): string =>
  `${input.at.slice(0, 10)} ${issueKey} ${input.operation}`;

/** Stores a record in the place of an earlier one of the same issue, operation and day. */
export function recordDecision(memory: FakeMemory, record: DecisionRecord): void {
  memory.decisions.set(keyOf(record), structuredClone(record));
}

/** The port in memory. */
export const createFakeDecisionLog = (memory: FakeMemory): DecisionLog => ({
  record: async (record) => recordDecision(memory, record),
  list: async (cursor) => {
    const all = newestFirst(memory.decisions.values(), ({ input }) => input.at);
    const { items, cursor: next } = pageOf(all, cursor, PAGE);
    return { records: items, cursor: next };
  },
});
