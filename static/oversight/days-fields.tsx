import Textfield from '@atlaskit/textfield';
import { useId, type ReactElement } from 'react';
import { isReversed, type Days } from './period';

interface DaysFieldsProps {
  readonly days: Days;
  readonly isDisabled?: boolean;
  readonly onChange: (days: Days) => void;
}

/** The first and the last day of a period; an empty one leaves that side open. */
export function DaysFields({ days, isDisabled = false, onChange }: DaysFieldsProps): ReactElement {
  const id = useId();
  const hasFault = isReversed(days);
  const fault = hasFault ? { 'aria-describedby': `${id}-fault`, isInvalid: true } : {};
  return (
    <>
      <div>
        <label htmlFor={`${id}-from`}>From</label>
        <Textfield
          id={`${id}-from`}
          type="date"
          isCompact
          isDisabled={isDisabled}
          value={days.from}
          {...fault}
          onChange={(event) => onChange({ ...days, from: event.currentTarget.value })}
        />
      </div>
      <div>
        <label htmlFor={`${id}-to`}>To</label>
        <Textfield
          id={`${id}-to`}
          type="date"
          isCompact
          isDisabled={isDisabled}
          value={days.to}
          {...fault}
          onChange={(event) => onChange({ ...days, to: event.currentTarget.value })}
        />
        {hasFault && (
          <p id={`${id}-fault`} className="field-fault">
            The first day is after the last one.
          </p>
        )}
      </div>
    </>
  );
}
