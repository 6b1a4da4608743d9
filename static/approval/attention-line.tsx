import type { ReactElement } from 'react';
import type { Attention } from '../../src/contract/handoff';
import { count } from '../elements/words';

/** What comes of an approval by somebody over a limit: the backup's turn, or a line in the record where there is none. */
export const overLimit = (backupName: string | null): string =>
  backupName === null
    ? 'There is no backup, so Approve counts, and the record says that you were over a limit.'
    : `Approve goes to ${backupName} instead, who decides about it. Reject and Escalate stay yours.`;

/** Where a reviewer stands against policy's limits on attention, in one calm line (U8). */
export function AttentionLine({ attention }: { readonly attention: Attention }): ReactElement {
  const { decisionsToday, approvalsInARow, quickInARow } = attention;
  return (
    <p className="subtle">
      {count(attention.words, 'word')} to read, at least {attention.minSeconds} s. You: {decisionsToday} of{' '}
      {count(attention.maxDecisionsPerDay, 'decision')} today, {approvalsInARow} of{' '}
      {attention.maxApprovalsInARow} approvals in a row, {quickInARow} of {attention.maxQuickInARow} quick
      ones.
    </p>
  );
}
