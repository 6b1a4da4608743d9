import type { ReactElement } from 'react';
import { Chips } from './chips';
import { Picker, type Findable, type Found } from './picker';
import { Problems } from './problems';

interface PickedListProps {
  readonly title: string;
  readonly add: string;
  readonly what: Findable;
  readonly at: string;
  readonly value: readonly string[];
  /** What of a found option the document keeps: its id or its name. */
  readonly keeps: 'id' | 'name';
  readonly nameOf?: (value: string) => string;
  readonly onFound?: (found: Found) => void;
  readonly onChange: (value: string[]) => void;
}

/** Things of Jira, picked by name. */
export function PickedList(props: PickedListProps): ReactElement {
  const { title, value, keeps, nameOf = (one: string) => one, onChange } = props;
  const add = (found: Found): void => {
    props.onFound?.(found);
    if (!value.includes(found[keeps])) onChange([...value, found[keeps]]);
  };
  return (
    <div className="stack-small">
      {value.length > 0 && (
        <p className="field-title" aria-hidden="true">
          {title}
        </p>
      )}
      <Chips
        name={title}
        items={value.map((one) => ({ id: one, name: nameOf(one) }))}
        onRemove={(gone) => onChange(value.filter((one) => one !== gone))}
      />
      <Picker label={props.add} what={props.what} onPick={add} />
      <Problems at={props.at} />
    </div>
  );
}
