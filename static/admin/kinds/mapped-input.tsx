import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import type { Choice } from '../forms/choice-field';
import { earlier, without, withAt } from '../forms/order';
import { Picker } from '../forms/picker';
import { Problems } from '../forms/problems';
import { FieldName } from './field-name';
import { ValueMap } from './value-map';

interface Mapped<V extends string> {
  field: string;
  values: Record<string, V>;
}

interface MappedInputProps<V extends string> {
  readonly title: string;
  readonly at: string;
  readonly choices: readonly Choice<V>[];
  readonly value: readonly Mapped<V>[];
  readonly onChange: (value: Mapped<V>[]) => void;
}

/** Which fields carry one input, in order, and what their values mean: the first that holds a mapped value wins. */
export function MappedInput<V extends string>(props: MappedInputProps<V>): ReactElement {
  const { title, at, choices, value, onChange } = props;
  const add = (field: string): void => {
    if (!value.some((one) => one.field === field)) onChange([...value, { field, values: {} }]);
  };
  return (
    <fieldset className="form-group">
      <legend>{title}</legend>
      {value.length === 0 && <p>No field carries it, so it is unknown unless a kind assumes it.</p>}
      {value.map((mapped, index) => (
        <div key={mapped.field} className="in-form stack-small">
          <div className="row spread">
            <span className="strong">
              <FieldName field={mapped.field} />
            </span>
            <span className="row">
              {index > 0 && (
                <Button
                  spacing="compact"
                  appearance="subtle"
                  aria-label={`Up: ${mapped.field} for ${title}`}
                  onClick={() => onChange(earlier(value, index))}
                >
                  Up
                </Button>
              )}
              <Button
                spacing="compact"
                appearance="subtle"
                aria-label={`Remove ${mapped.field} from ${title}`}
                onClick={() => onChange(without(value, index))}
              >
                Remove
              </Button>
            </span>
          </div>
          <ValueMap
            name={`${title} from ${mapped.field}`}
            choices={choices}
            values={mapped.values}
            onChange={(values) => onChange(withAt(value, index, { ...mapped, values }))}
          />
          <Problems at={`${at}.${index}.values`} />
          <Problems at={`${at}.${index}`} />
        </div>
      ))}
      <Picker label={`Add a field for ${title.toLowerCase()}`} what="fields" onPick={({ id }) => add(id)} />
      <Problems at={at} />
    </fieldset>
  );
}
