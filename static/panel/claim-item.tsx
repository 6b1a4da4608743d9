import type { ReactElement } from 'react';
import type { Claim } from '../../src/contract/output';
import { CitationButtons } from './citation-buttons';
import type { Reading } from './output-frame';

interface ClaimItemProps extends Reading {
  readonly claim: Claim;
}

/** One numbered claim with its citations; a struck one stays readable, with the reason. */
export function ClaimItem({ claim, ...reading }: ClaimItemProps): ReactElement {
  const { pointer, strike, onPoint, onStrike } = reading;
  const place = `claim-${claim.number}`;
  const isStruckHere = strike.includes(claim.number);
  const isStruck = claim.struck !== null || isStruckHere;
  return (
    <li value={claim.number} className="claim">
      {isStruck ? <del>{claim.text}</del> : <span>{claim.text}</span>}{' '}
      <CitationButtons place={place} citations={claim.citations} pointer={pointer} onPoint={onPoint} />
      {claim.struck !== null && <span className="struck-reason"> struck: {claim.struck}</span>}
      {claim.struck === null && onStrike !== undefined && (
        <button
          type="button"
          className="link strike"
          aria-pressed={isStruckHere}
          aria-label={`Strike claim ${claim.number}`}
          onClick={() => onStrike(claim.number)}
        >
          {isStruckHere ? 'struck by you, undo' : 'strike'}
        </button>
      )}
      {pointer?.place === place && reading.inlineSource}
    </li>
  );
}
