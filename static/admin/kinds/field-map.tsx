import type { ReactElement } from 'react';
import type { FieldMap } from '../../../src/contract/policy';
import type { DataClass, Environment, Impact, Severity } from '../../../src/contract/vocabulary';
import {
  CUSTOMER_FACING,
  DATA_CLASSES,
  ENVIRONMENTS,
  IMPACTS,
  keysOf,
  SEVERITIES,
} from '../../elements/words';
import type { Choice } from '../forms/choice-field';
import { useEditing } from '../work/editing';
import { MappedInput } from './mapped-input';
import { PlainInput } from './plain-input';

const knownOf = <V extends string>(
  words: Readonly<Record<V | 'unknown', string>>,
  isKnown: (value: V | 'unknown') => value is V,
): readonly Choice<V>[] =>
  keysOf(words)
    .filter(isKnown)
    .map((value) => ({ value, name: words[value] }));

const SEVERITY = knownOf(SEVERITIES, (value): value is Severity => value !== 'unknown');
const DATA_CLASS = knownOf(DATA_CLASSES, (value): value is DataClass => value !== 'unknown');
const IMPACT = knownOf(IMPACTS, (value): value is Impact => value !== 'unknown');
const ENVIRONMENT = knownOf(ENVIRONMENTS, (value): value is Environment => value !== 'unknown');
const FACING = knownOf(CUSTOMER_FACING, (value): value is 'yes' | 'no' => value !== 'unknown');

/** Which Jira fields carry what policy decides on. */
export function FieldMapForm(): ReactElement {
  const { document, set } = useEditing();
  const { fieldMap } = document;
  const change = (part: Partial<FieldMap>): void => set({ fieldMap: { ...fieldMap, ...part } });
  return (
    <section aria-labelledby="field-map-title" className="card stack">
      <h2 id="field-map-title" className="card-title">
        Field map
      </h2>
      <p className="subtle">
        Which fields of this site carry what policy decides on. Of several fields the first that holds a
        mapped value counts. What is mapped from nothing is unknown, and unknown makes a decision more
        careful.
      </p>
      <MappedInput
        title="Severity"
        at="fieldMap.severity"
        choices={SEVERITY}
        value={fieldMap.severity}
        onChange={(severity) => change({ severity })}
      />
      <MappedInput
        title="Data class"
        at="fieldMap.dataClass"
        choices={DATA_CLASS}
        value={fieldMap.dataClass}
        onChange={(dataClass) => change({ dataClass })}
      />
      <MappedInput
        title="Impact"
        at="fieldMap.impact"
        choices={IMPACT}
        value={fieldMap.impact}
        onChange={(impact) => change({ impact })}
      />
      <MappedInput
        title="Environment"
        at="fieldMap.environment"
        choices={ENVIRONMENT}
        value={fieldMap.environment}
        onChange={(environment) => change({ environment })}
      />
      <MappedInput
        title="Customer-facing"
        at="fieldMap.customerFacing"
        choices={FACING}
        value={fieldMap.customerFacing}
        onChange={(customerFacing) => change({ customerFacing })}
      />
      <PlainInput
        title="Service owner"
        at="fieldMap.owner"
        value={fieldMap.owner}
        onChange={(owner) => change({ owner })}
      />
      <PlainInput
        title="Runbook"
        at="fieldMap.runbook"
        value={fieldMap.runbook}
        onChange={(runbook) => change({ runbook })}
      />
      <PlainInput
        title="Request type"
        at="fieldMap.requestType"
        value={fieldMap.requestType}
        onChange={(requestType) => change({ requestType })}
      />
    </section>
  );
}
