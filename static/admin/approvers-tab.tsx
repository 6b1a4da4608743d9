import { useState, type ReactElement } from 'react';
import type { ApproverEntry } from '../../src/contract/policy';
import type { Person } from '../../src/contract/scope';
import type { ApproverRole } from '../../src/contract/vocabulary';
import type { Settings } from './admin-page';
import { ApproverList } from './approver-list';
import type { Editing } from './draft';
import { FindPerson } from './find-person';
import { nameOf } from '../elements/name-of';
import { DraftBar } from './draft-bar';
import { usePublish } from './use-publish';

interface ApproversTabProps extends Editing<readonly ApproverEntry[]> {
  readonly settings: Settings;
  readonly onReload: () => Promise<unknown>;
}

/** Every role that the policy names, also one that nobody holds yet: an empty role blocks, so it must be seen. */
function entriesOf({ approvers, kinds }: Settings['policy']['document']): readonly ApproverEntry[] {
  const named = kinds.flatMap(({ approverRole }) => (approverRole === null ? [] : [approverRole]));
  const missing = [...new Set(named)].filter((role) => !approvers.some((entry) => entry.role === role));
  return [...approvers, ...missing.map((role) => ({ role, accountIds: [] }))];
}

/** Who holds which role, in order: the first who can act is asked, the next is the backup. */
export function ApproversTab({ settings, draft, onDraft, onReload }: ApproversTabProps): ReactElement {
  const { version, document } = settings.policy;
  const [found, setFound] = useState<readonly Person[]>([]);
  const publish = usePublish('admin.save-approvers', () => onDraft(null));
  const value = draft?.value ?? entriesOf(document);
  const people = [...settings.people, ...found];
  const change = (role: ApproverRole, accountIds: string[]): void =>
    onDraft({
      baseVersion: draft?.baseVersion ?? version,
      change: draft?.change ?? '',
      value: value.map((entry) => (entry.role === role ? { role, accountIds } : entry)),
    });
  const add = (role: ApproverRole, person: Person): void => {
    const holders = value.find((entry) => entry.role === role)?.accountIds ?? [];
    setFound([...found, person]);
    if (!holders.includes(person.accountId)) change(role, [...holders, person.accountId]);
  };
  return (
    <div className="stack tab-body">
      <p className="subtle">The first person who can act is asked; the next one is the backup.</p>
      <FindPerson roles={value.map(({ role }) => role)} onAdd={add} />
      {value.map((entry) => (
        <ApproverList
          key={entry.role}
          entry={entry}
          nameOf={(accountId) => nameOf(people, accountId)}
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
