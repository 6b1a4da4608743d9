import type { ReactElement } from 'react';
import type { Reason } from '../../src/contract/decision';

const SUBJECTS: Readonly<Record<Reason['subject'], string>> = {
  severity: 'Severity',
  'data-class': 'Data class',
  'ai-tier': 'AI tier',
  policy: 'Policy',
  owner: 'Owner',
  approver: 'Approver',
};

const EFFECTS: Readonly<Record<Reason['effect'], { readonly mark: string; readonly words: string }>> = {
  allow: { mark: '✓', words: 'allows' },
  block: { mark: '✕', words: 'blocks' },
  'require-run-approval': { mark: '!', words: 'asks for approval before it runs' },
  'require-use-approval': { mark: '!', words: 'asks for approval before use' },
  'lifted-block': { mark: '!', words: 'would block, but a bypass lifts it: approved before run and use' },
  'require-second-reviewer': { mark: '!', words: 'asks for a second reviewer before use' },
  'cap-tier': { mark: '!', words: 'caps the AI tier' },
  redact: { mark: '!', words: 'takes personal data out before AI reads' },
  'internal-only': { mark: '!', words: 'keeps the comment internal' },
  sample: { mark: '!', words: 'drew this one for a look before use' },
};

/** Every rule that fired: what it saw, where its limit is and why it is there (R076-R079). */
export function FiredRules({ reasons }: { readonly reasons: readonly Reason[] }): ReactElement {
  return (
    <table className="rules">
      <caption className="visually-hidden">Rules that fired</caption>
      <thead>
        <tr>
          <th scope="col">Subject</th>
          <th scope="col">Observed</th>
          <th scope="col">Limit</th>
          <th scope="col">Effect</th>
          <th scope="col">Rule</th>
        </tr>
      </thead>
      <tbody>
        {reasons.map((reason) => (
          <tr
            key={`${reason.ruleId}-${reason.subject}-${reason.effect}`}
            className={`effect-${reason.effect}`}
          >
            <th scope="row">{SUBJECTS[reason.subject]}</th>
            <td data-label="Observed">{reason.observed}</td>
            <td data-label="Limit">{reason.threshold}</td>
            <td data-label="Effect">
              <span>
                <span className="effect-mark" aria-hidden="true">
                  {EFFECTS[reason.effect].mark}
                </span>{' '}
                {EFFECTS[reason.effect].words}
                <span className="rule-because">{reason.because}</span>
              </span>
            </td>
            <td data-label="Rule">
              <code>{reason.ruleId}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
