import type { ReactElement, RefObject } from 'react';
import type { ClaimReason } from '../../src/contract/vocabulary';
import { CLAIM_REASONS } from '../elements/output-words';
import { keysOf } from '../elements/words';

interface ClaimReasonFieldProps {
  readonly id: string;
  readonly value: ClaimReason | null;
  readonly focused?: RefObject<HTMLSelectElement>;
  readonly onChange: (reason: ClaimReason | null) => void;
}

const REASONS: readonly ClaimReason[] = keysOf(CLAIM_REASONS);

/** Why a claim is struck or changed: one of a list, so that it can be counted. */
export function ClaimReasonField({ id, value, focused, onChange }: ClaimReasonFieldProps): ReactElement {
  return (
    <>
      <label htmlFor={id}>Reason</label>
      <select
        id={id}
        className="select"
        ref={focused}
        value={value ?? ''}
        onChange={({ target }) => onChange(REASONS.find((reason) => reason === target.value) ?? null)}
      >
        <option value="">Choose a reason</option>
        {REASONS.map((reason) => (
          <option key={reason} value={reason}>
            {CLAIM_REASONS[reason]}
          </option>
        ))}
      </select>
    </>
  );
}
