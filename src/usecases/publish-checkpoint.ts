import type { Checkpoint } from '../contract/checkpoint';
import { toNote } from '../domain/audit/checkpoint-note';
import type { CheckpointEffect } from '../domain/handoff/effect';
import { toAdf, type AdfDocument } from '../domain/writeback/adf';
import { NO_FIELDS } from '../ports/jira';
import { PortError } from '../ports/port-error';
import { feedEntries } from './feed-entries';
import { settleOnSite } from './settle-on-site';
import type { World } from './world';
import { readAuditPolicy } from './write-checkpoint';

const inUtc = (at: string): string => `${at.slice(0, 16).replace('T', ' ')} UTC`;

/** A sentence for people, and the note of the C2SP tlog-checkpoint text, a line a paragraph. */
function commentOf({ index, from, to, chains, hash }: Checkpoint, { note }: CheckpointEffect): AdfDocument {
  const since = from === null ? 'the installation of the app' : inUtc(from);
  return toAdf([
    { kind: 'heading', text: `AI hand-off: audit checkpoint ${index}` },
    {
      kind: 'text',
      text: `It covers ${chains} ${chains === 1 ? 'chain' : 'chains'} of the audit trail that changed from ${since} to ${inUtc(to)}. Its hash is ${hash}.`,
    },
    {
      kind: 'text',
      text: `Keep this comment, best outside this site. To check the past against it, export the audit trail later and run audit:fsck: checkpoint ${index} in the export must have this hash.`,
    },
    ...toNote(note)
      .trimEnd()
      .split('\n')
      .map((text) => ({ kind: 'quote' as const, text })),
  ]);
}

/**
 * Lets a checkpoint leave the app's storage: one comment on the issue that policy names now, the feed when policy wants it,
 * and the entry of the result. True when that was stored; false when no issue is named any more. A repeat finds the comment
 * by its marker. Raises `not-visible` when the app cannot see the issue.
 */
export async function publishCheckpoint(world: World, effect: CheckpointEffect): Promise<boolean> {
  const audit = await readAuditPolicy(world);
  const checkpoint = await world.checkpoints.read(effect.checkpoint);
  if (audit?.checkpointIssueKey === undefined || audit.checkpointIssueKey === null || checkpoint === null)
    return false;
  const header = await world.jira.readHeader(audit.checkpointIssueKey, NO_FIELDS);
  if (header === null) throw new PortError('not-visible', 'The app cannot see the issue for checkpoints');
  const { id, key, projectType } = header.reading;
  const mark = { handoffId: `checkpoint-${checkpoint.index}`, purpose: 'checkpoint' };
  const commentId =
    (await world.jira.findMarkedComment(id, mark)) ??
    (await world.jira.addComment({ id, projectType }, commentOf(checkpoint, effect), {
      mark,
      audience: 'internal',
    }));
  if (audit.hasFeed) await feedEntries(world, id, checkpoint);
  await settleOnSite(
    world,
    { ...effect, status: 'done' },
    {
      event: 'checkpoint.published',
      role: 'checkpoint',
      policy: null,
      details: { checkpoint: checkpoint.index, issue: key, commentId },
    },
  );
  return true;
}
