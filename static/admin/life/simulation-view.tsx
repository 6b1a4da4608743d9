import Button from '@atlaskit/button/new';
import Spinner from '@atlaskit/spinner';
import type { ReactElement } from 'react';
import type { Simulation } from '../../../src/contract/policy-life';
import { Failure } from '../../elements/failure';
import { Moment } from '../../elements/moment';
import type { Walk } from '../../oversight/use-walk';
import { grouped } from '../../elements/words';
import { ReplayView } from './replay-view';
import type { SimulationPlace } from './use-simulation';

const READING: Readonly<Record<Simulation['phase'], string>> = {
  decisions: 'Deciding recorded decisions again',
  issues: 'Deciding active issues',
  done: 'Done',
};

function Progress({ simulation }: { readonly simulation: Simulation | null }): ReactElement {
  return (
    <p className="row" role="status">
      <Spinner size="small" label="" />
      {simulation === null
        ? 'Starting the simulation…'
        : `${READING[simulation.phase]}: ${grouped(simulation.done)} so far…`}
    </p>
  );
}

interface SimulationViewProps {
  readonly walk: Walk<SimulationPlace>;
  readonly revision: number;
  /** The finished simulation that stands with the draft, or null. */
  readonly finished: Simulation | null;
}

/** A simulation while it runs, where it was stopped, and what it found. */
export function SimulationView({ walk, revision, finished }: SimulationViewProps): ReactElement | null {
  const own = walk.place?.revision === revision ? walk.place : null;
  const goOn = (): void => walk.walk(own ?? { revision, restart: false, simulation: null });
  if (walk.isRunning) {
    return (
      <section aria-labelledby="simulation-title" className="card stack-small">
        <h2 id="simulation-title">Simulation</h2>
        <Progress simulation={own?.simulation ?? null} />
        <div>
          <Button onClick={walk.stop}>Cancel</Button>
        </div>
      </section>
    );
  }
  const isStopped = own !== null && own.simulation?.phase !== 'done';
  if (!isStopped && finished === null) return null;
  return (
    <section aria-labelledby="simulation-title" className="card stack">
      <h2 id="simulation-title">Simulation</h2>
      {isStopped && (
        <div className="stack-small">
          <Failure failure={walk.failure} onRetry={goOn} />
          {walk.failure === null && (
            <p role="status">
              Cancelled after {grouped(own.simulation?.done ?? 0)}. What was decided so far is kept.
            </p>
          )}
          <div>
            <Button onClick={goOn}>Go on simulating</Button>
          </div>
        </div>
      )}
      {!isStopped && finished !== null && (
        <>
          <p className="subtle" role="status">
            Against v{finished.baseVersion}, finished{' '}
            {finished.finishedAt !== null && <Moment at={finished.finishedAt} />}.
          </p>
          <ReplayView replay={finished.replay} />
          <div>
            <Button
              spacing="compact"
              onClick={() => walk.walk({ revision, restart: true, simulation: null })}
            >
              Simulate again
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
