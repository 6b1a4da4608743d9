import Button from '@atlaskit/button/new';
import { useId, type ReactElement } from 'react';
import { Picker } from '../forms/picker';
import { Problems } from '../forms/problems';
import { useEditing, useNameOf } from '../work/editing';

/** Who may read the audit trail. The last one stays: without a reader nobody could open it. */
export function Readers(): ReactElement {
  const id = useId();
  const { document, set, onFound } = useEditing();
  const nameOf = useNameOf();
  const { governance } = document;
  const isLast = governance.length === 1;
  return (
    <section aria-labelledby={id} className="card stack-small">
      <h2 id={id} className="card-title">
        Who may read the audit trail
      </h2>
      <p className="subtle">
        Only these people can open the oversight page, each for the issues that they may browse. Being a Jira
        admin is not enough. It counts from the moment of publishing, also for you.
      </p>
      {governance.length === 0 && <p>Nobody may read the audit trail. Find a person and add them.</p>}
      {governance.length > 0 && (
        <ul className="people" aria-labelledby={id}>
          {governance.map((accountId) => (
            <li key={accountId}>
              <span className="person-name">{nameOf(accountId)}</span>
              <Button
                spacing="compact"
                appearance="subtle"
                isDisabled={isLast}
                aria-label={`Remove ${nameOf(accountId)}`}
                onClick={() => set({ governance: governance.filter((one) => one !== accountId) })}
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
      <Picker
        label="Add a reader"
        what="people"
        onPick={(found) => {
          if (governance.includes(found.id)) return;
          onFound({ accountId: found.id, displayName: found.name });
          set({ governance: [...governance, found.id] });
        }}
      />
      <Problems at="governance" />
    </section>
  );
}
