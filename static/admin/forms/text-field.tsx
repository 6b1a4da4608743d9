import TextArea from '@atlaskit/textarea';
import Textfield from '@atlaskit/textfield';
import { useId, type ReactElement } from 'react';
import { useProblemsAt } from '../work/editing';
import { Problems } from './problems';

interface TextFieldProps {
  readonly label: string;
  readonly hint?: string;
  /** The place in the document, whose problems stand under the field. */
  readonly at: string;
  readonly value: string;
  readonly maxLength: number;
  readonly isLong?: boolean;
  readonly onChange: (value: string) => void;
}

/** A text of the document with what it does under it, or with what is wrong with it. */
export function TextField({
  label,
  hint,
  at,
  value,
  maxLength,
  isLong = false,
  onChange,
}: TextFieldProps): ReactElement {
  const id = useId();
  const isInvalid = useProblemsAt(at).some(({ level }) => level === 'error');
  const shared = { id, value, maxLength, isInvalid, 'aria-describedby': `${id}-hint ${id}-problems` };
  return (
    <div className="form-field">
      <label htmlFor={id}>{label}</label>
      {isLong ? (
        <TextArea {...shared} minimumRows={2} onChange={(event) => onChange(event.currentTarget.value)} />
      ) : (
        <Textfield {...shared} onChange={(event) => onChange(event.currentTarget.value)} />
      )}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="subtle">
          {hint}
        </p>
      )}
      <Problems at={at} id={`${id}-problems`} />
    </div>
  );
}
