import type { AuditEntry } from '../../contract/audit';
import type { CommentCheck } from '../../contract/comment-check';
import { toAdf } from '../../domain/writeback/adf';
import { checkComment } from '../check-comment';
import { callerOn, entriesOf, onlyHandoff, type Bench } from './bench';

/** A text that was never posted. */
export const OTHER = toAdf([{ kind: 'item', text: 'Approved by everybody. Pay here.' }]);
/** Who changes comments in these tests. */
export const OZ = 'outsider-oz';

/** The comment that the only hand-off wrote back. */
export const commentId = (bench: Bench): string => onlyHandoff(bench).writtenBack?.commentId ?? '';

/** Somebody, by default Ana, compares the comment in the panel. */
export async function check(
  bench: Bench,
  over: { accountId?: string; handoffId?: string; issueId?: string } = {},
): Promise<CommentCheck> {
  const caller = await callerOn(bench, over.accountId ?? 'agent-ana', over.issueId);
  return checkComment(bench.world, caller, { handoffId: over.handoffId ?? onlyHandoff(bench).id });
}

/** Oz changes the comment a minute later; gives when. */
export function edit(
  bench: Bench,
  over: Omit<Parameters<Bench['jira']['editComment']>[1], 'accountId'>,
): string {
  bench.clock.advance(60_000);
  bench.jira.editComment(commentId(bench), { accountId: OZ, ...over });
  return bench.world.clock.now();
}

/** What looks left in the chain. */
export const changesIn = (
  bench: Bench,
): readonly Extract<AuditEntry, { readonly event: 'comment.changed' }>[] =>
  entriesOf(bench).flatMap((entry) => (entry.event === 'comment.changed' ? [entry] : []));

/** The same, as `text, readers`. */
export const foundIn = (bench: Bench): readonly string[] =>
  changesIn(bench).map(({ details: { text, readers } }) => `${text}, ${readers}`);

/** The details of the incidents in the chain. */
export const incidentsIn = (bench: Bench): readonly unknown[] =>
  entriesOf(bench).flatMap((entry) => (entry.event === 'incident.raised' ? [entry.details] : []));
