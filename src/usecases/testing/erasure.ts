import { expect } from '@jest/globals';
import { reportPeople } from '../report-people';
import { createBench, entriesIn, handOff, onlyHandoff, settle, storedText, type Bench } from './bench';
import { decide, moveSubtask, review } from './steps';

/** A bench with a completed hand-off in which four people took part: Ana asked, Ben owns, Cho approved, Oz tried to. */
export async function completed(): Promise<Bench> {
  const bench = createBench({
    dataClass: 'Confidential',
    comments: ['We restarted the trunk. Cho Min-ji knows the carrier; next step is a check by the carrier.'],
  });
  await handOff(bench, 'gather-diagnostics');
  await settle(bench);
  await moveSubtask(bench, 'outsider-oz', { gate: 'run', toStatus: 'Approved' });
  await decide(bench, 'commander-cho', { gate: 'run', note: 'Ana Sousa asked me' });
  await settle(bench);
  await review(bench, { note: 'As Cho Min-ji says' });
  await settle(bench);
  if (onlyHandoff(bench).state === 'awaiting-use-approval') {
    await decide(bench, 'commander-cho', { gate: 'use' });
    await settle(bench);
  }
  expect(onlyHandoff(bench).state).toBe('completed');
  return bench;
}

/** Every document of the policy that memory holds. */
const documentsIn = ({ memory: { policy, versions, trial, draftSlot } }: Bench): readonly unknown[] => [
  policy.document,
  ...[...versions.values()].map((version) => version.policy.document),
  trial?.policy.document,
  draftSlot.draft?.document,
];

/** Everything that storage and log hold, but for the policy's documents, which name accounts as configuration. */
export const held = (bench: Bench): string =>
  documentsIn(bench).reduce<string>(
    (text, document) => (document === undefined ? text : text.replaceAll(JSON.stringify(document), '{}')),
    storedText(bench) + bench.log.lines.join(),
  );

/** Accounts are closed at Atlassian; the daily report learns it, and the queue does what follows. */
export async function close(bench: Bench, ...accounts: readonly string[]): Promise<void> {
  for (const account of accounts) bench.privacy.statuses.set(account, 'closed');
  await reportPeople(bench.world);
  await settle(bench);
}

/** The references of `person.erased` entries. */
export const personErased = (bench: Bench): readonly unknown[] =>
  entriesIn(bench, 'site').flatMap((entry) => (entry.event === 'person.erased' ? [entry.details.actor] : []));

/** Throws when a chain does not verify. */
export const verifyAll = (bench: Bench): void => {
  for (const chain of bench.memory.chains.keys()) entriesIn(bench, chain);
};
