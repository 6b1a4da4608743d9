import { Checkbox } from '@atlaskit/checkbox';
import type { ReactElement } from 'react';
import type { Choice } from './choice-field';
import { Problems } from './problems';

interface SeveralProps<V extends string> {
  readonly title: string;
  readonly choices: readonly Choice<V>[];
  readonly value: readonly V[];
  readonly at: string;
  readonly onChange: (value: V[]) => void;
}

/** Some of a closed list, in the list's own order. */
export function Several<V extends string>({
  title,
  choices,
  value,
  at,
  onChange,
}: SeveralProps<V>): ReactElement {
  const toggle = (one: V): void =>
    onChange(
      choices
        .map((choice) => choice.value)
        .filter((choice) => (choice === one ? !value.includes(one) : value.includes(choice))),
    );
  return (
    <fieldset className="form-group">
      <legend>{title}</legend>
      <div className="checks">
        {choices.map((choice) => (
          <Checkbox
            key={choice.value}
            label={choice.name}
            isChecked={value.includes(choice.value)}
            onChange={() => toggle(choice.value)}
          />
        ))}
      </div>
      <Problems at={at} />
    </fieldset>
  );
}
