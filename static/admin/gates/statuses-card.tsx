import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import type { GateStatuses, StatusNames } from '../../../src/contract/policy';
import { NamedList } from '../forms/named-list';
import { without, withAt } from '../forms/order';
import { Picker } from '../forms/picker';
import { Problems } from '../forms/problems';
import { useEditing } from '../work/editing';

const MEANINGS = [
  { verdict: 'approve', label: 'Statuses that approve' },
  { verdict: 'reject', label: 'Statuses that reject' },
  { verdict: 'escalate', label: 'Statuses that escalate' },
] as const satisfies readonly { readonly verdict: keyof StatusNames; readonly label: string }[];

interface NamesProps {
  readonly names: StatusNames;
  readonly at: string;
  /** Tells the fields of one project from those of another: “ in INC”. */
  readonly where: string;
  readonly onChange: (part: Partial<StatusNames>) => void;
}

function Names({ names, at, where, onChange }: NamesProps): ReactElement {
  return (
    <>
      {MEANINGS.map(({ verdict, label }) => (
        <NamedList
          key={verdict}
          label={`${label}${where}`}
          at={`${at}.${verdict}`}
          value={names[verdict]}
          onChange={(value) => onChange({ [verdict]: value })}
        />
      ))}
    </>
  );
}

/** A project begins with what holds everywhere. */
const newProject = (projectKey: string, { approve, reject, escalate }: GateStatuses) => ({
  projectKey,
  approve,
  reject,
  escalate,
});

/** Which status of an approval's subtask means which decision: everywhere, and in single projects. */
export function StatusesCard(): ReactElement {
  const { document, set } = useEditing();
  const { gateStatuses } = document;
  const { byProject } = gateStatuses;
  const change = (part: Partial<GateStatuses>): void => set({ gateStatuses: { ...gateStatuses, ...part } });
  const add = (projectKey: string): void => {
    if (byProject.every((one) => one.projectKey !== projectKey))
      change({ byProject: [...byProject, newProject(projectKey, gateStatuses)] });
  };
  return (
    <section aria-labelledby="statuses-title" className="stack-small">
      <h2 id="statuses-title">Statuses of the approval sub-task</h2>
      <p className="subtle">
        Moving the sub-task into one of these decides; any other status decides nothing. Names are compared
        without case.
      </p>
      <fieldset className="card kind-card">
        <legend>Everywhere</legend>
        <Names names={gateStatuses} at="gateStatuses" where="" onChange={change} />
      </fieldset>
      {byProject.map((one, index) => (
        <fieldset key={`${one.projectKey} ${index}`} className="card kind-card">
          <legend>{`In ${one.projectKey}`}</legend>
          <Problems at={`gateStatuses.byProject.${index}.projectKey`} />
          <Names
            names={one}
            at={`gateStatuses.byProject.${index}`}
            where={` in ${one.projectKey}`}
            onChange={(part) => change({ byProject: withAt(byProject, index, { ...one, ...part }) })}
          />
          <div>
            <Button onClick={() => change({ byProject: without(byProject, index) })}>
              {`Remove the statuses of ${one.projectKey}`}
            </Button>
          </div>
        </fieldset>
      ))}
      <Problems at="gateStatuses.byProject" />
      <Picker label="Add statuses for a project" what="projects" onPick={({ id }) => add(id)} />
      <p className="subtle">A project’s own names replace the others there.</p>
    </section>
  );
}
