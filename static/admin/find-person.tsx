import Button from '@atlaskit/button/new';
import Textfield from '@atlaskit/textfield';
import { useEffect, useId, useState, type ReactElement, type ReactNode } from 'react';
import type { Person } from '../../src/contract/scope';
import { Failure } from '../elements/failure';
import { useRead } from '../queries';

const TYPING_PAUSE_MS = 300;

/** A text once nobody has typed for a moment, so that a name costs one search and not one a letter. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

interface FindPersonProps {
  /** What stands beside the field: as what the person is added, where there is a choice. */
  readonly children?: ReactNode;
  readonly onAdd: (person: Person) => void;
}

function Found({
  query,
  add,
}: {
  readonly query: string;
  readonly add: (person: Person) => void;
}): ReactElement {
  const { data, error, refetch, isFetching } = useRead('admin.find-people', { query });
  if (error !== null) return <Failure failure={error} onRetry={() => void refetch()} />;
  return (
    <div role="status" className="found">
      {isFetching && <p className="subtle">Searching…</p>}
      {data?.people.length === 0 && <p>No active person matches “{query}”.</p>}
      <ul className="plain-list">
        {data?.people.map((person) => (
          <li key={person.accountId} className="row">
            <span>{person.displayName}</span>
            <Button spacing="compact" aria-label={`Add ${person.displayName}`} onClick={() => add(person)}>
              Add
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Finds people by name and adds one. */
export function FindPerson({ children, onAdd }: FindPersonProps): ReactElement {
  const id = useId();
  const [text, setText] = useState('');
  const query = useSettled(text.trim());
  return (
    <div className="stack-small">
      <div className="find-person">
        <div className="grow">
          <label htmlFor={`${id}-name`}>Find a person</label>
          <Textfield
            id={`${id}-name`}
            type="search"
            maxLength={80}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </div>
        {children}
      </div>
      {query !== '' && <Found query={query} add={onAdd} />}
    </div>
  );
}
