import Button from '@atlaskit/button/new';
import { useId, type ReactElement } from 'react';
import { useEditing, useNameOf } from '../work/editing';
import { Picker } from './picker';
import { Problems } from './problems';

interface PersonFieldProps {
  readonly label: string;
  readonly at: string;
  readonly accountId: string | null;
  /** Whether nobody is an answer too. */
  readonly isOptional?: boolean;
  readonly onChange: (accountId: string | null) => void;
}

/** One person, picked by name. */
export function PersonField(props: PersonFieldProps): ReactElement {
  const { label, at, accountId, isOptional = false, onChange } = props;
  const id = useId();
  const nameOf = useNameOf();
  const { onFound } = useEditing();
  return (
    <div role="group" aria-labelledby={id} className="stack-small">
      <p className="row">
        <span id={id} className="strong">
          {label}
        </span>
        <span>{accountId === null ? 'nobody' : nameOf(accountId)}</span>
        {isOptional && accountId !== null && (
          <Button
            spacing="compact"
            appearance="subtle"
            aria-label={`Remove ${label}`}
            onClick={() => onChange(null)}
          >
            Remove
          </Button>
        )}
      </p>
      <Picker
        label={`${accountId === null ? 'Pick' : 'Change'} ${label.toLowerCase()}`}
        what="people"
        onPick={(found) => {
          onFound({ accountId: found.id, displayName: found.name });
          onChange(found.id);
        }}
      />
      <Problems at={at} />
    </div>
  );
}
