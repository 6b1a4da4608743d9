import { useId, useState, type ReactElement } from 'react';
import type { ApproverEntry } from '../../src/contract/policy';
import type { Person } from '../../src/contract/scope';
import type { ApproverRole } from '../../src/contract/vocabulary';
import type { Finding, Settings } from './admin-page';
import { ApproverList } from './approver-list';
import type { Editing } from './draft';
import { FindPerson } from './find-person';
import { nameOf } from '../elements/name-of';
import { ROLES } from '../elements/words';
import { DraftBar } from './draft-bar';
import { usePublish } from './use-publish';

interface ApproversTabProps extends Editing<readonly ApproverEntry[]>, Finding {
  readonly settings: Settings;
  readonly onReload: () => Promise<unknown>;
}

/** Every role that the policy names, also one that nobody holds yet: an empty role blocks, so it must be seen. */
function entriesOf({ approvers, kinds }: Settings['policy']['document']): readonly ApproverEntry[] {
  const named = kinds.flatMap(({ approverRole }) => (approverRole === null ? [] : [approverRole]));
  const missing = [...new Set(named)].filter((role) => !approvers.some((entry) => entry.role === role));
  return [...approvers, ...missing.map((role) => ({ role, accountIds: [] }))];
}

interface RoleChoiceProps {
  readonly roles: readonly ApproverRole[];
  readonly chosen: ApproverRole | undefined;
  readonly onChoose: (role: ApproverRole | undefined) => void;
}

function RoleChoice({ roles, chosen, onChoose }: RoleChoiceProps): ReactElement {
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>Add as</label>
      <select
        id={id}
        className="select"
        value={chosen}
        onChange={(event) => onChoose(roles.find((role) => role === event.target.value))}
      >
        {roles.map((role) => (
          <option key={role} value={role}>
            {ROLES[role]}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Who holds which role, in order: the first who can act is asked, the next is the backup. */
export function ApproversTab({
  settings,
  onFound,
  draft,
  onDraft,
  onReload,
}: ApproversTabProps): ReactElement {
  const { version, document } = settings.policy;
  const publish = usePublish('admin.save-approvers', () => onDraft(null));
  const value = draft?.value ?? entriesOf(document);
  const roles = value.map(({ role }) => role);
  const [chosen, setChosen] = useState<ApproverRole | undefined>(roles[0]);
  const change = (role: ApproverRole, accountIds: string[]): void =>
    onDraft({
      baseVersion: draft?.baseVersion ?? version,
      change: draft?.change ?? '',
      value: value.map((entry) => (entry.role === role ? { role, accountIds } : entry)),
    });
  const add = (person: Person): void => {
    const chosenEntry = value.find(({ role }) => role === chosen);
    if (chosenEntry === undefined || chosenEntry.accountIds.includes(person.accountId)) return;
    onFound(person);
    change(chosenEntry.role, [...chosenEntry.accountIds, person.accountId]);
  };
  return (
    <div className="stack tab-body">
      <p className="subtle">The first person who can act is asked; the next one is the backup.</p>
      <FindPerson onAdd={add}>
        <RoleChoice roles={roles} chosen={chosen} onChoose={setChosen} />
      </FindPerson>
      {value.map((entry) => (
        <ApproverList
          key={entry.role}
          entry={entry}
          nameOf={(accountId) => nameOf(settings.people, accountId)}
          onChange={(accountIds) => change(entry.role, accountIds)}
        />
      ))}
      <DraftBar
        draft={draft}
        onDraft={onDraft}
        version={version}
        publish={publish}
        onReload={onReload}
        onSend={({ baseVersion, value: approvers, change: why }) =>
          publish.mutate({ baseVersion, approvers: [...approvers], change: why })
        }
      />
    </div>
  );
}
