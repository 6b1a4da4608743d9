import { Checkbox } from '@atlaskit/checkbox';
import { useId, type ReactElement } from 'react';
import { Problems } from '../forms/problems';

interface HintedCheckboxProps {
  readonly label: string;
  readonly hint: string;
  readonly at: string;
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
}

/** Yes or no, with what it does under it. */
export function HintedCheckbox({ label, hint, at, value, onChange }: HintedCheckboxProps): ReactElement {
  const id = useId();
  return (
    <div className="form-field">
      <Checkbox
        label={label}
        isChecked={value}
        aria-describedby={id}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <p id={id} className="subtle">
        {hint}
      </p>
      <Problems at={at} />
    </div>
  );
}
