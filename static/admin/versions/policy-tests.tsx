import Button from '@atlaskit/button/new';
import { useState, type ReactElement } from 'react';
import type { PolicyTest } from '../../../src/contract/policy';
import type { TestResult } from '../../../src/contract/policy-life';
import { Lozenge } from '../../elements/lozenge';
import { kindName, OPERATIONS, OUTCOMES } from '../../elements/words';
import { without, withAt } from '../forms/order';
import { Problems } from '../forms/problems';
import { useEditing } from '../work/editing';
import { TestEditor } from './test-editor';

function Result({ result }: { readonly result: TestResult | undefined }): ReactElement {
  if (result === undefined) return <Lozenge word="Not run yet" tone="neutral" />;
  return result.passed ? (
    <Lozenge word="Passes" tone="success" />
  ) : (
    <>
      <Lozenge word="Fails" tone="danger" /> <span>{result.why}</span>
    </>
  );
}

interface TestRowProps {
  readonly test: PolicyTest;
  readonly index: number;
  readonly onChange: (test: PolicyTest) => void;
  readonly onRemove: () => void;
}

function TestRow({ test, index, onChange, onRemove }: TestRowProps): ReactElement {
  const { checked } = useEditing();
  const [isOpen, setOpen] = useState(false);
  const at = `tests.${index}`;
  const { kind, projectKey } = test.input.facts;
  return (
    <li className="stack-small">
      <div className="row spread">
        <span className="strong">{test.name}</span>
        <span className="row">
          <Button
            spacing="compact"
            aria-expanded={isOpen}
            aria-label={`${isOpen ? 'Close' : 'Edit'} test ${test.name}`}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? 'Close' : 'Edit'}
          </Button>
          <Button
            spacing="compact"
            appearance="subtle"
            aria-label={`Remove test ${test.name}`}
            onClick={onRemove}
          >
            Remove
          </Button>
        </span>
      </div>
      <p>
        <Result result={checked.tests.find(({ name }) => name === test.name)} />
      </p>
      <p className="subtle">
        {kind === null ? 'No kind of work' : kindName(kind)} in {projectKey}: “
        {OPERATIONS[test.input.operation]}” has to be {OUTCOMES[test.expect.outcome].word.toLowerCase()}
        {test.expect.rules.length > 0 && `, by ${test.expect.rules.join(', ')}`}.
      </p>
      <Problems at={at} />
      {isOpen && <TestEditor test={test} at={at} onChange={onChange} />}
    </li>
  );
}

/** The tests that live with the policy, and how each comes out on the document in the page. */
export function PolicyTests(): ReactElement {
  const { document, set } = useEditing();
  const { tests } = document;
  return (
    <section aria-labelledby="tests-title" className="card stack-small">
      <h2 id="tests-title" className="card-title">
        Policy tests
      </h2>
      <p className="subtle">
        Cases that have to hold before a draft can be submitted or published. Try an issue in the tab
        Operations and keep what comes out.
      </p>
      {tests.length === 0 && <p>There is none yet.</p>}
      <ul className="plain-list version-list" aria-label="Policy tests">
        {tests.map((test, index) => (
          <TestRow
            key={index}
            test={test}
            index={index}
            onChange={(next) => set({ tests: withAt(tests, index, next) })}
            onRemove={() => set({ tests: without(tests, index) })}
          />
        ))}
      </ul>
      <Problems at="tests" />
    </section>
  );
}
