import type { ReactElement } from 'react';
import type { ChainReport } from '../../src/contract/trail';
import { Notice } from '../elements/notice';
import { count } from '../elements/words';

const checkpointsIn = ({ checkpoints }: ChainReport): string =>
  checkpoints === 0 ? '' : ` and ${count(checkpoints, 'checkpoint')}`;

/** What walking found: what holds, or the first entry that does not. */
export function WalkReport({ report }: { readonly report: ChainReport }): ReactElement {
  const { firstBroken } = report;
  if (firstBroken === null) {
    return (
      <Notice
        tone="success"
        title={`Verified: ${count(report.entries, 'entry', 'entries')} in ${count(report.chains, 'chain')}${checkpointsIn(report)}, every hash holds.`}
      />
    );
  }
  return (
    <Notice tone="danger" title={`The trail is broken at entry ${firstBroken.id}: ${firstBroken.why}`}>
      <p>Keep an export and tell a Jira admin: entries from there on cannot be relied on.</p>
    </Notice>
  );
}
