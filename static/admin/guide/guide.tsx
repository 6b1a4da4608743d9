import Button from '@atlaskit/button/new';
import { useState, type ReactElement } from 'react';
import type { KindRule } from '../../../src/contract/policy';
import { StepHeading } from '../../elements/step-heading';
import { kindName, roleName } from '../../elements/words';
import { emptyEntry } from '../approvers/quorum';
import { RoleCard } from '../approvers/role-card';
import { Owners } from '../approvers/owners';
import { ChoiceField } from '../forms/choice-field';
import { withAt } from '../forms/order';
import { PickedList } from '../forms/picked-list';
import { FieldMapForm } from '../kinds/field-map';
import { TryIssue } from '../kinds/try-issue';
import { useEditing } from '../work/editing';

const STARTERS: readonly string[] = ['incident', 'request', 'security', 'enhancement'];

interface StepProps {
  readonly kind: KindRule;
  readonly index: number;
  readonly onKind: (kind: string) => void;
}

/** Step 1: a project of the site gets one of the kinds that ship, with its operations. */
function PickProject({ kind, index, onKind }: StepProps): ReactElement {
  const { document, set } = useEditing();
  const starters = document.kinds.filter((one) => STARTERS.includes(one.kind));
  return (
    <div className="stack-small">
      <p>
        Begin with one project. Say which work it holds; that kind’s operations are then offered on its
        issues.
      </p>
      <ChoiceField
        label="Kind of work to start from"
        choices={starters.map((one) => ({ value: one.kind, name: kindName(one.kind) }))}
        value={kind.kind}
        onChange={onKind}
      />
      <PickedList
        title="Projects of this kind"
        add="Add your project"
        what="projects"
        keeps="id"
        at={`kinds.${index}.projects`}
        value={kind.projects}
        onChange={(projects) => set({ kinds: withAt(document.kinds, index, { ...kind, projects }) })}
      />
    </div>
  );
}

/** Step 2: which fields carry what, with an issue to try it on. */
function MapFields(): ReactElement {
  return (
    <div className="stack">
      <FieldMapForm />
      <TryIssue />
    </div>
  );
}

/** Step 3: who approves, and who backs them up. */
function NameApprovers({ kind }: StepProps): ReactElement {
  const { document, set } = useEditing();
  const role = kind.approverRole;
  if (role === null) {
    return <p>This kind of work names no approver role, so nothing on it waits for an approval.</p>;
  }
  const place = document.approvers.findIndex((entry) => entry.role === role);
  const { approvers } = document;
  const entry = approvers[place] ?? emptyEntry(role);
  return (
    <div className="stack-small">
      <p>
        {roleName(role)} approves on {kindName(kind.kind).toLowerCase()}. Name at least two people: a
        requester never approves their own work.
      </p>
      <RoleCard
        entry={entry}
        at={`approvers.${place}`}
        usedBy={kindName(kind.kind)}
        onChange={(next) =>
          set({ approvers: place === -1 ? [...approvers, next] : withAt(approvers, place, next) })
        }
        onRemove={() => undefined}
      />
    </div>
  );
}

/** Step 5: the last look, and where the draft goes from here. */
function TryAndSave(): ReactElement {
  return (
    <div className="stack">
      <TryIssue />
      <p>
        When it decides as you want: say above what changes and why, <strong>Save draft</strong>,{' '}
        <strong>Simulate</strong>, then <strong>Submit for review</strong>. Another admin looks at it before
        it can be published.
      </p>
    </div>
  );
}

const STEPS: readonly { readonly title: string; readonly Step: (props: StepProps) => ReactElement }[] = [
  { title: 'Pick a project and its kind of work', Step: PickProject },
  { title: 'Map the fields', Step: MapFields },
  { title: 'Name the approver and the backup', Step: NameApprovers },
  { title: 'Name who answers for each class', Step: Owners },
  { title: 'Try, save, submit', Step: TryAndSave },
];

/** Sets one project up in five steps, from the policy that ships. Everything it edits stands in the tabs too. */
export function Guide({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { document } = useEditing();
  const [place, setPlace] = useState(0);
  const [name, setName] = useState(STARTERS[0]);
  const found = document.kinds.findIndex(({ kind }) => kind === name);
  const index = Math.max(0, found);
  const kind = document.kinds[index];
  const step = STEPS[place];
  if (kind === undefined || step === undefined) {
    return <p>The policy names no kind of work to start from. Add one in the tab Operations.</p>;
  }
  const { title, Step } = step;
  return (
    <section aria-labelledby="guide-title" className="stack guide">
      <StepHeading
        id="guide-title"
        key={place}
        text={`Step ${place + 1} of ${STEPS.length}: ${title}`}
        takesFocus
      />
      <Step kind={kind} index={index} onKind={setName} />
      <div className="row">
        <Button isDisabled={place === 0} onClick={() => setPlace(place - 1)}>
          Back
        </Button>
        {place < STEPS.length - 1 ? (
          <Button onClick={() => setPlace(place + 1)}>Next step</Button>
        ) : (
          <Button onClick={onClose}>Finish the guide</Button>
        )}
        <Button appearance="subtle" onClick={onClose}>
          Leave the guide
        </Button>
      </div>
    </section>
  );
}
