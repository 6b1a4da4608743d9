import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import type { TimeWindow } from '../../../src/contract/rule';
import { ChoiceField, type Choice } from '../forms/choice-field';
import { LOCAL_MOMENT } from '../forms/notations';
import { without, withAt } from '../forms/order';
import { Several } from '../forms/several';
import { TypedField } from '../forms/typed-field';
import { TextField } from '../forms/text-field';
import { windowInWords } from './rule-sentence';

type Weekly = Extract<TimeWindow, { readonly type: 'weekly' }>;
type Once = Extract<TimeWindow, { readonly type: 'once' }>;
type Day = Weekly['days'][number];

const DAYS: readonly Choice<Day>[] = [
  { value: 'mon', name: 'Monday' },
  { value: 'tue', name: 'Tuesday' },
  { value: 'wed', name: 'Wednesday' },
  { value: 'thu', name: 'Thursday' },
  { value: 'fri', name: 'Friday' },
  { value: 'sat', name: 'Saturday' },
  { value: 'sun', name: 'Sunday' },
];
const TYPES = [
  { value: 'weekly', name: 'Every week' },
  { value: 'once', name: 'Once' },
] as const;

const zoneHere = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

const weekly = (): Weekly => ({
  type: 'weekly',
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  from: '09:00',
  to: '17:00',
  timeZone: zoneHere(),
});

const HOUR_MS = 3_600_000;

function once(): Once {
  const from = Math.ceil(Date.now() / HOUR_MS) * HOUR_MS;
  return {
    type: 'once',
    from: new Date(from).toISOString(),
    to: new Date(from + HOUR_MS).toISOString(),
  };
}

interface PartProps<W> {
  readonly window: W;
  readonly at: string;
  readonly onChange: (window: TimeWindow) => void;
}

function WeeklyFields({ window, at, onChange }: PartProps<Weekly>): ReactElement {
  return (
    <>
      <Several
        title="Days"
        choices={DAYS}
        value={window.days}
        at={`${at}.days`}
        onChange={(days) => onChange({ ...window, days })}
      />
      <div className="field-row">
        <TextField
          label="From (hh:mm)"
          at={`${at}.from`}
          value={window.from}
          maxLength={5}
          onChange={(from) => onChange({ ...window, from })}
        />
        <TextField
          label="To (hh:mm)"
          at={`${at}.to`}
          value={window.to}
          maxLength={5}
          onChange={(to) => onChange({ ...window, to })}
        />
        <TextField
          label="Time zone"
          at={`${at}.timeZone`}
          value={window.timeZone}
          maxLength={64}
          onChange={(timeZone) => onChange({ ...window, timeZone })}
        />
      </div>
      <p className="subtle">Hours of that place. An end before the beginning runs over midnight.</p>
    </>
  );
}

function OnceFields({ window, at, onChange }: PartProps<Once>): ReactElement {
  return (
    <div className="field-row">
      <TypedField
        label="From"
        type="datetime-local"
        notation={LOCAL_MOMENT}
        at={`${at}.from`}
        value={window.from}
        onChange={(from) => onChange({ ...window, from })}
      />
      <TypedField
        label="Until"
        type="datetime-local"
        notation={LOCAL_MOMENT}
        at={`${at}.to`}
        value={window.to}
        onChange={(to) => onChange({ ...window, to })}
      />
    </div>
  );
}

interface WindowsFieldProps {
  readonly title: string;
  readonly value: readonly TimeWindow[];
  readonly at: string;
  readonly onChange: (value: TimeWindow[]) => void;
}

/** Stretches of time, each weekly or once. */
export function WindowsField({ title, value, at, onChange }: WindowsFieldProps): ReactElement {
  return (
    <fieldset className="form-group">
      <legend>{title}</legend>
      {value.map((window, index) => {
        const place = {
          at: `${at}.${index}`,
          onChange: (next: TimeWindow) => onChange(withAt(value, index, next)),
        };
        return (
          <div key={index} className="in-form stack-small">
            <ChoiceField
              label="Repeats"
              choices={TYPES}
              value={window.type}
              onChange={(type) => place.onChange(type === 'weekly' ? weekly() : once())}
            />
            {window.type === 'weekly' ? (
              <WeeklyFields window={window} {...place} />
            ) : (
              <OnceFields window={window} {...place} />
            )}
            {value.length > 1 && (
              <div>
                <Button
                  spacing="compact"
                  aria-label={`Remove this time: ${windowInWords(window)}`}
                  onClick={() => onChange(without(value, index))}
                >
                  Remove this time
                </Button>
              </div>
            )}
          </div>
        );
      })}
      <div>
        <Button spacing="compact" onClick={() => onChange([...value, weekly()])}>
          Add a time
        </Button>
      </div>
    </fieldset>
  );
}

/** The stretch of time that a condition begins with. */
export const firstWindow = (): TimeWindow[] => [weekly()];
