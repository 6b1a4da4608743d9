import Button from '@atlaskit/button/new';
import Textfield from '@atlaskit/textfield';
import { useId, useState, type ReactElement } from 'react';
import type { PolicyDocument } from '../../../src/contract/policy';
import type { ApproverEntry } from '../../../src/contract/policy-people';
import { kindName } from '../../elements/words';
import { without, withAt } from '../forms/order';
import { Problems } from '../forms/problems';
import { toSlug } from '../kinds/new-kind';
import { useEditing } from '../work/editing';
import { Bypasses } from './bypasses';
import { Delegations } from './delegations';
import { Owners } from './owners';
import { emptyEntry } from './quorum';
import { RoleCard } from './role-card';

/** Every role of the policy, also one that a kind names and nobody holds yet: an empty role blocks, so it must be seen. */
function entriesOf({ approvers, kinds }: PolicyDocument): readonly ApproverEntry[] {
  const named = kinds.flatMap(({ approverRole, approverRoles }) => [
    ...(approverRole === null ? [] : [approverRole]),
    ...approverRoles.map(({ role }) => role),
  ]);
  const missing = [...new Set(named)].filter((role) => !approvers.some((entry) => entry.role === role));
  return [...approvers, ...missing.map(emptyEntry)];
}

const usersOf = ({ kinds }: PolicyDocument, role: string): string =>
  kinds
    .filter(
      ({ approverRole, approverRoles }) =>
        approverRole === role || approverRoles.some((one) => one.role === role),
    )
    .map(({ kind }) => kindName(kind))
    .join(', ');

interface NewRoleProps {
  readonly taken: readonly string[];
  readonly onAdd: (role: string) => void;
}

function NewRole({ taken, onAdd }: NewRoleProps): ReactElement {
  const id = useId();
  const [name, setName] = useState('');
  const role = toSlug(name);
  const add = (): void => {
    onAdd(role);
    setName('');
  };
  return (
    <div className="stack-small">
      <div className="field-row">
        <div className="form-field">
          <label htmlFor={id}>New role</label>
          <Textfield
            id={id}
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        </div>
        <Button isDisabled={role === '' || taken.includes(role)} onClick={add}>
          Add role
        </Button>
      </div>
      {taken.includes(role) && <p className="field-fault">A role has this name already.</p>}
    </div>
  );
}

/** Who holds which role, who stands in for whom, who answers for which class, and who may pass which rule for a while. */
export function ApproversTab(): ReactElement {
  const { document, set } = useEditing();
  const entries = entriesOf(document);
  return (
    <div className="stack tab-body">
      <section aria-labelledby="roles-title" className="stack-small">
        <h2 id="roles-title">Approver roles</h2>
        <p className="subtle">
          The first people of a chain who can act are asked. A requester never approves their own work.
        </p>
        {entries.map((entry, index) => (
          <RoleCard
            key={entry.role}
            entry={entry}
            at={`approvers.${index}`}
            usedBy={usersOf(document, entry.role)}
            onChange={(next) => set({ approvers: withAt(entries, index, next) })}
            onRemove={() => set({ approvers: without(entries, index) })}
          />
        ))}
        <Problems at="approvers" />
        <NewRole
          taken={entries.map(({ role }) => role)}
          onAdd={(role) => set({ approvers: [...entries, emptyEntry(role)] })}
        />
      </section>
      <Delegations />
      <Owners />
      <Bypasses />
    </div>
  );
}
