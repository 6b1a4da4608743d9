import Button from '@atlaskit/button/new';
import Textfield from '@atlaskit/textfield';
import { useId, useState, type FormEvent, type ReactElement } from 'react';
import type { CallOutput } from '../../../src/contract/calls';
import type { Decision } from '../../../src/contract/decision';
import type { Observation } from '../../../src/contract/policy-life';
import { DataTable, type DataRow } from '../../elements/data-table';
import { Failure } from '../../elements/failure';
import { Lozenge } from '../../elements/lozenge';
import { OUTCOMES } from '../../elements/words';
import { useWrite } from '../../queries';
import { useEditing } from '../work/editing';
import { testFrom } from '../versions/new-test';
import { FieldName } from './field-name';

type Tried = CallOutput<'admin.try-issue'>;

const INPUTS: Readonly<Record<Observation['input'], string>> = {
  kind: 'Kind of work',
  severity: 'Severity',
  dataClass: 'Data class',
  impact: 'Impact',
  environment: 'Environment',
  customerFacing: 'Customer-facing',
  owner: 'Service owner',
  requesterRoles: 'Your project roles',
  labels: 'Labels',
  components: 'Components',
};

const observationRow = (one: Observation): DataRow => ({
  key: one.input,
  cells: [
    INPUTS[one.input],
    one.field === null ? '—' : <FieldName field={one.field} />,
    one.raw ?? 'nothing',
    <>
      {one.value ?? <Lozenge word="Unknown" tone="warning" />}
      {one.isAssumed && ' (assumed by the kind)'}
    </>,
  ],
});

function Said({ decision }: { readonly decision: Decision }): ReactElement {
  const { word, tone } = OUTCOMES[decision.outcome];
  const ids = [...new Set(decision.reasons.map(({ ruleId }) => ruleId))];
  return (
    <>
      <Lozenge word={word} tone={tone} /> <span className="subtle">{ids.join(', ')}</span>
    </>
  );
}

function Decisions({ tried }: { readonly tried: Tried }): ReactElement {
  const { settings, document, set } = useEditing();
  const [kept, setKept] = useState<string | null>(null);
  const keep = (decision: Decision): void => {
    const offered = settings.operations.find(({ operation }) => operation === decision.operation);
    if (offered === undefined) return;
    const test = testFrom({ tried, decision, class: offered.class, at: new Date().toISOString() });
    set({ tests: [...document.tests.filter(({ name }) => name !== test.name), test] });
    setKept(test.name);
  };
  if (tried.decisions.length === 0) {
    return <p>No kind of work in this page covers the issue, so nothing is offered on it.</p>;
  }
  return (
    <div className="stack-small">
      <DataTable
        caption={`What policy says about ${tried.issueKey}`}
        columns={['Operation', 'In force', 'This page', 'Keep']}
        rows={tried.decisions.map(({ title, inForce, draft }) => ({
          key: draft.operation,
          isMarked: inForce.outcome !== draft.outcome,
          cells: [
            title,
            <Said decision={inForce} />,
            <Said decision={draft} />,
            <Button spacing="compact" aria-label={`Keep as a test: ${title}`} onClick={() => keep(draft)}>
              Keep as a test
            </Button>,
          ],
        }))}
      />
      <p role="status" className="subtle">
        {kept !== null && `“${kept}” stands among the policy tests in the tab Versions.`}
      </p>
    </div>
  );
}

/** Reads one issue as the admin and shows what policy sees in it and says about it, by this page and by the policy in force. */
export function TryIssue(): ReactElement {
  const { document, checked } = useEditing();
  const id = useId();
  const [issueKey, setIssueKey] = useState('');
  const attempt = useWrite('admin.try-issue');
  const send = (): void => attempt.mutate({ issueKey: issueKey.trim().toUpperCase(), document });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (issueKey.trim().length > 2) send();
  };
  return (
    <section aria-labelledby={`${id}-title`} className="card stack-small">
      <h2 id={`${id}-title`} className="card-title">
        Try on an issue
      </h2>
      <form className="field-row" onSubmit={submit}>
        <div className="form-field">
          <label htmlFor={id}>Issue key</label>
          <Textfield
            id={id}
            maxLength={64}
            value={issueKey}
            onChange={(event) => setIssueKey(event.currentTarget.value)}
          />
        </div>
        <Button type="submit" isLoading={attempt.isPending} isDisabled={issueKey.trim().length < 3}>
          Try on an issue
        </Button>
      </form>
      <p className="subtle">
        Uses what stands in this page, saved or not; nothing is recorded.
        {checked.problems.length > 0 && ` Mend what is marked first if it is refused.`}
      </p>
      <Failure failure={attempt.error} onRetry={send} />
      {attempt.data !== undefined && (
        <div className="stack-small" key={`${attempt.data.issueKey}-${attempt.submittedAt}`}>
          <p role="status">
            <span className="strong">{attempt.data.issueKey}</span> {attempt.data.summary}
          </p>
          <DataTable
            caption="What policy saw"
            columns={['Input', 'From', 'It says', 'That means']}
            rows={attempt.data.observations.map(observationRow)}
          />
          <Decisions tried={attempt.data} />
        </div>
      )}
    </section>
  );
}
