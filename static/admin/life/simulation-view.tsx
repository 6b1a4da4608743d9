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

interface RunningProps {
  readonly simulation: Simulation | null;
  readonly onCancel: () => void;
}

function Running({ simulation, onCancel }: RunningProps): ReactElement {
  return (
    <>
      <p className="row" role="status">
        <Spinner size="small" label="" />
        {simulation === null
          ? 'Starting the simulation…'
          : `${READING[simulation.phase]}: ${grouped(simulation.done)} so far…`}
      </p>
      <div>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </>
  );
}

interface StoppedProps {
  readonly walk: Walk<SimulationPlace>;
  readonly done: number;
  readonly onGoOn: () => void;
}

function Stopped({ walk, done, onGoOn }: StoppedProps): ReactElement {
  return (
    <div className="stack-small">
      <Failure failure={walk.failure} />
      {walk.failure === null && (
        <p role="status">Cancelled after {grouped(done)}. What was decided so far is kept.</p>
      )}
      <div>
        <Button onClick={onGoOn}>Go on simulating</Button>
      </div>
    </div>
  );
}

function Finished({
  simulation,
  onAgain,
}: {
  readonly simulation: Simulation;
  readonly onAgain: () => void;
}): ReactElement {
  return (
    <>
      <p className="subtle" role="status">
        Against v{simulation.baseVersion}, finished{' '}
        <Moment at={simulation.finishedAt ?? simulation.startedAt} />.
      </p>
      <ReplayView replay={simulation.replay} />
      <div>
        <Button spacing="compact" onClick={onAgain}>
          Simulate again
        </Button>
      </div>
    </>
  );
}

interface EndedProps {
  readonly walk: Walk<SimulationPlace>;
  readonly simulation: Simulation | null;
  readonly onBegin: (restart: boolean) => void;
}

function Ended({ walk, simulation, onBegin }: EndedProps): ReactElement {
  return simulation?.phase === 'done' ? (
    <Finished simulation={simulation} onAgain={() => onBegin(true)} />
  ) : (
    <Stopped walk={walk} done={simulation?.done ?? 0} onGoOn={() => onBegin(false)} />
  );
}

interface SimulationViewProps {
  readonly walk: Walk<SimulationPlace>;
  readonly revision: number;
  /** The newest simulation that stands with the draft, or null. */
  readonly newest: Simulation | null;
}

/** A simulation while it runs, where it was stopped, and what it found. */
export function SimulationView({ walk, revision, newest }: SimulationViewProps): ReactElement | null {
  const { isRunning, failure, place } = walk;
  const own = place?.revision === revision ? place.simulation : null;
  const latest = own ?? (failure === null ? newest : null);
  const begin = (restart: boolean): void => walk.walk({ revision, restart, simulation: null });
  if (!isRunning && failure === null && latest === null) return null;
  return (
    <section aria-labelledby="simulation-title" className="card stack-small">
      <h2 id="simulation-title">Simulation</h2>
      {isRunning ? (
        <Running simulation={own} onCancel={walk.stop} />
      ) : (
        <Ended walk={walk} simulation={latest} onBegin={begin} />
      )}
    </section>
  );
}
