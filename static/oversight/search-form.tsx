import Button from '@atlaskit/button/new';
import Textfield from '@atlaskit/textfield';
import { useId, type FormEvent, type ReactElement } from 'react';
import { OPERATIONS, STATES } from '../elements/words';
import { DaysFields } from './days-fields';
import { usePeopleSeen } from './people-seen';
import { isReversed } from './period';
import { EMPTY_FORM, type FilterForm } from './search-filter';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly maxLength: number;
  readonly suggestions?: string;
  readonly onChange: (value: string) => void;
}

function Field({ label, value, maxLength, suggestions, onChange }: FieldProps): ReactElement {
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <Textfield
        id={id}
        isCompact
        maxLength={maxLength}
        value={value}
        {...(suggestions === undefined ? {} : { list: suggestions })}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly any: string;
  readonly value: T | '';
  readonly options: readonly (readonly [T, string])[];
  readonly onChange: (value: T | '') => void;
}

function Choice<T extends string>({ label, any, value, options, onChange }: ChoiceProps<T>): ReactElement {
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="select"
        value={value}
        onChange={(event) => onChange(options.find(([option]) => option === event.target.value)?.[0] ?? '')}
      >
        <option value="">{any}</option>
        {options.map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}

/** The keys of a record of words with their words, typed by the record. */
const optionsOf = <T extends string, W>(words: Readonly<Record<T, W>>, inWords: (word: W) => string) =>
  (Object.entries(words) as [T, W][]).map(([key, word]) => [key, inWords(word)] as const);

const OPERATION_OPTIONS = optionsOf(OPERATIONS, (title) => title);
const STATE_OPTIONS = optionsOf(STATES, ({ word }) => word);

function PeopleSeen({ id }: { readonly id: string }): ReactElement {
  const people = usePeopleSeen();
  return (
    <datalist id={id}>
      {people.map(({ accountId, displayName }) => (
        <option key={accountId} value={accountId} label={displayName} />
      ))}
    </datalist>
  );
}

interface SearchFormProps {
  readonly form: FilterForm;
  readonly isSearching: boolean;
  readonly onChange: (form: FilterForm) => void;
  readonly onSearch: (form: FilterForm) => void;
}

/** What the auditor looks for. Every field narrows; all of them empty finds everything. */
export function SearchForm({ form, isSearching, onChange, onSearch }: SearchFormProps): ReactElement {
  const people = useId();
  const set = (part: Partial<FilterForm>): void => onChange({ ...form, ...part });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isReversed(form)) onSearch(form);
  };
  return (
    <form role="search" aria-label="Hand-offs" className="stack-small" onSubmit={submit}>
      <div className="field-grid">
        <Field
          label="Issue key"
          maxLength={64}
          value={form.issueKey}
          onChange={(issueKey) => set({ issueKey })}
        />
        <Field
          label="Person (account id)"
          maxLength={128}
          value={form.person}
          suggestions={people}
          onChange={(person) => set({ person })}
        />
        <Choice
          label="Operation"
          any="Any operation"
          value={form.operation}
          options={OPERATION_OPTIONS}
          onChange={(operation) => set({ operation })}
        />
        <Choice
          label="Outcome"
          any="Any outcome"
          value={form.outcome}
          options={STATE_OPTIONS}
          onChange={(outcome) => set({ outcome })}
        />
        <Field label="Rule" maxLength={60} value={form.ruleId} onChange={(ruleId) => set({ ruleId })} />
        <Field label="Model" maxLength={120} value={form.model} onChange={(model) => set({ model })} />
        <DaysFields days={form} onChange={set} />
      </div>
      <PeopleSeen id={people} />
      <div className="row">
        <Button type="submit" appearance="primary" isLoading={isSearching} isDisabled={isReversed(form)}>
          Search
        </Button>
        <Button appearance="subtle" onClick={() => onSearch(EMPTY_FORM)}>
          Clear
        </Button>
        <span className="subtle">Every field that is filled narrows the search.</span>
      </div>
    </form>
  );
}
