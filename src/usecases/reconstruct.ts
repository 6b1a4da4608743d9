import type { AuditEntry } from '../contract/audit';
import type { CallInput, CallOutput } from '../contract/calls';
import type { Output } from '../contract/output';
import { withReview } from '../domain/writeback/comment';
import type { WholeHandoff } from '../ports/handoff-store';
import { readableEntry, readRows } from './chain-rows';
import { integrityOf } from './texts-of';
import { toView } from './view-handoff';
import { loadVisibleWhole } from './visible-handoffs';
import type { Caller, World } from './world';

/** The entries of a chain that can be read, in order; what is damaged is logged and left out. */
async function readEntries(world: World, chain: string): Promise<readonly AuditEntry[]> {
  const end = (await world.audit.heads([chain])).get(chain)?.nextIndex ?? 0;
  const entries: AuditEntry[] = [];
  for await (const placed of readRows(world.audit, chain, { from: 0, end })) {
    const entry = readableEntry(world.log, chain, placed);
    if (entry !== null) entries.push(entry);
  }
  return entries;
}

/** The engine's output with the reviewer's edits in it (`was` holds the engine's words) and without the strikes, which stand beside it. */
const inTheirWords = ({ handoff, output }: WholeHandoff): Output | null =>
  output === null || handoff.review === null
    ? output
    : withReview(output, { struck: [], edits: handoff.review.edits });

/**
 * What the reviewer of a hand-off saw: the sealed packet and the output with the reviewer's edits, with the verdict, its note and
 * the struck claims beside it, the comment as it was posted or would be, and for each text whether it is the one that the chain
 * names. Raises `not-found`, also for an issue that the caller may not browse.
 */
export async function reconstruct(
  world: World,
  caller: Caller,
  input: CallInput<'oversight.reconstruct'>,
): Promise<CallOutput<'oversight.reconstruct'>> {
  const whole = await loadVisibleWhole(world, caller, input.handoffId);
  const { review, erased } = whole.handoff;
  const entries = await readEntries(world, whole.handoff.id);
  const viewer = { accountId: caller.accountId, at: world.clock.now(), document: null };
  const [erasedAt] = [erased.packet, erased.output].filter((at) => at !== null).sort();
  return {
    view: { ...toView(whole, viewer), output: inTheirWords(whole) },
    review:
      review === null
        ? null
        : { by: review.by.displayName, at: review.at, verdict: review.verdict, note: review.note },
    struck: (review?.struck ?? []).map(({ number }) => number),
    integrity: [...integrityOf(whole, entries)],
    erasedAt: erasedAt ?? null,
  };
}
