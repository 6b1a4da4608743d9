import Button from '@atlaskit/button/new';
import Textfield from '@atlaskit/textfield';
import { useId, useState, type KeyboardEvent, type ReactElement } from 'react';
import { Chips } from './chips';
import { Problems } from './problems';

interface NamedListProps {
  readonly label: string;
  readonly hint?: string;
  readonly at: string;
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
}

/** Words that Jira has no list of: typed one by one. */
export function NamedList({ label, hint, at, value, onChange }: NamedListProps): ReactElement {
  const id = useId();
  const [text, setText] = useState('');
  const word = text.trim();
  const add = (): void => {
    if (word === '') return;
    if (!value.includes(word)) onChange([...value, word]);
    setText('');
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    add();
  };
  return (
    <div className="form-field">
      <label htmlFor={id}>{label}</label>
      <Chips
        name={label}
        items={value.map((name) => ({ id: name, name }))}
        onRemove={(name) => onChange(value.filter((one) => one !== name))}
      />
      <div className="field-row">
        <Textfield
          id={id}
          maxLength={120}
          value={text}
          onKeyDown={onKey}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button isDisabled={word === ''} aria-label={`Add to ${label}`} onClick={add}>
          Add
        </Button>
      </div>
      {hint !== undefined && <p className="subtle">{hint}</p>}
      <Problems at={at} isDeep />
    </div>
  );
}
