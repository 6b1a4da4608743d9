import Button from '@atlaskit/button/new';
import { useId, type ReactElement } from 'react';
import type { Person } from '../../src/contract/scope';
import { nameOf } from '../elements/name-of';
import type { Finding } from './admin-page';
import { FindPerson } from './find-person';

interface ReadersProps extends Finding {
  readonly accountIds: readonly string[];
  readonly people: readonly Person[];
  readonly fault: string | undefined;
  readonly onChange: (accountIds: readonly string[]) => void;
}

/** Who may read the audit trail. The last one stays: without a reader nobody could open it. */
export function Readers({ accountIds, people, fault, onFound, onChange }: ReadersProps): ReactElement {
  const id = useId();
  const isLast = accountIds.length === 1;
  const add = (person: Person): void => {
    if (accountIds.includes(person.accountId)) return;
    onFound(person);
    onChange([...accountIds, person.accountId]);
  };
  return (
    <section aria-labelledby={id} className="card stack-small">
      <h2 id={id} className="card-title">
        Who may read the audit trail
      </h2>
      <p className="subtle">
        Only these people can open the oversight page, each for the issues that they may browse. Being a Jira
        admin is not enough. It counts from the moment of publishing, also for you.
      </p>
      {accountIds.length > 0 && (
        <ul className="people" aria-labelledby={id}>
          {accountIds.map((accountId) => (
            <li key={accountId}>
              <span className="person-name">{nameOf(people, accountId)}</span>
              <Button
                spacing="compact"
                appearance="subtle"
                isDisabled={isLast}
                aria-label={`Remove ${nameOf(people, accountId)}`}
                onClick={() => onChange(accountIds.filter((one) => one !== accountId))}
              >
                Remove
              </Button>
            </li>
          ))}
        </ul>
      )}
      {isLast && (
        <p className="subtle">
          The last person cannot be removed, because nobody could read the audit trail then. Add somebody else
          first.
        </p>
      )}
      {fault !== undefined && <p className="field-fault">{fault}</p>}
      <FindPerson onAdd={add} />
    </section>
  );
}
