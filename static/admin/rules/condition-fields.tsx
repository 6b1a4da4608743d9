import Button from '@atlaskit/button/new';
import { useId, type ReactElement } from 'react';
import type { Condition } from '../../../src/contract/rule';
import { useEditing } from '../work/editing';
import { CONDITION_PARTS } from './condition-parts';
import { CONDITION_ORDER, partsIn } from './rule-sentence';

interface ConditionFieldsProps {
  readonly when: Condition;
  readonly at: string;
  readonly onChange: (when: Condition) => void;
}

const isPart = (text: string): text is keyof Condition => Object.hasOwn(CONDITION_PARTS, text);

function withoutPart(when: Condition, part: keyof Condition): Condition {
  const { [part]: _gone, ...rest } = when;
  return rest;
}

/** The parts that a condition names, each with its fields, and the way to name another. */
export function ConditionFields({ when, at, onChange }: ConditionFieldsProps): ReactElement {
  const id = useId();
  const { document } = useEditing();
  const named = partsIn(when);
  const begin = (text: string): void => {
    if (!isPart(text)) return;
    onChange({ ...when, ...CONDITION_PARTS[text].begin(document.kinds.map(({ kind }) => kind)) });
  };
  return (
    <section aria-label="When" className="stack-small">
      <h3>When</h3>
      {named.length === 0 && <p>Always. Add a condition to make the rule speak for less.</p>}
      {named.length > 1 && (
        <p className="subtle">All of these have to hold; within one, any of its values does.</p>
      )}
      {named.map((part) => {
        const { name, Fields } = CONDITION_PARTS[part];
        return (
          <div key={part} className="condition-part">
            <div className="grow">
              <Fields when={when} at={at} set={(next) => onChange({ ...when, ...next })} />
            </div>
            <Button
              spacing="compact"
              appearance="subtle"
              aria-label={`Remove condition: ${name}`}
              onClick={() => onChange(withoutPart(when, part))}
            >
              Remove
            </Button>
          </div>
        );
      })}
      <div className="form-field">
        <label htmlFor={id}>Add a condition</label>
        <select id={id} className="select" value="" onChange={(event) => begin(event.target.value)}>
          <option value="">Choose what it looks at</option>
          {CONDITION_ORDER.filter((part) => !named.includes(part)).map((part) => (
            <option key={part} value={part}>
              {CONDITION_PARTS[part].name}
            </option>
          ))}
        </select>
      </div>
    </section>
  );
}
