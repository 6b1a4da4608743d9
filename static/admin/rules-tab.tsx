import type { ReactElement } from 'react';
import type { Rule } from '../../src/contract/policy';
import { ruleSentence } from './rule-sentence';

/** The rules in force as sentences. Deny wins, and no match is blocked, so that is said first. */
export function RulesTab({ rules }: { readonly rules: readonly Rule[] }): ReactElement {
  return (
    <div className="stack tab-body">
      <p className="subtle">
        Every rule whose condition holds fires, and a rule that blocks wins over all others. Severity, data
        class, AI tier and the task are each looked at; where no rule speaks for one of them, the operation is
        blocked.
      </p>
      <ul className="plain-list rule-list" aria-label="Rules">
        {rules.map((rule) => (
          <li key={rule.id}>
            <code>{rule.id}</code>
            <span>{ruleSentence(rule)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
