import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import type { ChainReport } from '../../src/contract/audit';
import { Failure } from '../elements/failure';
import { Notice } from '../elements/notice';
import { Waiting } from '../elements/waiting';
import { count } from '../elements/words';
import { usePages, useWrite } from '../queries';
import { TrailEntry } from './trail-entry';

function Report({ report }: { readonly report: ChainReport }): ReactElement {
  if (report.firstBroken === null) {
    return (
      <Notice
        tone="success"
        title={`Verified: ${count(report.entries, 'entry', 'entries')} in ${count(report.chains, 'chain')}, every hash holds.`}
      />
    );
  }
  return (
    <Notice
      tone="danger"
      title={`The trail is broken at entry ${report.firstBroken.id}: ${report.firstBroken.why}`}
    >
      <p>Keep an export and tell a Jira admin: entries from there on cannot be relied on.</p>
    </Notice>
  );
}

function Verify({ handoffId }: { readonly handoffId: string }): ReactElement {
  const verify = useWrite('oversight.verify');
  const run = (): void => verify.mutate({ handoffId });
  return (
    <div className="stack-small">
      <div>
        <Button isLoading={verify.isPending} onClick={run}>
          Verify audit trail
        </Button>
      </div>
      <div role="status">{verify.data !== undefined && <Report report={verify.data} />}</div>
      <Failure failure={verify.error} onRetry={run} />
    </div>
  );
}

/** Every recorded step of one hand-off, oldest first, and the check that none was changed. */
export function Trail({ handoffId }: { readonly handoffId: string }): ReactElement {
  const trail = usePages(['oversight.trail', handoffId], (port, cursor) =>
    port.call('oversight.trail', { handoffId, cursor }),
  );
  const summary = trail.data?.pages[0]?.summary;
  const entries = trail.data?.pages.flatMap((page) => page.entries) ?? [];
  const people = trail.data?.pages.flatMap((page) => page.people) ?? [];
  return (
    <section aria-labelledby="trail-title" className="stack">
      <h2 id="trail-title">
        {summary === undefined ? 'Trail' : `${summary.issueKey} · ${summary.operationTitle}`}
      </h2>
      {summary === undefined && trail.error === null && <Waiting for="Reading the trail" lines={6} />}
      <Failure failure={trail.error} onRetry={() => void trail.refetch()} />
      {summary !== undefined && <Verify handoffId={handoffId} />}
      <ol className="timeline" aria-label="Trail">
        {entries.map((entry) => (
          <TrailEntry key={entry.id} entry={entry} people={people} />
        ))}
      </ol>
      {trail.hasNextPage && (
        <div>
          <Button isLoading={trail.isFetchingNextPage} onClick={() => void trail.fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
    </section>
  );
}
