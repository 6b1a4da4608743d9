import { expect } from '@jest/globals';
import type { AuditEntry } from '../../contract/audit';
import { ExportVerifier, type ExportReport } from '../../domain/audit/verify-export';
import type { FakeChain } from '../../ports/fakes/fake-memory';
import { requestHandoff } from '../request-handoff';
import { reviewScope } from '../review-scope';
import type { Caller } from '../world';
import { withdrawHandoff } from '../withdraw-handoff';
import { writeCheckpoint } from '../write-checkpoint';
import { callerOn, createBench, handOff, onlyHandoff, settle, type Bench } from './bench';
import { review } from './steps';

const DAY_MS = 86_400_000;

/** Somebody whom the policy names as governance. */
export const ava = (bench: Bench): Promise<Caller> => callerOn(bench, 'auditor-ava');

export const NOTE = 'Checked with the carrier by phone.';

/** A hand-off that ended with its comment, reviewed with a note and a struck claim. */
export async function finished(bench: Bench = createBench()): Promise<Bench> {
  await handOff(bench, 'gather-diagnostics');
  await settle(bench);
  await review(bench, { note: NOTE, strike: [1] });
  await settle(bench);
  expect(onlyHandoff(bench).state).toBe('completed');
  return bench;
}

/** Hands off on issues of their own, one a second, and withdraws; gives the ids in order. Issue keys are INC-1001 on. */
export async function withdrawn(bench: Bench, count: number, first = 1): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let number = first; number < first + count; number += 1) {
    const issueId = String(20_000 + number);
    bench.jira.addIssue({ id: issueId, key: `INC-${1_000 + number}` });
    bench.clock.advance(1_000);
    const caller = await callerOn(bench, 'agent-ana', issueId);
    const operation = 'gather-diagnostics';
    const { seal, nonce } = await reviewScope(bench.world, caller, { operation });
    const requestId = `44444444-4444-4444-8444-${String(number).padStart(12, '0')}`;
    const view = await requestHandoff(bench.world, caller, { operation, seal, nonce, requestId });
    const { summary, version } = view;
    await withdrawHandoff(bench.world, caller, { handoffId: summary.id, version });
    ids.push(summary.id);
  }
  bench.queue.items.length = 0;
  return ids;
}

/**
 * Another bench with the same storage and time, so that many tests can bend a site that was built once. Jira has the
 * issues anew, and the copy makes no checkpoints: whose turn it is, is not copied.
 */
export function copyOf({ memory, clock }: Bench): Bench {
  const copy = createBench();
  const { chains, handoffs, packets, outputs, actors, checkpoints } = structuredClone(memory);
  for (const [chain, stored] of chains) copy.memory.chains.set(chain, stored);
  for (const [id, handoff] of handoffs) {
    copy.memory.handoffs.set(id, handoff);
    if (!copy.jira.issues.has(handoff.issue.id)) copy.jira.addIssue(handoff.issue);
  }
  for (const [id, packet] of packets) copy.memory.packets.set(id, packet);
  for (const [id, output] of outputs) copy.memory.outputs.set(id, output);
  for (const [accountId, actor] of actors) copy.memory.actors.set(accountId, actor);
  copy.memory.checkpoints.push(...checkpoints);
  // Ids count: the copy's begin behind those that are taken.
  handoffs.forEach(() => copy.world.ids.handoffId());
  copy.clock.advance(Date.parse(clock.now()) - Date.parse(copy.clock.now()));
  return copy;
}

/** A day passes, and its checkpoint is made. */
export async function nextDay(bench: Bench): Promise<void> {
  bench.clock.advance(DAY_MS);
  expect(await writeCheckpoint(bench.world)).not.toBeNull();
}

/** A chain as it is stored, to tamper with. */
export function chainIn({ memory }: Bench, chain: string): FakeChain {
  const stored = memory.chains.get(chain);
  if (stored === undefined) throw new Error(`there is no chain ${chain}`);
  return stored;
}

/** Replaces the entries of a chain, and nothing else. */
export function tamper(
  bench: Bench,
  chain: string,
  change: (entries: readonly AuditEntry[]) => readonly AuditEntry[],
): void {
  chainIn(bench, chain).entries = [...change(chainIn(bench, chain).entries)];
}

/** What `audit:fsck` says of a file. */
export function fsck(lines: readonly string[]): ExportReport {
  const verifier = new ExportVerifier();
  for (const line of lines) verifier.line(line);
  return verifier.end();
}

/** Reads all pages of a paged call. */
export async function pagesOf<P extends { readonly cursor: string | null }>(
  read: (cursor: string | null) => Promise<P>,
): Promise<readonly P[]> {
  const pages: P[] = [];
  let cursor: string | null = null;
  do {
    const page = await read(cursor);
    pages.push(page);
    ({ cursor } = page);
  } while (cursor !== null);
  return pages;
}
