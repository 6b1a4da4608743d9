import type { ReactElement } from 'react';
import type { Check } from '../../src/contract/audit';
import { Lozenge, type Tone } from '../elements/lozenge';
import { idToWords } from '../elements/words';

const TONES: Readonly<Record<Check['verdict'], Tone>> = {
  allowed: 'success',
  modified: 'warning',
  blocked: 'danger',
  escalated: 'discovery',
};

/** Every check of a step: the rule, what it saw, its limit, and what it said. */
export function ChecksTable({ checks }: { readonly checks: readonly Check[] }): ReactElement {
  return (
    <table className="grid">
      <caption className="visually-hidden">Checks</caption>
      <thead>
        <tr>
          <th scope="col">Check</th>
          <th scope="col">Rule</th>
          <th scope="col">Verdict</th>
          <th scope="col">Observed</th>
          <th scope="col">Limit</th>
        </tr>
      </thead>
      <tbody>
        {checks.map((check, index) => (
          <tr key={`${index}-${check.ruleId}`}>
            <td data-label="Check">{idToWords(check.check)}</td>
            <td data-label="Rule">
              <code>{check.ruleId}</code>
            </td>
            <td data-label="Verdict">
              <Lozenge word={idToWords(check.verdict)} tone={TONES[check.verdict]} />
            </td>
            <td data-label="Observed">{check.observed}</td>
            <td data-label="Limit">{check.threshold}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
