import TextArea from '@atlaskit/textarea';
import Textfield from '@atlaskit/textfield';
import { useId, useState, type ReactElement } from 'react';
import { isSame } from '../work/same';
import { useProblemsAt } from '../work/editing';
import { Problems } from './problems';

/** How a value is typed: its text, and the value of a text, or why it is none. */
export interface Notation<T> {
  readonly toText: (value: T) => string;
  readonly read: (text: string) => { readonly value: T } | { readonly fault: string };
}

interface TypedFieldProps<T> {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly at: string;
  readonly notation: Notation<T>;
  readonly value: T;
  readonly isLong?: boolean;
  /** Whether what is wrong with the place's parts stands here too: a list that is typed in one field. */
  readonly hasParts?: boolean;
  readonly type?: 'text' | 'date' | 'time' | 'datetime-local';
  readonly onChange: (value: T) => void;
}

/**
 * A value of the document that is typed as text. What cannot be read is shown as wrong and stays out of the document, which
 * keeps the value before it.
 */
export function TypedField<T>(props: TypedFieldProps<T>): ReactElement {
  const { label, hint, at, notation, value, type = 'text', hasParts = false, onChange } = props;
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const read = typed === null ? null : notation.read(typed);
  const fault = read !== null && 'fault' in read ? read.fault : null;
  const isOwn = fault !== null || (read !== null && 'value' in read && isSame(read.value, value));
  const isWrong = useProblemsAt(at).some(({ level }) => level === 'error') || fault !== null;
  const take = (text: string): void => {
    setTyped(text);
    const next = notation.read(text);
    if ('value' in next) onChange(next.value);
  };
  const shared = {
    id,
    value: isOwn && typed !== null ? typed : notation.toText(value),
    isInvalid: isWrong,
    'aria-describedby': `${id}-hint ${id}-problems`,
  };
  return (
    <div className="form-field">
      <label htmlFor={id}>{label}</label>
      {props.isLong === true ? (
        <TextArea {...shared} minimumRows={2} onChange={(event) => take(event.currentTarget.value)} />
      ) : (
        <Textfield {...shared} type={type} onChange={(event) => take(event.currentTarget.value)} />
      )}
      {fault === null ? (
        hint !== undefined && (
          <p id={`${id}-hint`} className="subtle">
            {hint}
          </p>
        )
      ) : (
        <p id={`${id}-hint`} className="field-fault">
          {fault}
        </p>
      )}
      <Problems at={at} id={`${id}-problems`} isDeep={hasParts} />
    </div>
  );
}
