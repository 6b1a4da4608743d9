import type { ReactElement } from 'react';
import type { KindRule } from '../../../src/contract/policy';
import { NamedList } from '../forms/named-list';
import { PickedList } from '../forms/picked-list';
import { TextField } from '../forms/text-field';

export interface KindPartProps {
  readonly rule: KindRule;
  readonly at: string;
  readonly set: (part: Partial<KindRule>) => void;
}

/** Which issues are of the kind: everything that is named has to hold. */
export function KindCovers({ rule, at, set }: KindPartProps): ReactElement {
  return (
    <section aria-label="Covers" className="stack-small">
      <h2 className="card-title">Covers</h2>
      <p className="subtle">
        An issue is of this kind when every part that is filled in holds. The first kind that covers an issue
        wins; a kind with nothing filled in covers none.
      </p>
      <PickedList
        title="Projects"
        add="Add a project"
        what="projects"
        keeps="id"
        at={`${at}.projects`}
        value={rule.projects}
        onChange={(projects) => set({ projects })}
      />
      <PickedList
        title="Issue types"
        add="Add an issue type"
        what="issue-types"
        keeps="name"
        at={`${at}.issueTypes`}
        value={rule.issueTypes}
        onChange={(issueTypes) => set({ issueTypes })}
      />
      <NamedList
        label="Request types"
        hint="Names of service-management request types."
        at={`${at}.requestTypes`}
        value={rule.requestTypes}
        onChange={(requestTypes) => set({ requestTypes })}
      />
      <NamedList
        label="Labels"
        at={`${at}.labels`}
        value={rule.labels}
        onChange={(labels) => set({ labels })}
      />
      <TextField
        label="JQL condition"
        hint="A condition in the subset of JQL that the policy documentation names; empty: none."
        at={`${at}.jql`}
        value={rule.jql ?? ''}
        maxLength={500}
        onChange={(jql) => set({ jql: jql.trim() === '' ? null : jql })}
      />
    </section>
  );
}
