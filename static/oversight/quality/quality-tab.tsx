import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import { Failure } from '../../elements/failure';
import { Inventory } from '../../elements/inventory';
import { count } from '../../elements/words';
import { DaysFields } from '../days-fields';
import { isReversed } from '../period';
import { QualityReport } from './quality-report';
import { reviewedInWords } from './quality-words';
import type { Quality, QualityPlace } from './use-quality';

interface QualityTabProps {
  readonly quality: Quality;
}

const soFar = ({ reviewed, found }: QualityPlace): string =>
  `${reviewedInWords(reviewed)}, ${count(found, 'correction')}`;

const isUnfinished = ({ place, isRunning }: Quality): boolean =>
  place !== null && !place.isWhole && !isRunning;

function standing(quality: Quality): string {
  const { place, failure } = quality;
  if (place === null || !isUnfinished(quality)) return '';
  const why = failure === null ? 'Stopped' : 'Interrupted';
  return `${why} at ${soFar(place)}. What was read is kept while this page is open.`;
}

function Acts({ quality }: QualityTabProps): ReactElement {
  if (quality.isRunning) return <Button onClick={quality.stop}>Cancel</Button>;
  if (isUnfinished(quality)) {
    return (
      <>
        <Button appearance="primary" onClick={quality.goOn}>
          Go on
        </Button>
        <Button appearance="subtle" onClick={quality.drop}>
          Drop what was read
        </Button>
      </>
    );
  }
  return (
    <Button appearance="primary" isDisabled={isReversed(quality.days)} onClick={quality.begin}>
      Make the report
    </Button>
  );
}

function Wish({ quality }: QualityTabProps): ReactElement {
  const { place, isRunning, failure } = quality;
  return (
    <section aria-labelledby="corrections-title" className="card stack-small">
      <h2 id="corrections-title" className="card-title">
        What is taken out of outputs, and why
      </h2>
      <p className="subtle">
        Reads every reviewed hand-off of a period: what guardrails struck, what reviewers struck or put in
        their own words, and what was rejected or escalated. Without dates it looks at all times.
      </p>
      <div className="field-grid">
        <DaysFields
          days={quality.days}
          isDisabled={isRunning || isUnfinished(quality)}
          onChange={quality.setDays}
        />
      </div>
      {isRunning && place !== null && (
        <>
          <progress className="progress" aria-label="Reading the corrections" />
          <p className="subtle">{soFar(place)}</p>
        </>
      )}
      <p role="status">{standing(quality)}</p>
      <Failure failure={isRunning ? null : failure} />
      <div className="row">
        <Acts quality={quality} />
      </div>
    </section>
  );
}

/** How good outputs are: what is repeatedly taken out or refused and why (R186-R189), and what produces them (R314). */
export function QualityTab({ quality }: QualityTabProps): ReactElement {
  const { place } = quality;
  return (
    <div className="stack tab-body">
      <Wish quality={quality} />
      {place?.isWhole === true && <QualityReport place={place} />}
      <Inventory call="oversight.inventory" />
    </div>
  );
}
