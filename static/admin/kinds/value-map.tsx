import Button from '@atlaskit/button/new';
import Textfield from '@atlaskit/textfield';
import { useId, useState, type ReactElement } from 'react';
import { ChoiceField, type Choice } from '../forms/choice-field';

interface ValueMapProps<V extends string> {
  /** What is mapped, for accessible names: “Severity from Priority”. */
  readonly name: string;
  readonly choices: readonly Choice<V>[];
  readonly values: Readonly<Record<string, V>>;
  readonly onChange: (values: Record<string, V>) => void;
}

/** Which value of a Jira field means what. */
export function ValueMap<V extends string>({
  name,
  choices,
  values,
  onChange,
}: ValueMapProps<V>): ReactElement {
  const id = useId();
  const [text, setText] = useState('');
  const word = text.trim();
  const first = choices[0]?.value;
  const add = (): void => {
    if (word === '' || first === undefined) return;
    onChange({ ...values, [word]: values[word] ?? first });
    setText('');
  };
  return (
    <div className="stack-small">
      <ul className="plain-list value-map" aria-label={name}>
        {Object.entries(values).map(([value, meaning]) => (
          <li key={value} className="field-row">
            <ChoiceField
              label={`“${value}” means`}
              choices={choices}
              value={meaning}
              onChange={(next) => onChange({ ...values, [value]: next })}
            />
            <Button
              spacing="compact"
              appearance="subtle"
              aria-label={`Remove value ${value}`}
              onClick={() =>
                onChange(Object.fromEntries(Object.entries(values).filter(([one]) => one !== value)))
              }
            >
              Remove
            </Button>
          </li>
        ))}
      </ul>
      <div className="form-field">
        <label htmlFor={id}>{`Value of the field, for ${name}`}</label>
        <div className="field-row">
          <Textfield
            id={id}
            maxLength={120}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Button isDisabled={word === ''} aria-label={`Add value to ${name}`} onClick={add}>
            Add
          </Button>
        </div>
      </div>
    </div>
  );
}
