import type { AuditEntry } from '../contract/audit';
import type { ExportRecord, Leaf } from '../contract/checkpoint';
import type { ExportFormat } from '../contract/calls';
import { SITE_CHAIN } from '../domain/audit/chain';
import { hashLeaf } from '../domain/audit/checkpoint';
import { ExportTally } from '../domain/audit/export-tally';
import { writerOf } from '../domain/audit/formats/writers';
import { toCanonicalJson } from '../domain/canonical/canonical';
import { DomainError } from '../domain/domain-error';
import type { AuditStore, Period } from '../ports/audit-store';
import type { CheckpointStore } from '../ports/checkpoint-store';
import type { JiraReader } from '../ports/jira';
import type { PeopleRegistry } from '../ports/people-registry';
import type { Log } from '../ports/platform';
import { entryAt, readableEntry, readRows, toLine, type PlacedRow } from './chain-rows';
import { FIRST_PLACE, type ExportPlace } from './export-place';
import { createLeafFinder } from './find-leaf';
import { loadPeople, refsOf, toExportPeople } from './trail-people';

/** Rows of one piece. */
const ROWS = 500;
/** Chains whose heads are read in one call (audit store port). */
const BATCH = 25;

/** What is exported, from where, and for whom. */
export interface ExportJob {
  readonly what: 'trail' | 'issue';
  readonly format: ExportFormat;
  /** Of the requests of the hand-offs, ISO 8601. */
  readonly period: Period;
  readonly audit: Pick<AuditStore, 'read' | 'heads' | 'listStarted'>;
  readonly checkpoints: Pick<CheckpointStore, 'newest' | 'read' | 'leaves'>;
  readonly registry: Pick<PeopleRegistry, 'accountsOf' | 'refsOf'>;
  readonly log: Log;
  /** Which of these chains, at most 500, the reader may see. */
  readonly visibleOf: (chains: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Jira as the reader sees it. */
  readonly jira: Pick<JiraReader, 'people'>;
}

/** Some lines, and where the export goes on; null at its end. */
export interface ExportPiece {
  readonly lines: readonly string[];
  /** Chains that end in these lines, and chains that were left out. */
  readonly chains: number;
  readonly hidden: number;
  readonly next: ExportPlace | null;
}

/** Only the canonical form has lines that are no entries. */
const isWhole = ({ format }: ExportJob): boolean => format === 'jsonl';

function recordLine(tally: ExportTally, record: ExportRecord): string {
  const line = toCanonicalJson(record);
  tally.addRecord(record.record, line);
  return line;
}

/**
 * Names the app on its site for events that leave it: by the hash of the first entry of the site's chain, which no other
 * installation has and which never changes.
 */
async function sourceOf({ audit }: ExportJob): Promise<string> {
  const [row] = await audit.read(SITE_CHAIN, 0, 1);
  const first = entryAt(SITE_CHAIN, { index: 0, row });
  return `urn:ai-handoff:${first?.hash ?? 'unknown'}`;
}

/** Rows as lines: canonical ones as they are stored, so that damage shows; in other formats what is no entry is left out. */
async function toLines(
  job: ExportJob,
  tally: ExportTally,
  { chain, rows }: { readonly chain: string; readonly rows: readonly PlacedRow[] },
): Promise<readonly string[]> {
  const stored = rows.filter(({ row }) => row !== null);
  const entries = stored.flatMap((placed): readonly AuditEntry[] => {
    const entry = readableEntry(job.log, chain, placed);
    return entry === null ? [] : [entry];
  });
  for (const entry of entries) tally.addEntry(entry);
  if (isWhole(job)) return stored.map(({ row }) => toLine(row));
  const { registry, jira } = job;
  const people = toExportPeople(await loadPeople(refsOf(entries), { registry, jira, known: [] }));
  const context = { people, source: await sourceOf(job) };
  return entries.flatMap((entry) => {
    try {
      return [writerOf(job.format).line(entry, context)];
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'not-canonical')) throw error;
      job.log.error('audit.row-damaged', { chain, index: entry.index });
      return [];
    }
  });
}

async function rowsOf(
  { audit }: ExportJob,
  chain: string,
  range: { readonly from: number; readonly end: number },
): Promise<readonly PlacedRow[]> {
  const rows: PlacedRow[] = [];
  for await (const placed of readRows(audit, chain, range)) rows.push(placed);
  return rows;
}

/** Where an export begins, with its first lines. What is stored now is its end: checkpoints first, so that chains reach them. */
export async function beginExport(job: ExportJob, at: string): Promise<ExportPiece> {
  const { what, period } = job;
  const newest = what === 'trail' ? await job.checkpoints.newest() : null;
  const heads = await job.audit.heads([SITE_CHAIN]);
  const isFromFirst = newest === null || period.from === null;
  const checkpoint = isFromFirst
    ? 0
    : await createLeafFinder(job.checkpoints).firstSince(period.from, newest);
  const place: ExportPlace = {
    ...FIRST_PLACE,
    part: what === 'issue' ? 'chains' : isWhole(job) ? 'checkpoints' : 'site',
    at,
    checkpoint,
    checkpoints: newest === null ? 0 : newest.index + 1,
    siteEnd: heads.get(SITE_CHAIN)?.nextIndex ?? 0,
  };
  const piece = { chains: 0, hidden: 0 };
  if (!isWhole(job)) return { ...piece, lines: writerOf(job.format).head, next: place };
  const tally = new ExportTally(place.tally);
  const line = recordLine(tally, { record: 'export', specVersion: 2, what, at, ...period });
  return { ...piece, lines: [line], next: { ...place, tally: tally.toJSON() } };
}

/** Leaves of chains that the person may not see stand there as their hash, so that the root still follows. */
async function withoutHidden(job: ExportJob, leaves: readonly Leaf[]): Promise<readonly (Leaf | string)[]> {
  const visible = await job.visibleOf(leaves.map(({ chain }) => chain));
  return leaves.map((leaf) => (visible.has(leaf.chain) ? leaf : hashLeaf(leaf)));
}

async function checkpointPiece(job: ExportJob, place: ExportPlace): Promise<ExportPiece> {
  const nothing = { lines: [], chains: 0, hidden: 0 };
  const { checkpoint: index, page } = place;
  if (index >= place.checkpoints) return { ...nothing, next: { ...place, part: 'site' } };
  const done = { ...place, checkpoint: index + 1, page: 0, withheldHere: 0 };
  const checkpoint = page === 0 ? await job.checkpoints.read(index) : null;
  // Its absence shows in the file: the next one does not follow.
  if (page === 0 && checkpoint === null) return { ...nothing, next: done };
  const tally = new ExportTally(place.tally);
  const first = checkpoint === null ? [] : [recordLine(tally, { record: 'checkpoint', checkpoint })];
  const stored = await job.checkpoints.leaves(index, page);
  if (stored === null) return { ...nothing, lines: first, next: { ...done, tally: tally.toJSON() } };
  const leaves = await withoutHidden(job, stored);
  const withheldHere = place.withheldHere + leaves.filter((leaf) => typeof leaf === 'string').length;
  const line = recordLine(tally, { record: 'leaves', checkpoint: index, leaves: [...leaves] });
  const withheld = Math.max(place.withheld, withheldHere);
  const next = { ...place, page: page + 1, withheldHere, withheld, tally: tally.toJSON() };
  return { ...nothing, lines: [...first, line], next };
}

async function sitePiece(job: ExportJob, place: ExportPlace): Promise<ExportPiece> {
  const { next: from, siteEnd } = place;
  const end = Math.min(from + ROWS, siteEnd);
  const tally = new ExportTally(place.tally);
  const rows = await rowsOf(job, SITE_CHAIN, { from, end });
  const lines = await toLines(job, tally, { chain: SITE_CHAIN, rows });
  const now = { ...place, tally: tally.toJSON() };
  if (end < siteEnd) return { lines, chains: 0, hidden: 0, next: { ...now, next: end } };
  return { lines, chains: 1, hidden: 0, next: { ...now, part: 'chains', next: 0 } };
}

type Listed = Awaited<ReturnType<AuditStore['listStarted']>>[number];

async function headsOf(
  { audit }: ExportJob,
  chains: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const ends = new Map<string, number>();
  for (let from = 0; from < chains.length; from += BATCH)
    for (const [chain, head] of await audit.heads(chains.slice(from, from + BATCH)))
      ends.set(chain, head.nextIndex);
  return ends;
}

/** Hand-offs that were requested in the period, and none that came after the export began. */
const listNext = ({ audit, period }: ExportJob, { after, at }: ExportPlace): Promise<readonly Listed[]> =>
  audit.listStarted(after, { from: period.from, to: period.to === null || period.to > at ? at : period.to });

async function listedPiece(
  job: ExportJob,
  place: ExportPlace,
  listed: readonly Listed[],
): Promise<ExportPiece> {
  const chains = listed.map(({ chain }) => chain);
  const [visible, ends] = [await job.visibleOf(chains), await headsOf(job, chains)];
  const tally = new ExportTally(place.tally);
  const lines: string[] = [];
  let now = place;
  let done = 0;
  for (const { chain, order } of listed) {
    if (lines.length >= ROWS) break;
    const passed = { ...now, after: order, next: 0 };
    if (chain === SITE_CHAIN || !visible.has(chain)) {
      now = chain === SITE_CHAIN ? passed : { ...passed, hidden: now.hidden + 1 };
      continue;
    }
    const { next: from } = now;
    const whole = ends.get(chain) ?? 0;
    const end = Math.min(from + ROWS, whole);
    const rows = await rowsOf(job, chain, { from, end });
    lines.push(...(await toLines(job, tally, { chain, rows })));
    if (end < whole) {
      now = { ...now, next: end };
      break;
    }
    now = passed;
    done += 1;
  }
  const next = { ...now, tally: tally.toJSON() };
  return { lines, chains: done, hidden: now.hidden - place.hidden, next };
}

async function chainsPiece(job: ExportJob, place: ExportPlace): Promise<ExportPiece> {
  const listed = await listNext(job, place);
  if (listed.length > 0) return listedPiece(job, place, listed);
  const hidden = Math.max(place.hidden, place.withheld);
  const manifest = toCanonicalJson(new ExportTally(place.tally).manifest(hidden));
  return { lines: isWhole(job) ? [manifest] : [], chains: 0, hidden: 0, next: null };
}

/**
 * The next lines of an export, some 1,000 at most: checkpoints with their leaves, the site's chain, then each hand-off's chain
 * whole in the order in which they began, and the manifest. Other formats than `jsonl` hold the entries only. Raises what
 * storage and Jira raise; the same place gives the same lines again, as long as nothing they show is changed.
 */
export function nextPiece(job: ExportJob, place: ExportPlace): Promise<ExportPiece> {
  switch (place.part) {
    case 'checkpoints':
      return checkpointPiece(job, place);
    case 'site':
      return sitePiece(job, place);
    case 'chains':
      return chainsPiece(job, place);
  }
}
