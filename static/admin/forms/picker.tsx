import { useId, useState, type KeyboardEvent, type ReactElement } from 'react';
import type { CallInput, CallOutput } from '../../../src/contract/calls';
import type { CallFailure } from '../../app-port';
import { Failure } from '../../elements/failure';
import { useRead } from '../../queries';
import { useSettled } from '../work/use-settled';

const TYPING_PAUSE_MS = 250;

export type Found = CallOutput<'admin.find'>['options'][number];
export type Findable = CallInput<'admin.find'>['what'];

interface PickerProps {
  readonly label: string;
  readonly what: Findable;
  readonly onPick: (found: Found) => void;
}

const keepsFocus = (event: { readonly preventDefault: () => void }): void => event.preventDefault();

interface OptionsProps {
  readonly id: string;
  readonly options: readonly Found[];
  readonly active: number;
  readonly label: string;
  readonly onPick: (found: Found) => void;
}

function Options({ id, options, active, label, onPick }: OptionsProps): ReactElement {
  return (
    <div id={id} role="listbox" aria-label={label} className="picker-options">
      {options.map((option, index) => (
        // The text field keeps the focus and its keys choose (ARIA combobox); the pointer only has to press.
        <div
          key={option.id}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          className="picker-option"
          onMouseDown={keepsFocus}
          onClick={() => onPick(option)}
          onKeyDown={keepsFocus}
        >
          <span>{option.name}</span>
          {option.detail !== '' && option.detail !== option.name && (
            <span className="subtle">{option.detail}</span>
          )}
        </div>
      ))}
    </div>
  );
}

interface State {
  readonly text: string;
  readonly isOpen: boolean;
  readonly active: number;
}

const CLOSED: State = { text: '', isOpen: false, active: 0 };

interface Search {
  readonly options: readonly Found[];
  readonly failure: CallFailure | null;
  readonly isSearching: boolean;
  readonly again: () => void;
}

const NONE: readonly Found[] = [];

/** Searches once nobody has typed for a moment; options of an earlier text are never offered. */
function useSearch(what: Findable, { text, isOpen }: State): Search {
  const wanted = text.trim();
  const query = useSettled(wanted, TYPING_PAUSE_MS);
  const enabled = isOpen && (what !== 'people' || query !== '');
  const { data, error, isFetching, refetch } = useRead('admin.find', { what, query }, { enabled });
  const isCurrent = query === wanted;
  return {
    options: enabled && isCurrent ? (data?.options ?? NONE) : NONE,
    failure: isOpen ? error : null,
    isSearching: isOpen && (isFetching || !isCurrent),
    again: () => void refetch(),
  };
}

/** What to say about a search that shows no options. */
function silence(what: Findable, { text, isOpen }: State, search: Search): string {
  if (!isOpen) return '';
  if (search.isSearching) return 'Searching…';
  if (search.options.length > 0 || search.failure !== null) return '';
  return what === 'people' && text.trim() === '' ? 'Type a name.' : 'Nothing of that name was found.';
}

/** Where a key leads: the next state, the option that it takes, or null where the key means nothing here. */
function afterKey(key: string, state: State, options: readonly Found[]): State | Found | null {
  const { length } = options;
  const at = (place: number): State => ({
    ...state,
    isOpen: true,
    active: length === 0 ? 0 : (place + length) % length,
  });
  switch (key) {
    case 'ArrowDown':
      return at(length === 0 ? 0 : state.active + 1);
    case 'ArrowUp':
      return at(state.active - 1);
    case 'Escape':
      return state.isOpen ? { ...CLOSED, text: state.text } : null;
    case 'Enter':
      return options[state.active] ?? null;
    default:
      return null;
  }
}

/** Finds people, groups, projects, fields, issue types or project roles by name; nobody types an id. */
export function Picker({ label, what, onPick }: PickerProps): ReactElement {
  const id = useId();
  const [state, setState] = useState<State>(CLOSED);
  const { text, active } = state;
  const search = useSearch(what, state);
  const { options } = search;
  const isShown = options.length > 0;
  const pick = (found: Found): void => {
    onPick(found);
    setState(CLOSED);
  };
  const onKey = (event: KeyboardEvent): void => {
    const next = afterKey(event.key, state, options);
    if (next === null) return;
    event.preventDefault();
    if ('isOpen' in next) setState(next);
    else pick(next);
  };
  return (
    <div className="form-field picker">
      <label htmlFor={`${id}-field`}>{label}</label>
      <input
        id={`${id}-field`}
        className="select"
        type="text"
        role="combobox"
        autoComplete="off"
        placeholder="Search by name"
        maxLength={80}
        aria-expanded={isShown}
        aria-controls={isShown ? `${id}-list` : undefined}
        aria-autocomplete="list"
        aria-activedescendant={isShown ? `${id}-list-${active}` : undefined}
        value={text}
        onChange={(event) => setState({ text: event.currentTarget.value, isOpen: true, active: 0 })}
        onClick={() => setState({ ...state, isOpen: true })}
        onBlur={() => setState({ ...CLOSED, text })}
        onKeyDown={onKey}
      />
      {isShown && <Options id={`${id}-list`} options={options} active={active} label={label} onPick={pick} />}
      <p role="status" className="subtle">
        {silence(what, state, search)}
      </p>
      <Failure failure={search.failure} onRetry={search.again} />
    </div>
  );
}
