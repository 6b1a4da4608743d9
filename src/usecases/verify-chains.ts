import type { AuditEntry } from '../contract/audit';
import {
  checkPlace,
  EMPTY_CHAIN,
  entryId,
  placeEntry,
  SITE_CHAIN,
  type BrokenEntry,
  type ChainHead,
  type PlacedEntry,
} from '../domain/audit/chain';
import { readCanonicalEntry } from '../domain/audit/entry-line';
import { toCanonicalJson } from '../domain/canonical/canonical';
import type { Handoff } from '../domain/handoff/handoff';
import { readRows, type PlacedRow } from './chain-rows';
import type { World } from './world';

/** What a walk over one chain found. */
export interface ChainFinding {
  readonly chain: string;
  /** Entries that hold, from the first on. */
  readonly entries: number;
  readonly head: ChainHead | null;
  readonly broken: BrokenEntry | null;
  /** What a checkpoint must have seen: the last entry that is older than the time asked for. */
  readonly due: DueEntry | null;
}

/** An entry by its place and time (ISO 8601). */
export interface DueEntry {
  readonly index: number;
  readonly at: string;
}

/** What is compared with a chain: its head and, beside the site's own, the record of its hand-off. */
interface Claims {
  readonly head: ChainHead | null;
  readonly record: Handoff | null;
}

/** How often a chain is read again because somebody appended to it meanwhile. */
const MAX_TRIES = 5;

/** What the record must say too, taken from the entries: an effect's result may be recorded with an older state. */
interface Said {
  readonly state: string | null;
  readonly seal: string | null;
  readonly due: DueEntry | null;
}

const SILENCE: Said = { state: null, seal: null, due: null };

const hear = (said: Said, entry: AuditEntry, olderThan: string | null): Said => ({
  state: entry.event === 'effect.done' ? said.state : (entry.state ?? said.state),
  seal: entry.seal ?? said.seal,
  due: olderThan !== null && entry.at < olderThan ? { index: entry.index, at: entry.at } : said.due,
});

function againstRecord(chain: string, record: Handoff | null, said: Said): BrokenEntry | null {
  if (chain === SITE_CHAIN) return null;
  const broken = (why: string): BrokenEntry => ({ id: chain, why });
  if (record === null) return broken('the chain has no hand-off record');
  if (record.state !== said.state)
    return broken(`the record says ${record.state}, the chain ${said.state ?? 'nothing'}`);
  return record.seal === said.seal ? null : broken('the record has another seal than the chain');
}

/** Reads a row once: nearly always its canonical text says all; what does not goes the slow way, which names what is wrong. */
function placeRow(row: unknown): PlacedEntry | BrokenEntry {
  let line: string;
  try {
    line = toCanonicalJson(row);
  } catch {
    return placeEntry(row);
  }
  return readCanonicalEntry(line) ?? placeEntry(row);
}

/** The head behind this row, or what is broken in it. */
function nextHead(
  chain: string,
  before: ChainHead,
  { index, row }: PlacedRow,
): { readonly head: ChainHead } | { readonly broken: BrokenEntry } {
  const broken = (why: string) => ({ broken: { id: entryId(chain, index), why } });
  if (row === null) return broken('the entry is missing');
  const entry = placeRow(row);
  if ('why' in entry) return broken(entry.why);
  if (entry.chain !== chain) return broken('an entry of another chain stands here');
  const why = checkPlace(before, entry);
  return why === null ? { head: { nextIndex: index + 1, lastHash: entry.hash } } : broken(why);
}

function checkEnd(chain: string, walked: ChainHead, head: ChainHead): BrokenEntry | null {
  const isAtHead = walked.lastHash === head.lastHash;
  return isAtHead ? null : { id: chain, why: 'the last entry is not the one that the head names' };
}

/** What a walk is told: which chain, and how old an entry is that a checkpoint must have seen (ISO 8601). */
interface Task {
  readonly chain: string;
  readonly olderThan: string | null;
}

async function walkChain(
  world: World,
  { chain, olderThan }: Task,
  { head, record }: Claims,
): Promise<ChainFinding> {
  let walked = EMPTY_CHAIN;
  let said = SILENCE;
  let entries = 0;
  const found = (broken: BrokenEntry | null): ChainFinding => ({
    chain,
    entries,
    head,
    broken,
    due: said.due,
  });
  if (head === null) return found({ id: chain, why: 'the chain has no head' });
  for await (const placed of readRows(world.audit, chain, { from: 0, end: head.nextIndex + 1 })) {
    if (placed.index === head.nextIndex) {
      if (placed.row === null) break;
      return found({ id: entryId(chain, placed.index), why: 'an entry stands past the head of the chain' });
    }
    const next = nextHead(chain, walked, placed);
    if ('broken' in next) return found(next.broken);
    walked = next.head;
    // The row has passed the contract above.
    said = hear(said, placed.row as AuditEntry, olderThan);
    entries += 1;
  }
  return found(checkEnd(chain, walked, head) ?? againstRecord(chain, record, said));
}

const isSame = (one: ChainHead | null, other: ChainHead | null): boolean =>
  one?.nextIndex === other?.nextIndex && one?.lastHash === other?.lastHash;

async function claimsOf(world: World, chains: readonly string[]): Promise<(chain: string) => Claims> {
  const heads = await world.audit.heads(chains);
  const records = await world.handoffs.loadMany(chains.filter((chain) => chain !== SITE_CHAIN));
  const byId = new Map(records.map((record) => [record.id, record]));
  return (chain) => ({ head: heads.get(chain) ?? null, record: byId.get(chain) ?? null });
}

/** What looks broken because a step came between the reads is looked at again; what is broken stays where it is. */
async function settle(world: World, task: Task, finding: ChainFinding): Promise<ChainFinding> {
  let last = finding;
  for (let tries = 1; last.broken !== null && tries < MAX_TRIES; tries += 1) {
    const now = (await claimsOf(world, [task.chain]))(task.chain);
    if (isSame(now.head, last.head)) return last;
    last = await walkChain(world, task, now);
  }
  return last;
}

/**
 * Walks these chains, at most 25, by key from their first entry to their head, and compares head and record with what they end
 * in. Finds every change that `checkPlace` finds, a missing or foreign entry, an entry past the head, a head that was set back
 * or moved, and a record that says another state or seal. Not found without a checkpoint: a tail that was cut off together
 * with head and record.
 */
export async function verifyChains(
  world: World,
  chains: readonly string[],
  olderThan: string | null = null,
): Promise<readonly ChainFinding[]> {
  const claimOf = await claimsOf(world, chains);
  return Promise.all(
    chains.map(async (chain) => {
      const task = { chain, olderThan };
      return settle(world, task, await walkChain(world, task, claimOf(chain)));
    }),
  );
}
