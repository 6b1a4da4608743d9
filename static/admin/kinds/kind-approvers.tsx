import { Checkbox } from '@atlaskit/checkbox';
import type { ReactElement } from 'react';
import type { OperationId } from '../../../src/contract/vocabulary';
import { OPERATIONS, roleName } from '../../elements/words';
import { ChoiceField } from '../forms/choice-field';
import { Problems } from '../forms/problems';
import { useEditing } from '../work/editing';
import type { KindPartProps } from './kind-covers';

const NO_ROLE = '';

/** Who approves on issues of the kind: one role, and others for single operations. */
export function KindApprovers({ rule, at, set }: KindPartProps): ReactElement {
  const { document } = useEditing();
  const roles = document.approvers.map(({ role }) => ({ value: role, name: roleName(role) }));
  const given = (operation: OperationId): string =>
    rule.approverRoles.find((one) => one.operation === operation)?.role ?? NO_ROLE;
  const give = (operation: OperationId, role: string): void => {
    const others = rule.approverRoles.filter((one) => one.operation !== operation);
    set({ approverRoles: role === NO_ROLE ? others : [...others, { operation, role }] });
  };
  return (
    <section aria-label="Approvers" className="stack-small">
      <h2 className="card-title">Approvers</h2>
      <ChoiceField
        label="Approver role"
        choices={[{ value: NO_ROLE, name: 'None' }, ...roles]}
        value={rule.approverRole ?? NO_ROLE}
        at={`${at}.approverRole`}
        onChange={(role) => set({ approverRole: role === NO_ROLE ? null : role })}
      />
      {rule.offers.map((operation) => (
        <ChoiceField
          key={operation}
          label={`Approver of “${OPERATIONS[operation]}”`}
          choices={[{ value: NO_ROLE, name: 'As above' }, ...roles]}
          value={given(operation)}
          onChange={(role) => give(operation, role)}
        />
      ))}
      <Problems at={`${at}.approverRoles`} />
      <Checkbox
        label="Where no owner is mapped, the requester owns the output"
        isChecked={rule.ownerIsRequester}
        onChange={(event) => set({ ownerIsRequester: event.currentTarget.checked })}
      />
    </section>
  );
}
