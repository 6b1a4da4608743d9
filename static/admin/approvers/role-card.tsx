import Button from '@atlaskit/button/new';
import { useId, type ReactElement } from 'react';
import type { ApproverEntry } from '../../../src/contract/policy-people';
import { roleName } from '../../elements/words';
import { Problems } from '../forms/problems';
import { QuorumField } from './quorum-field';
import { SourceList } from './source-list';

interface RoleCardProps {
  readonly entry: ApproverEntry;
  readonly at: string;
  /** Where the policy names the role, so that it cannot go; empty where nothing does. */
  readonly usedBy: string;
  readonly onChange: (entry: ApproverEntry) => void;
  readonly onRemove: () => void;
}

/** Who holds one role, in order, how many of them approve, and who backs them up. */
export function RoleCard({ entry, at, usedBy, onChange, onRemove }: RoleCardProps): ReactElement {
  const id = useId();
  const name = roleName(entry.role);
  return (
    <section aria-labelledby={id} className="card stack-small">
      <div className="row spread">
        <h3 id={id} className="card-title">
          {name}
        </h3>
        {usedBy === '' ? (
          <Button spacing="compact" aria-label={`Remove role ${name}`} onClick={onRemove}>
            Remove role
          </Button>
        ) : (
          <span className="subtle">Used by {usedBy}</span>
        )}
      </div>
      <Problems at={at} />
      {entry.chain.length === 0 && (
        <p>Nobody holds this role, so work that needs its approval is blocked. Add somebody.</p>
      )}
      <SourceList
        name={`${name}, in order`}
        addTo={name}
        value={entry.chain}
        onChange={(chain) => onChange({ ...entry, chain })}
      />
      <Problems at={`${at}.chain`} />
      <QuorumField
        role={name}
        at={`${at}.quorum`}
        value={entry.quorum}
        onChange={(quorum) => onChange({ ...entry, quorum })}
      />
      <h4>Backups</h4>
      {entry.backups.length === 0 && (
        <p className="subtle">None named: the next of the chain is the backup.</p>
      )}
      <SourceList
        name={`Backups of ${name}, in order`}
        addTo={`the backups of ${name}`}
        value={entry.backups}
        onChange={(backups) => onChange({ ...entry, backups })}
      />
      <Problems at={`${at}.backups`} />
    </section>
  );
}
