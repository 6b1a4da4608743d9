import type { ReactElement } from 'react';
import {
  CUSTOMER_FACING,
  DATA_CLASSES,
  ENVIRONMENTS,
  IMPACTS,
  keysOf,
  SEVERITIES,
} from '../../elements/words';
import { ChoiceField, type Choice } from '../forms/choice-field';
import type { KindPartProps } from './kind-covers';

/** The words of an input; `unknown` stands for assuming nothing. */
const choicesOf = <V extends string>(words: Readonly<Record<V, string>>): readonly Choice<V>[] =>
  keysOf(words).map((value) => ({
    value,
    name: value === 'unknown' ? 'Nothing: it stays unknown' : words[value],
  }));

const SEVERITY_CHOICES = choicesOf(SEVERITIES);
const DATA_CHOICES = choicesOf(DATA_CLASSES);
const IMPACT_CHOICES = choicesOf(IMPACTS);
const ENVIRONMENT_CHOICES = choicesOf(ENVIRONMENTS);
const FACING_CHOICES = choicesOf(CUSTOMER_FACING);

const known = <V extends string>(value: V | 'unknown'): V | null => (value === 'unknown' ? null : value);

/** What counts where the issue's own fields say nothing. */
export function KindAssumes({ rule, at, set }: KindPartProps): ReactElement {
  return (
    <section aria-label="Assumed" className="stack-small">
      <h2 className="card-title">Assumed where the issue says nothing</h2>
      <p className="subtle">What is assumed counts as known, so rules may allow by it.</p>
      <div className="field-row">
        <ChoiceField
          label="Severity"
          choices={SEVERITY_CHOICES}
          value={rule.assumedSeverity ?? 'unknown'}
          at={`${at}.assumedSeverity`}
          onChange={(value) => set({ assumedSeverity: known(value) })}
        />
        <ChoiceField
          label="Data class"
          choices={DATA_CHOICES}
          value={rule.assumedDataClass ?? 'unknown'}
          at={`${at}.assumedDataClass`}
          onChange={(value) => set({ assumedDataClass: known(value) })}
        />
        <ChoiceField
          label="Impact"
          choices={IMPACT_CHOICES}
          value={rule.assumedImpact ?? 'unknown'}
          at={`${at}.assumedImpact`}
          onChange={(value) => set({ assumedImpact: known(value) })}
        />
        <ChoiceField
          label="Environment"
          choices={ENVIRONMENT_CHOICES}
          value={rule.assumedEnvironment ?? 'unknown'}
          at={`${at}.assumedEnvironment`}
          onChange={(value) => set({ assumedEnvironment: known(value) })}
        />
        <ChoiceField
          label="Customer-facing"
          choices={FACING_CHOICES}
          value={rule.assumedCustomerFacing ?? 'unknown'}
          at={`${at}.assumedCustomerFacing`}
          onChange={(value) => set({ assumedCustomerFacing: known(value) })}
        />
      </div>
    </section>
  );
}
