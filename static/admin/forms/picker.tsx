import { useId, useState, type KeyboardEvent, type ReactElement } from 'react';
import type { CallInput, CallOutput } from '../../../src/contract/calls';
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

/** What to say about a search that shows no options. */
function silence(hasQuery: boolean, what: Findable): string {
  return what === 'people' && !hasQuery ? 'Type a name.' : 'Nothing of that name was found.';
}

/** Finds people, groups, projects, fields, issue types or project roles by name; nobody types an id. */
export function Picker({ label, what, onPick }: PickerProps): ReactElement {
  const id = useId();
  const [{ text, isOpen, active }, setState] = useState<State>(CLOSED);
  const query = useSettled(text.trim(), TYPING_PAUSE_MS);
  const isAsking = isOpen && (what !== 'people' || query !== '');
  const { data, error, isFetching, refetch } = useRead('admin.find', { what, query }, { enabled: isAsking });
  const options = isAsking ? (data?.options ?? []) : [];
  const isShown = options.length > 0;
  const pick = (found: Found): void => {
    onPick(found);
    setState(CLOSED);
  };
  const move = (by: number): void =>
    setState({
      text,
      isOpen: true,
      active: isShown ? (active + by + options.length) % options.length : 0,
    });
  const onKey = (event: KeyboardEvent): void => {
    const chosen = options[active];
    if (event.key === 'ArrowDown') move(isShown ? 1 : 0);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Escape' && isOpen) setState({ ...CLOSED, text });
    else if (event.key === 'Enter' && chosen !== undefined) pick(chosen);
    else return;
    event.preventDefault();
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
        maxLength={80}
        aria-expanded={isShown}
        aria-controls={isShown ? `${id}-list` : undefined}
        aria-autocomplete="list"
        aria-activedescendant={isShown ? `${id}-list-${active}` : undefined}
        value={text}
        onChange={(event) => setState({ text: event.currentTarget.value, isOpen: true, active: 0 })}
        onClick={() => setState({ text, isOpen: true, active })}
        onBlur={() => setState({ ...CLOSED, text })}
        onKeyDown={onKey}
      />
      {isShown && <Options id={`${id}-list`} options={options} active={active} label={label} onPick={pick} />}
      <p role="status" className="subtle">
        {isOpen && (isFetching || query !== text.trim()) && 'Searching…'}
        {isOpen && !isFetching && query === text.trim() && !isShown && error === null
          ? silence(query !== '', what)
          : null}
      </p>
      {isOpen && <Failure failure={error} onRetry={() => void refetch()} />}
    </div>
  );
}
