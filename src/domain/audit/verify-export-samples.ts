import type { AuditEntry, EntryDraft } from '../../contract/audit';
import type { ExportRecord, Leaf } from '../../contract/checkpoint';
import { toCanonicalJson } from '../canonical/canonical';
import { appendEntries, EMPTY_CHAIN } from './chain';
import { LeafTree, makeCheckpoint, sortLeaves, type MadeCheckpoint } from './checkpoint';
import { ExportTally } from './export-tally';
import { ExportVerifier, type ExportReport } from './verify-export';

/** Chains, people and times that tests of exports share. */
export const ONE = 'ho-00000000-0000-4000-8000-000000000001';
export const TWO = 'ho-00000000-0000-4000-8000-000000000002';
export const ANA = 'actor-00000000-0000-4000-8000-00000000000a';

/** A time of the sample: `minutes` after noon of its first day. */
export const minutesIn = (minutes: number): string =>
  new Date(Date.UTC(2026, 10, 2, 12) + minutes * 60_000).toISOString();

const COMMON = {
  actor: { kind: 'person' as const, ref: ANA, role: 'requester' },
  onBehalfOf: null,
  requestId: 'request-1',
  issue: { id: '20041', key: 'INC-2041' },
  operation: 'gather-diagnostics',
  state: 'queued' as const,
  seal: null as string | null,
  versions: { policy: 7, engine: 'composer 1.0.0', prompt: null, template: null, model: null },
  checks: [],
  bodies: [],
};

/** The steps of a hand-off, in turn: `step` from 0, at `at`. */
export function draftOf(step: number, at: string, over: Partial<typeof COMMON> = {}): EntryDraft {
  const common = { ...COMMON, ...over, at };
  switch (step % 5) {
    case 0:
      return { ...common, event: 'handoff.requested', details: { sources: 4, clientRequestId: 'click-1' } };
    case 1:
      return { ...common, event: 'run.queued', details: { gate: 'none' } };
    case 2:
      return { ...common, event: 'run.started', details: { sources: 4, tier: 0 } };
    case 3:
      return { ...common, event: 'writeback.intent', details: { comment: 'internal' } };
    default:
      return { ...common, event: 'writeback.done', details: { commentId: '10077', isRepeat: false } };
  }
}

/** A chain of `count` entries, one every `every` minutes from `start` minutes on. */
export const chainOf = (
  chain: string,
  count: number,
  { start = 0, every = 1 }: { readonly start?: number; readonly every?: number } = {},
): readonly AuditEntry[] =>
  appendEntries(
    chain,
    EMPTY_CHAIN,
    Array.from({ length: count }, (_, step) => draftOf(step, minutesIn(start + step * every))),
  ).entries;

/** The leaf of a chain that ends with this entry. */
export const leafOf = ({ chain, index, hash }: AuditEntry): Leaf => ({
  chain,
  entries: index + 1,
  lastHash: hash,
});

/** The leaves of the chains that moved up to a time and after another. */
const leavesBetween = (
  chains: readonly (readonly AuditEntry[])[],
  from: string | null,
  to: string,
): readonly Leaf[] =>
  chains.flatMap((entries) =>
    entries
      .filter(({ at }) => at <= to)
      .slice(-1)
      .filter(({ at }) => from === null || at > from)
      .map(leafOf),
  );

/** A checkpoint with what it was made from. */
export interface SampleCheckpoint extends MadeCheckpoint {
  readonly leaves: readonly Leaf[];
}

/** Checkpoints over chains at these times, oldest first. */
export function checkpointsOf(
  chains: readonly (readonly AuditEntry[])[],
  times: readonly string[],
): readonly SampleCheckpoint[] {
  return times.reduce<readonly SampleCheckpoint[]>((made, to) => {
    const last = made.at(-1);
    const leaves = sortLeaves(leavesBetween(chains, last?.checkpoint.to ?? null, to));
    const parts = {
      previous: last?.checkpoint ?? null,
      before: last?.history ?? { size: 0, peaks: [] },
      leaves: LeafTree.of(leaves),
      to,
    };
    return [...made, { ...makeCheckpoint(parts), leaves }];
  }, []);
}

/** A line of an export before it is written. */
export type SampleLine = AuditEntry | ExportRecord;

export const headerOf = (
  what: 'trail' | 'issue' | 'bundle',
  period: { readonly from: string | null; readonly to: string | null } = { from: null, to: null },
): SampleLine => ({ record: 'export', specVersion: 2, what, at: minutesIn(5_000), ...period });

/** A checkpoint and its leaves as an export has them. */
export const recordsOf = ({ checkpoint, leaves }: SampleCheckpoint): readonly SampleLine[] => [
  { record: 'checkpoint', checkpoint },
  ...(leaves.length > 0
    ? [{ record: 'leaves' as const, checkpoint: checkpoint.index, leaves: [...leaves] }]
    : []),
];

/** The lines of an export, with the manifest that belongs to them. */
export function writeLines(lines: readonly SampleLine[], hidden = 0): readonly string[] {
  const tally = new ExportTally();
  const texts = lines.map((line) => {
    const text = toCanonicalJson(line);
    if ('record' in line) tally.addRecord(line.record, text);
    else tally.addEntry(line);
    return text;
  });
  return [...texts, toCanonicalJson(tally.manifest(hidden))];
}

const DAY = 24 * 60;

/** Two hand-offs and the site's chain over three days, with the checkpoint of each day. */
export function sampleTrail(): {
  readonly chains: readonly (readonly AuditEntry[])[];
  readonly checkpoints: readonly SampleCheckpoint[];
} {
  const chains = [
    chainOf('site', 3, { start: 10, every: DAY }),
    chainOf(ONE, 5, { start: 20, every: 5 }),
    chainOf(TWO, 5, { start: DAY + 20, every: 5 }),
  ];
  return { chains, checkpoints: checkpointsOf(chains, [DAY, 2 * DAY, 3 * DAY].map(minutesIn)) };
}

/** Fifty entries of the same three chains, with the checkpoints of three days. */
export function fiftyEntries(): ReturnType<typeof sampleTrail> {
  const chains = [
    chainOf('site', 10, { start: 5, every: 6 * 60 }),
    chainOf(ONE, 20, { start: 30, every: 10 }),
    chainOf(TWO, 20, { start: DAY + 30, every: 10 }),
  ];
  return { chains, checkpoints: checkpointsOf(chains, [DAY, 2 * DAY, 3 * DAY].map(minutesIn)) };
}

/** What a verifier makes of lines (null: one that was too long to read). */
export function verifyLines(lines: readonly (string | null)[]): ExportReport {
  const verifier = new ExportVerifier();
  for (const line of lines) if (verifier.line(line) !== null) break;
  return verifier.end();
}

/** The small trail as the lines of an export, without the manifest. */
export function sampleLines(): readonly SampleLine[] {
  const { chains, checkpoints } = sampleTrail();
  return [headerOf('trail'), ...checkpoints.flatMap(recordsOf), ...chains.flat()];
}
