import Button from '@atlaskit/button/new';
import { useId, type ReactElement } from 'react';
import { Failure } from '../elements/failure';
import { count } from '../elements/words';
import { DaysFields } from './days-fields';
import { FORMATS, isFormat } from './export-formats';
import { isReversed } from './period';
import type { Export, ExportPlace } from './use-export';

interface ExportTrailProps {
  readonly exporting: Export;
}

function Wish({ exporting, isFixed }: ExportTrailProps & { readonly isFixed: boolean }): ReactElement {
  const { wish, setWish } = exporting;
  const id = useId();
  return (
    <>
      <div className="field-grid">
        <div>
          <label htmlFor={id}>Format</label>
          <select
            id={id}
            className="select"
            disabled={isFixed}
            aria-describedby={`${id}-use`}
            value={wish.format}
            onChange={({ target }) => isFormat(target.value) && setWish({ ...wish, format: target.value })}
          >
            {Object.entries(FORMATS).map(([format, { word }]) => (
              <option key={format} value={format}>
                {word}
              </option>
            ))}
          </select>
        </div>
        <DaysFields days={wish.days} isDisabled={isFixed} onChange={(days) => setWish({ ...wish, days })} />
      </div>
      <p id={`${id}-use`} className="subtle">
        {FORMATS[wish.format].use} Without dates it holds all times.
      </p>
    </>
  );
}

const soFar = ({ chains, lines }: ExportPlace): string =>
  `${count(chains, 'chain')}, ${count(lines, 'line')}`;

function outcome({ place, isRunning, failure }: Export): string {
  if (place === null || isRunning) return '';
  if (place.savedAs === null) {
    const why = failure === null ? 'Stopped' : 'Interrupted';
    return `${why} at ${soFar(place)}. What was read is kept while this page is open.`;
  }
  return `Exported ${count(place.lines, 'line')} of ${count(place.chains, 'chain')} as ${place.savedAs}; ${place.hiddenCount} not visible to you.`;
}

function Acts({ exporting }: ExportTrailProps): ReactElement {
  const { place, isRunning, wish } = exporting;
  if (isRunning) return <Button onClick={exporting.stop}>Cancel</Button>;
  if (place !== null && place.savedAs === null) {
    return (
      <>
        <Button appearance="primary" onClick={exporting.goOn}>
          Go on
        </Button>
        <Button appearance="subtle" onClick={exporting.drop}>
          Drop what was read
        </Button>
      </>
    );
  }
  return (
    <Button isDisabled={isReversed(wish.days)} onClick={exporting.begin}>
      Export
    </Button>
  );
}

/** **Export**: the trail that this person may see as one file, by format and period. */
export function ExportTrail({ exporting }: ExportTrailProps): ReactElement {
  const { place, isRunning, failure } = exporting;
  const isOpen = place !== null && place.savedAs === null;
  return (
    <section aria-labelledby="export-title" className="card stack-small">
      <h2 id="export-title" className="card-title">
        Take it out as a file
      </h2>
      <Wish exporting={exporting} isFixed={isOpen} />
      {isRunning && place !== null && (
        <>
          <progress className="progress" aria-label="Reading the export" />
          <p className="subtle">{soFar(place)}</p>
        </>
      )}
      <p role="status">{outcome(exporting)}</p>
      <Failure failure={isRunning ? null : failure} />
      <div className="row">
        <Acts exporting={exporting} />
      </div>
    </section>
  );
}
