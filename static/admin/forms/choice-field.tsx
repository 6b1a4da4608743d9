import { useId, type ReactElement } from 'react';
import { Problems } from './problems';

export interface Choice<V extends string> {
  readonly value: V;
  readonly name: string;
}

interface ChoiceFieldProps<V extends string> {
  readonly label: string;
  readonly hint?: string;
  readonly choices: readonly Choice<V>[];
  readonly value: V;
  readonly at?: string;
  readonly onChange: (value: V) => void;
}

/** One of a closed list. */
export function ChoiceField<V extends string>({
  label,
  hint,
  choices,
  value,
  at,
  onChange,
}: ChoiceFieldProps<V>): ReactElement {
  const id = useId();
  const choose = (text: string): void => {
    const chosen = choices.find((choice) => choice.value === text);
    if (chosen !== undefined) onChange(chosen.value);
  };
  return (
    <div className="form-field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="select"
        value={value}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => choose(event.target.value)}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.name}
          </option>
        ))}
      </select>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="subtle">
          {hint}
        </p>
      )}
      {at !== undefined && <Problems at={at} />}
    </div>
  );
}
