import type { CallInput, CallOutput } from '../contract/calls';
import { siteEntry } from './site-entry';
import { beginExport, nextPiece, type ExportJob, type ExportPiece } from './export-pieces';
import { fromCursor, toCursor } from './export-place';
import { visibleChains } from './visible-chains';
import type { Caller, World } from './world';

/** A page is full from so many lines on: under 2 MB, where an answer may have 5 (facts §2.1). */
const FULL = 1_000;
/** Time of one call; a resolver has 25 seconds (facts §2.1). */
const BUDGET_MS = 4_000;

type Input = CallInput<'oversight.export'>;

/** The export itself is an entry of the site's chain, before its first line. */
async function begin(world: World, caller: Caller, job: ExportJob): Promise<ExportPiece> {
  const { format, period } = job;
  const details = { what: 'audit trail', format, from: period.from, to: period.to };
  await world.audit.appendToSite(
    siteEntry(world, caller, { event: 'export.made', role: 'governance', policy: null, details }),
  );
  return beginExport(job, world.clock.now());
}

/**
 * The audit trail as a file, a page at a time. `jsonl`: canonical lines that `audit:fsck` verifies offline, in the order of
 * `nextPiece`; other formats: the entries with the names of their people. From and to are those of the hand-offs' requests; the
 * site's chain is whole in every export. What is there when the export begins belongs to it, whatever comes meanwhile.
 *
 * Chains of issues that the caller may not browse are left out and counted (AUT-03, LOG-09). Raises `invalid-input` for a
 * cursor that is none. Accounts are left to evidence bundles: references in `jsonl` lead to nobody.
 */
export async function exportTrail(
  world: World,
  caller: Caller,
  { format, from, to, cursor }: Input,
): Promise<CallOutput<'oversight.export'>> {
  const { audit, checkpoints, handoffs, registry, log } = world;
  const { jira } = caller;
  const job: ExportJob = {
    ...{ audit, checkpoints, registry, log, jira },
    what: 'trail',
    format,
    period: { from, to },
    visibleOf: (chains) => visibleChains({ audit, handoffs, viewer: jira }, chains),
  };
  const place = cursor === null ? null : fromCursor(cursor);
  const deadline = Date.parse(world.clock.now()) + BUDGET_MS;
  let piece = place === null ? await begin(world, caller, job) : await nextPiece(job, place);
  const lines = [...piece.lines];
  let { hidden, chains } = piece;
  while (piece.next !== null && lines.length < FULL && Date.parse(world.clock.now()) < deadline) {
    piece = await nextPiece(job, piece.next);
    lines.push(...piece.lines);
    hidden += piece.hidden;
    chains += piece.chains;
  }
  return { lines, hiddenCount: hidden, chains, cursor: piece.next === null ? null : toCursor(piece.next) };
}
