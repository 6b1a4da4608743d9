import Button from '@atlaskit/button/new';
import { useState, type ReactElement } from 'react';
import type { DraftView, PolicyDraft } from '../../../src/contract/policy-life';
import { AskOnce } from '../../elements/ask-once';
import { Failure } from '../../elements/failure';
import { Moment } from '../../elements/moment';
import { ShowMore } from '../../elements/show-more';
import { count } from '../../elements/words';
import { readAgain, usePages } from '../../queries';
import { PickedList } from '../forms/picked-list';
import { useNameOf } from '../work/editing';
import { addReplays } from './add-replays';
import { ReplayView } from './replay-view';
import type { Life } from './use-life';

interface CanaryProps {
  readonly view: DraftView;
  readonly life: Life;
}

/** Picks the projects in which an approved draft decides on trial. */
export function StartCanary({ view, life }: CanaryProps): ReactElement {
  const [projects, setProjects] = useState<string[]>([]);
  const { revision, review } = view.draft;
  const nameOf = useNameOf();
  return (
    <section aria-labelledby="canary-title" className="card stack-small">
      <h2 id="canary-title">Approved</h2>
      {review !== null && (
        <p>
          By {nameOf(review.by)} <Moment at={review.at} />
          {review.note === '' ? '.' : `: ${review.note}`}
        </p>
      )}
      <p>
        Publish it everywhere, or let it decide in some projects first and compare. A canary decides new
        hand-offs of its projects; everywhere else the policy in force goes on.
      </p>
      <PickedList
        title="Canary projects"
        add="Add a canary project"
        what="projects"
        keeps="id"
        at="canary.projects"
        value={projects}
        onChange={setProjects}
      />
      <Failure failure={life.startCanary.error} />
      <div className="row">
        <Button
          isDisabled={projects.length === 0}
          isLoading={life.startCanary.isPending}
          onClick={() => life.startCanary.mutate({ revision, projects })}
        >
          Start canary
        </Button>
        {projects.length === 0 && <span className="subtle">Pick a project first.</span>}
      </div>
    </section>
  );
}

/** What the trial decided beside what the policy in force would have decided, page by page. */
function Comparison({ revision }: { readonly revision: number }): ReactElement {
  const pages = usePages(['admin.compare-canary', String(revision)], (port, cursor) =>
    port.call('admin.compare-canary', { revision, cursor }),
  );
  const replays = pages.data?.pages.map(({ replay }) => replay) ?? [];
  const [first, ...rest] = replays;
  const replay = first === undefined ? null : rest.reduce(addReplays, first);
  return (
    <div className="stack-small">
      <Failure failure={pages.error} onRetry={() => readAgain(pages)} />
      {pages.isPending && <p role="status">Comparing…</p>}
      {replay?.decisions.after.total === 0 && <p>The trial has decided nothing yet.</p>}
      {replay !== null && replay.decisions.after.total > 0 && <ReplayView replay={replay} />}
      <div className="row">
        <ShowMore
          hasMore={pages.hasNextPage}
          isReading={pages.isFetchingNextPage}
          onMore={() => void pages.fetchNextPage()}
        />
        <Button spacing="compact" isLoading={pages.isRefetching} onClick={() => void pages.refetch()}>
          Compare again
        </Button>
      </div>
    </div>
  );
}

interface RunningCanaryProps extends CanaryProps {
  readonly canary: NonNullable<PolicyDraft['canary']>;
}

/** A draft on trial: where, since when, what it decided otherwise, and the way to end it. */
export function RunningCanary({ view, life, canary }: RunningCanaryProps): ReactElement {
  const { revision } = view.draft;
  const nameOf = useNameOf();
  return (
    <section aria-labelledby="canary-title" className="card stack">
      <div className="stack-small">
        <h2 id="canary-title">Canary</h2>
        <p>
          v{canary.version} decides in {count(canary.projects.length, 'project')} (
          {canary.projects.join(', ')}) since <Moment at={canary.since} />, started by {nameOf(canary.by)}.
        </p>
      </div>
      <Comparison revision={revision} />
      <Failure failure={life.stopCanary.error} />
      <AskOnce
        action="Stop canary"
        question="Stop the canary? Its projects go back to the policy in force for new hand-offs; the draft stays approved."
        confirm="Stop"
        isBusy={life.stopCanary.isPending}
        onConfirm={() => life.stopCanary.mutate({ revision })}
      />
    </section>
  );
}
