import Button from '@atlaskit/button/new';
import { useState, type ReactElement } from 'react';
import type { ApproverSource } from '../../../src/contract/policy-people';
import { ChoiceField } from '../forms/choice-field';
import { Picker, type Findable, type Found } from '../forms/picker';
import { useEditing } from '../work/editing';

const TYPES = [
  { value: 'account', name: 'A person' },
  { value: 'group', name: 'A group' },
  { value: 'project-role', name: 'A project role' },
  { value: 'field', name: 'A field of the issue' },
  { value: 'component-lead', name: 'The component lead' },
] as const satisfies readonly { readonly value: ApproverSource['type']; readonly name: string }[];

type Picked = Exclude<ApproverSource['type'], 'component-lead'>;

const FINDS: Readonly<Record<Picked, Findable>> = {
  account: 'people',
  group: 'groups',
  'project-role': 'project-roles',
  field: 'fields',
};
const NOUNS: Readonly<Record<Picked, string>> = {
  account: 'a person',
  group: 'a group',
  'project-role': 'a project role',
  field: 'a field',
};

function sourceOf(type: Picked, { id, name }: Found): ApproverSource {
  switch (type) {
    case 'account':
      return { type, accountId: id };
    case 'group':
      return { type, groupId: id, name };
    case 'project-role':
      return { type, roleId: id, name };
    case 'field':
      return { type, field: id };
  }
}

interface AddSourceProps {
  /** To what it is added: “Incident commander”. */
  readonly to: string;
  readonly onAdd: (source: ApproverSource) => void;
}

/** Adds somebody to a chain: a person, a group, a project role, a field of the issue or the component lead. */
export function AddSource({ to, onAdd }: AddSourceProps): ReactElement {
  const { onFound } = useEditing();
  const [type, setType] = useState<ApproverSource['type']>('account');
  const pick = (picked: Picked, found: Found): void => {
    if (picked === 'account') onFound({ accountId: found.id, displayName: found.name });
    onAdd(sourceOf(picked, found));
  };
  return (
    <div className="field-row">
      <ChoiceField label={`Add to ${to}`} choices={TYPES} value={type} onChange={setType} />
      {type === 'component-lead' ? (
        <Button onClick={() => onAdd({ type })}>Add the component lead</Button>
      ) : (
        <Picker
          key={type}
          label={`Find ${NOUNS[type]} for ${to}`}
          what={FINDS[type]}
          onPick={(found) => pick(type, found)}
        />
      )}
    </div>
  );
}
