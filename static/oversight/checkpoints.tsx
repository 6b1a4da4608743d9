import type { ReactElement } from 'react';
import type { Checkpoint, Publication } from '../../src/contract/checkpoint';
import { Disclosure } from '../elements/disclosure';
import { IssueLink } from '../elements/issue-link';
import { exactTime } from '../elements/relative-time';
import { Failure } from '../elements/failure';
import { ShowMore } from '../elements/show-more';
import { StepHeading } from '../elements/step-heading';
import { Waiting } from '../elements/waiting';
import { count, grouped } from '../elements/words';
import { readAgain, usePages } from '../queries';

function Hashes({ checkpoint }: { readonly checkpoint: Checkpoint }): ReactElement {
  const hashes = [
    ['Root', checkpoint.root],
    ['Hash', checkpoint.hash],
    ['Checkpoint before', checkpoint.prevCheckpointHash],
    [`History of ${checkpoint.history.size}`, checkpoint.history.root],
  ] as const;
  return (
    <dl className="facts breakable">
      {hashes.map(([name, hash]) => (
        <div key={name} className="fact">
          <dt>{name}</dt>
          <dd>
            <code>{hash}</code>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function WayOut({ publication }: { readonly publication: Publication | undefined }): ReactElement {
  if (publication === undefined) return <>Not published: its hash stands in the app’s storage only.</>;
  const { issue, commentId, at } = publication;
  return (
    <>
      Published on <IssueLink issueKey={issue} /> as comment {commentId}, {exactTime(at)}
    </>
  );
}

interface ItemProps {
  readonly checkpoint: Checkpoint;
  readonly publication: Publication | undefined;
}

function CheckpointItem({ checkpoint, publication }: ItemProps): ReactElement {
  const { index, from, to, chains, root } = checkpoint;
  return (
    <li className="stack-small">
      <p className="row">
        <span className="strong">Checkpoint {grouped(index)}</span>
        <span>
          {chains === 0 ? 'nothing happened' : `${count(chains, 'chain')} moved`} · root{' '}
          <code title={root}>{`${root.slice(0, 8)}…${root.slice(-8)}`}</code>
        </span>
      </p>
      <p className="subtle">
        {from === null ? `From the beginning to ${exactTime(to)}` : `${exactTime(from)} to ${exactTime(to)}`}
      </p>
      <p className="subtle">
        <WayOut publication={publication} />
      </p>
      <Disclosure title={`Hashes of checkpoint ${grouped(index)}`}>
        <Hashes checkpoint={checkpoint} />
      </Disclosure>
    </li>
  );
}

/** The checkpoints, newest first: which period each covers, and the root that all chains of it came to. */
export function Checkpoints(): ReactElement {
  const pages = usePages(['oversight.checkpoints'], (port, cursor) =>
    port.call('oversight.checkpoints', { cursor }),
  );
  const checkpoints = pages.data?.pages.flatMap((page) => page.checkpoints);
  const publications = pages.data?.pages.flatMap((page) => page.publications) ?? [];
  return (
    <section aria-labelledby="checkpoints-title" className="stack">
      <StepHeading id="checkpoints-title" text="Checkpoints" takesFocus={false} />
      <p className="subtle">
        Each names the one before it. A root that was kept elsewhere proves that nothing before it was
        rewritten.
      </p>
      {checkpoints === undefined && pages.error === null && (
        <Waiting for="Reading the checkpoints" lines={6} />
      )}
      {checkpoints?.length === 0 && <p>There is no checkpoint yet; one is made every day.</p>}
      {checkpoints !== undefined && checkpoints.length > 0 && (
        <ol className="plain-list ruled-list" aria-label="Checkpoints, newest first">
          {checkpoints.map((checkpoint) => (
            <CheckpointItem
              key={checkpoint.index}
              checkpoint={checkpoint}
              publication={publications.find((one) => one.checkpoint === checkpoint.index)}
            />
          ))}
        </ol>
      )}
      <Failure failure={pages.error} onRetry={() => readAgain(pages)} />
      <ShowMore
        hasMore={pages.hasNextPage}
        isReading={pages.isFetchingNextPage}
        onMore={() => void pages.fetchNextPage()}
      />
    </section>
  );
}
