import { Checkbox } from '@atlaskit/checkbox';
import type { ReactElement } from 'react';
import type { Quorum } from '../../../src/contract/policy-people';
import { ChoiceField } from '../forms/choice-field';
import { Problems } from '../forms/problems';
import { asking, inOrder, needing, quorumInWords } from './quorum';

/** The bounds of the contract. */
const COUNTS = ['1', '2', '3', '4', '5'] as const;
const CHOICES = COUNTS.map((value) => ({ value, name: value }));

const countOf = (number: number): (typeof COUNTS)[number] =>
  COUNTS.find((count) => count === String(number)) ?? '1';

interface QuorumFieldProps {
  /** The role in words: “Incident commander”. */
  readonly role: string;
  readonly at: string;
  readonly value: Quorum;
  readonly onChange: (value: Quorum) => void;
}

/** How many of how many approve, and whether they are asked in order; the fields follow each other, so that they never contradict. */
export function QuorumField({ role, at, value, onChange }: QuorumFieldProps): ReactElement {
  return (
    <fieldset className="form-group">
      <legend>{`How many approve as ${role}`}</legend>
      <div className="field-row">
        <ChoiceField
          label="Approvals needed"
          choices={CHOICES}
          value={countOf(value.needed)}
          at={`${at}.needed`}
          onChange={(needed) => onChange(needing(value, Number(needed)))}
        />
        <ChoiceField
          label="People asked"
          choices={CHOICES}
          value={countOf(value.of)}
          at={`${at}.of`}
          onChange={(of) => onChange(asking(value, Number(of)))}
        />
      </div>
      <Checkbox
        label="Ask in order: each when the one before has approved"
        isChecked={value.isInOrder}
        onChange={(event) => onChange(inOrder(value, event.currentTarget.checked))}
      />
      <p role="status" className="subtle">
        {quorumInWords(value)}
      </p>
      <Problems at={at} />
    </fieldset>
  );
}
