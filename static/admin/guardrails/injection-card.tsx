import type { ReactElement } from 'react';
import type { GuardrailSettings } from '../../../src/contract/policy';
import { ChoiceField } from '../forms/choice-field';
import { useEditing } from '../work/editing';

const CHOICES: readonly { readonly value: GuardrailSettings['onInjection']; readonly name: string }[] = [
  { value: 'use-gate', name: 'The output needs approval' },
  { value: 'block', name: 'The operation is blocked' },
];

/** What words in a source that speak to an AI lead to. That no engine is given the source is no choice. */
export function InjectionCard(): ReactElement {
  const { document, set } = useEditing();
  const { guardrails } = document;
  return (
    <fieldset className="card kind-card">
      <legend>Words that speak to an AI</legend>
      <p className="subtle">
        A source in which a guardrail finds such words is in quarantine: people see it, no engine is given it,
        and no claim may rest on it. This says what else follows.
      </p>
      <ChoiceField
        label="Where a source is in quarantine"
        choices={CHOICES}
        value={guardrails.onInjection}
        at="guardrails.onInjection"
        onChange={(onInjection) => set({ guardrails: { ...guardrails, onInjection } })}
      />
    </fieldset>
  );
}
