import type { ReactElement } from 'react';
import type { PolicyTest } from '../../../src/contract/policy';
import type { DataClass, Severity } from '../../../src/contract/vocabulary';
import { DATA_CLASSES, keysOf, OUTCOMES, SEVERITIES } from '../../elements/words';
import { ChoiceField, type Choice } from '../forms/choice-field';
import { NamedList } from '../forms/named-list';
import { TextField } from '../forms/text-field';
import { useEditing } from '../work/editing';

const choicesOf = <V extends string>(words: Readonly<Record<V, string>>): readonly Choice<V>[] =>
  keysOf(words).map((value) => ({ value, name: words[value] }));

const SEVERITY_CHOICES = choicesOf(SEVERITIES);
const DATA_CHOICES = choicesOf(DATA_CLASSES);
const OUTCOME_CHOICES = keysOf(OUTCOMES).map((value) => ({ value, name: OUTCOMES[value].word }));

const known = <V extends string>(value: V | 'unknown'): V | null => (value === 'unknown' ? null : value);

interface TestEditorProps {
  readonly test: PolicyTest;
  readonly at: string;
  readonly onChange: (test: PolicyTest) => void;
}

/** The facts of a policy test that are asked about most, and what has to come out. */
export function TestEditor({ test, at, onChange }: TestEditorProps): ReactElement {
  const { settings } = useEditing();
  const { input, expect } = test;
  const see = (part: { severity?: Severity | null; dataClass?: DataClass | null }): void =>
    onChange({ ...test, input: { ...input, facts: { ...input.facts, ...part } } });
  return (
    <div className="in-form stack-small">
      <TextField
        label="Name of the test"
        at={`${at}.name`}
        value={test.name}
        maxLength={120}
        onChange={(name) => onChange({ ...test, name })}
      />
      <div className="field-row">
        <ChoiceField
          label="Operation"
          choices={settings.operations.map(({ operation, title }) => ({ value: operation, name: title }))}
          value={input.operation}
          at={`${at}.input.operation`}
          onChange={(operation) => onChange({ ...test, input: { ...input, operation } })}
        />
        <ChoiceField
          label="Severity"
          choices={SEVERITY_CHOICES}
          value={input.facts.severity ?? 'unknown'}
          onChange={(severity) => see({ severity: known(severity) })}
        />
        <ChoiceField
          label="Data class"
          choices={DATA_CHOICES}
          value={input.facts.dataClass ?? 'unknown'}
          onChange={(dataClass) => see({ dataClass: known(dataClass) })}
        />
        <ChoiceField
          label="Has to be"
          choices={OUTCOME_CHOICES}
          value={expect.outcome}
          at={`${at}.expect.outcome`}
          onChange={(outcome) => onChange({ ...test, expect: { ...expect, outcome } })}
        />
      </div>
      <NamedList
        label="Rules that have to fire"
        hint="Ids; others may fire too."
        at={`${at}.expect.rules`}
        value={expect.rules}
        onChange={(rules) => onChange({ ...test, expect: { ...expect, rules } })}
      />
    </div>
  );
}
