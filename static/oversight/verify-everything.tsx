import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import type { Verification } from '../../src/contract/trail';
import { Failure } from '../elements/failure';
import { Moment } from '../elements/moment';
import { Waiting } from '../elements/waiting';
import { count, grouped } from '../elements/words';
import { useRead } from '../queries';
import type { VerifyAll } from './use-verify-all';
import { WalkReport } from './walk-report';

const ofChains = ({ chains, totalChains }: Verification): string =>
  `${grouped(chains)} of ${count(totalChains, 'chain')}`;

function Progress({ verification }: { readonly verification: Verification | null }): ReactElement {
  // A bar without a value says that nobody knows yet how much there is.
  const known = verification !== null && verification.totalChains > 0 ? verification : null;
  return (
    <>
      <progress
        className="progress"
        aria-label="Chains verified"
        {...(known === null ? {} : { max: known.totalChains, value: known.chains })}
      />
      <p className="subtle">
        {known === null
          ? 'Counting the chains…'
          : `${ofChains(known)} · ${count(known.entries, 'entry', 'entries')} · ${count(known.checkpoints, 'checkpoint')}`}
      </p>
    </>
  );
}

/** What the last walk came to: where it stopped, or what it found and when. */
function Standing({ verification }: { readonly verification: Verification | null }): ReactElement | null {
  if (verification === null) return <p className="subtle">The whole trail was not verified here yet.</p>;
  const { startedAt, finishedAt, by } = verification;
  if (finishedAt === null) {
    return (
      <p>
        Stopped at {ofChains(verification)}, started by {by} <Moment at={startedAt} />. It goes on from there.
      </p>
    );
  }
  return (
    <>
      <WalkReport report={verification} />
      <p className="subtle">
        Finished <Moment at={finishedAt} />, started by {by}
      </p>
    </>
  );
}

function Acts({
  verifyAll,
  isUnfinished,
}: {
  readonly verifyAll: VerifyAll;
  readonly isUnfinished: boolean;
}): ReactElement {
  if (verifyAll.isRunning) return <Button onClick={verifyAll.stop}>Cancel</Button>;
  if (!isUnfinished) {
    return (
      <Button appearance="primary" onClick={verifyAll.startOver}>
        Verify audit trail
      </Button>
    );
  }
  return (
    <>
      <Button appearance="primary" onClick={verifyAll.verify}>
        Go on
      </Button>
      <Button appearance="subtle" onClick={verifyAll.startOver}>
        Start over
      </Button>
    </>
  );
}

/** The walk over every chain and checkpoint: its progress, where it stopped, and what it found. */
export function VerifyEverything({ verifyAll }: { readonly verifyAll: VerifyAll }): ReactElement {
  const { isRunning, failure } = verifyAll;
  const { data, error, refetch } = useRead('oversight.verification', {}, { enabled: !isRunning });
  const verification = data?.verification ?? null;
  const isUnfinished = verification !== null && verification.finishedAt === null;
  return (
    <section aria-labelledby="verify-title" className="card stack-small">
      <h2 id="verify-title" className="card-title">
        Verify everything
      </h2>
      <p className="subtle">Recomputes every hash of every chain and checkpoint of this site.</p>
      {isRunning && <Progress verification={verification} />}
      {!isRunning && data === undefined && error === null && (
        <Waiting for="Looking where the last walk stands" lines={1} />
      )}
      <div role="status">{!isRunning && data !== undefined && <Standing verification={verification} />}</div>
      <Failure failure={isRunning ? null : failure} onRetry={verifyAll.retry} />
      {failure === null && <Failure failure={isRunning ? null : error} onRetry={() => void refetch()} />}
      <div className="row">
        <Acts verifyAll={verifyAll} isUnfinished={isUnfinished} />
      </div>
    </section>
  );
}
