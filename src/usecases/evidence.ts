import type { ExportRecord } from '../contract/checkpoint';
import type { CallInput, CallOutput } from '../contract/calls';
import { ExportTally } from '../domain/audit/export-tally';
import { toCanonicalJson } from '../domain/canonical/canonical';
import type { WholeHandoff } from '../ports/handoff-store';
import { siteEntry } from './site-entry';
import { entryAt, readRows, toLine } from './chain-rows';
import { assertGovernance } from './governance';
import { proveCoverage } from './prove-coverage';
import { textsOf } from './texts-of';
import { loadPeople, accountsOf, refsOf } from './trail-people';
import { loadOwn } from './view-handoff';
import { loadVisibleWhole } from './visible-handoffs';
import type { Caller, IssueCaller, World } from './world';

type File = CallOutput<'oversight.bundle'>;

/** A file in the making: its lines, and the tally that its manifest states. */
class Lines {
  readonly lines: string[] = [];
  private readonly tally = new ExportTally();

  add(record: ExportRecord): void {
    const line = toCanonicalJson(record);
    this.tally.addRecord(record.record, line);
    this.lines.push(line);
  }

  /** A stored row; what is no entry stands there as it is, and fails where the file is verified. */
  addRow(chain: string, placed: { readonly index: number; readonly row: unknown }): void {
    const entry = entryAt(chain, placed);
    if (entry !== null) this.tally.addEntry(entry);
    this.lines.push(toLine(placed.row));
  }

  end(): string[] {
    return [...this.lines, toCanonicalJson(this.tally.manifest(0))];
  }
}

/** Packet and texts with the salt that keys their HMACs; erased ones and empty ones are left out. */
function* textRecords(whole: WholeHandoff, texts: ReturnType<typeof textsOf>): Generator<ExportRecord> {
  const { handoff, packet } = whole;
  const { id: chain, salt } = handoff;
  if (handoff.erased.packet === null) yield { record: 'packet', chain, packet: { ...packet } };
  for (const { name, text } of texts)
    if (salt !== null && text !== '') yield { record: 'body', chain, name, salt, text };
}

async function makeBundle(world: World, caller: Caller, whole: WholeHandoff): Promise<File> {
  const { handoff } = whole;
  const { id: chain } = handoff;
  const end = (await world.audit.heads([chain])).get(chain)?.nextIndex ?? 0;
  const rows = [];
  for await (const placed of readRows(world.audit, chain, { from: 0, end }))
    if (placed.row !== null) rows.push(placed);
  const entries = rows.flatMap((placed) => entryAt(chain, placed) ?? []);
  const { checkpoints, proof } = await proveCoverage(world.checkpoints, entries);
  const people = await loadPeople(refsOf(entries), {
    registry: world.registry,
    jira: caller.jira,
    known: accountsOf(handoff),
  });
  const file = new Lines();
  const at = world.clock.now();
  file.add({ record: 'export', specVersion: 2, what: 'bundle', at, from: null, to: null });
  for (const checkpoint of checkpoints) file.add({ record: 'checkpoint', checkpoint });
  for (const placed of rows) file.addRow(chain, placed);
  if (proof !== null) file.add(proof);
  for (const record of textRecords(whole, textsOf(whole, entries))) file.add(record);
  for (const { ref, accountId, displayName } of people)
    if (accountId !== null)
      file.add({ record: 'actor', ref, accountId, displayName: displayName.slice(0, 200) });
  return { name: `evidence-${handoff.issue.key}-${chain}.jsonl`, lines: file.end() };
}

/** The export is an entry of the site's chain before anything is given out. */
async function recordExport(world: World, caller: Caller, handoffId: string): Promise<void> {
  const details = { what: `evidence of ${handoffId}`, format: 'jsonl', from: null, to: null };
  await world.audit.appendToSite(
    siteEntry(world, caller, { event: 'export.made', role: 'governance', policy: null, details }),
  );
}

/**
 * Everything about one hand-off in one file that `audit:fsck` verifies offline: its chain, the proof that a checkpoint saw it,
 * the sealed packet, the texts with their salt, and the people behind references. Texts and people that were erased are left
 * out. Raises `not-found`, also for an issue that the caller may not browse.
 */
export async function bundleEvidence(
  world: World,
  caller: Caller,
  input: CallInput<'oversight.bundle'>,
): Promise<File> {
  const whole = await loadVisibleWhole(world, caller, input.handoffId);
  await recordExport(world, caller, whole.handoff.id);
  return makeBundle(world, caller, whole);
}

/**
 * The same from the issue that the caller stands on; another issue's hand-off is `not-found`. Raises `not-permitted` for
 * somebody whom the policy does not name as governance.
 */
export async function bundleOwnEvidence(
  world: World,
  caller: IssueCaller,
  input: CallInput<'panel.evidence'>,
): Promise<File> {
  await assertGovernance(world, caller);
  const whole = await loadOwn(world, caller, input.handoffId);
  await recordExport(world, caller, whole.handoff.id);
  return makeBundle(world, caller, whole);
}
