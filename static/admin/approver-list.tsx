import Button from '@atlaskit/button/new';
import { useId, type ReactElement } from 'react';
import type { ApproverEntry } from '../../src/contract/policy';
import { ROLES } from '../elements/words';

interface ApproverListProps {
  readonly entry: ApproverEntry;
  readonly nameOf: (accountId: string) => string;
  readonly onChange: (accountIds: string[]) => void;
}

/** The same list with the person one place earlier. */
const earlier = (accountIds: readonly string[], index: number): string[] => {
  const moved = accountIds.filter((_, place) => place === index);
  const rest = accountIds.filter((_, place) => place !== index);
  return [...rest.slice(0, index - 1), ...moved, ...rest.slice(index - 1)];
};

/** The holders of one role in their order. */
export function ApproverList({ entry, nameOf, onChange }: ApproverListProps): ReactElement {
  const id = useId();
  const { accountIds } = entry;
  return (
    <section aria-labelledby={id} className="card stack-small">
      <h2 id={id} className="card-title">
        {ROLES[entry.role]}
      </h2>
      {accountIds.length === 0 && (
        <p>Nobody holds this role, so work that needs its approval is blocked. Find a person and add them.</p>
      )}
      <ol className="people" aria-label={`${ROLES[entry.role]}, in order`}>
        {accountIds.map((accountId, index) => {
          const name = nameOf(accountId);
          return (
            <li key={accountId}>
              <span className="person-name">{name}</span>
              <span className="row">
                <Button
                  spacing="compact"
                  appearance="subtle"
                  isDisabled={index === 0}
                  aria-label={`Move ${name} up`}
                  onClick={() => onChange(earlier(accountIds, index))}
                >
                  Up
                </Button>
                <Button
                  spacing="compact"
                  appearance="subtle"
                  isDisabled={index === accountIds.length - 1}
                  aria-label={`Move ${name} down`}
                  onClick={() => onChange(earlier(accountIds, index + 1))}
                >
                  Down
                </Button>
                <Button
                  spacing="compact"
                  appearance="subtle"
                  aria-label={`Remove ${name}`}
                  onClick={() => onChange(accountIds.filter((one) => one !== accountId))}
                >
                  Remove
                </Button>
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
