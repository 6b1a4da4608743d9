import type { ReactElement } from 'react';

const STEPS = ['Select Scope', 'Check Eligibility', 'Confirm Controls', 'Review Output'] as const;
export type Step = (typeof STEPS)[number];

/** The four steps of a hand-off and where this person is; what is done says so in words, not by colour alone. */
export function Stepper({ current }: { readonly current: Step }): ReactElement {
  const at = STEPS.indexOf(current);
  return (
    <ol className="stepper" aria-label="Steps of a hand-off">
      {STEPS.map((step, index) => (
        <li
          key={step}
          className={index < at ? 'step step-done' : 'step'}
          aria-current={index === at ? 'step' : undefined}
        >
          <span className="step-number" aria-hidden="true">
            {index < at ? '✓' : index + 1}
          </span>
          <span className="step-name">{step}</span>
          {index < at && <span className="visually-hidden"> (done)</span>}
        </li>
      ))}
    </ol>
  );
}
