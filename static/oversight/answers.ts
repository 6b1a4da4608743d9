import type { AuditEntry, AuditEvent, DetailsOf } from '../../src/contract/audit';

/** A person's act without which the output would not have gone out. */
export interface Release {
  readonly entryId: string;
  readonly ref: string;
  readonly role: string;
  readonly did: string;
  /** When the person decided, ISO 8601. */
  readonly at: string;
}

function releaseIn(entry: AuditEntry): Omit<Release, 'entryId' | 'ref' | 'role'> | null {
  if (entry.event === 'output.reviewed' && entry.details.verdict === 'accept') {
    return { did: 'accepted the output', at: entry.at };
  }
  if (entry.event === 'approval.decided' && entry.details.verdict === 'approve') {
    const what = entry.details.gate === 'run' ? 'the run' : 'the use of the output';
    return { did: `approved ${what}`, at: entry.details.decidedAt };
  }
  return null;
}

/** Who let an output out, in order: its reviewer and the approvers of its gates. Acts that did not count are not in it. */
export const releasesIn = (entries: readonly AuditEntry[]): readonly Release[] =>
  entries.flatMap((entry) => {
    const release = releaseIn(entry);
    return release === null || entry.actor.kind === 'app'
      ? []
      : [{ ...release, entryId: entry.id, ref: entry.actor.ref, role: entry.actor.role }];
  });

const isOf =
  <E extends AuditEvent>(event: E) =>
  (entry: AuditEntry): entry is Extract<AuditEntry, { readonly event: E }> =>
    entry.event === event;

/** What was posted where and when, or null. */
export const postedIn = (
  entries: readonly AuditEntry[],
): { readonly commentId: string; readonly at: string } | null => {
  const done = entries.filter(isOf('writeback.done')).at(-1);
  return done === undefined ? null : { commentId: done.details.commentId, at: done.at };
};

/** What an output rests on, as its run recorded it. */
export type Evidence = DetailsOf<'run.finished'> & Pick<AuditEntry, 'seal' | 'versions'>;

/** The evidence of the last run that finished, or null. */
export function evidenceIn(entries: readonly AuditEntry[]): Evidence | null {
  const run = entries.filter(isOf('run.finished')).at(-1);
  return run === undefined ? null : { ...run.details, seal: run.seal, versions: run.versions };
}
