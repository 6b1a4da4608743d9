import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import { without } from '../forms/order';
import { Picker } from '../forms/picker';
import { Problems } from '../forms/problems';
import { FieldName } from './field-name';

interface PlainInputProps {
  readonly title: string;
  readonly at: string;
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
}

/** Which fields carry an input whose values need no mapping, in order. */
export function PlainInput({ title, at, value, onChange }: PlainInputProps): ReactElement {
  return (
    <fieldset className="form-group">
      <legend>{title}</legend>
      {value.length === 0 && <p>No field carries it.</p>}
      <ol className="people">
        {value.map((field, index) => (
          <li key={field}>
            <span className="person-name">
              <FieldName field={field} />
            </span>
            <Button
              spacing="compact"
              appearance="subtle"
              aria-label={`Remove ${field} from ${title}`}
              onClick={() => onChange(without(value, index))}
            >
              Remove
            </Button>
          </li>
        ))}
      </ol>
      <Picker
        label={`Add a field for ${title.toLowerCase()}`}
        what="fields"
        onPick={({ id }) => {
          if (!value.includes(id)) onChange([...value, id]);
        }}
      />
      <Problems at={at} />
    </fieldset>
  );
}
