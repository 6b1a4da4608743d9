import type { ReactElement } from 'react';
import type { GateSettings } from '../../../src/contract/policy';
import { wholeNumber } from '../forms/notations';
import { TypedField } from '../forms/typed-field';
import { GATE_NAMES } from './gate-names';

type Attention = GateSettings['attention'];

interface Limit {
  readonly name: keyof Attention;
  readonly hint: string;
  readonly least: number;
  readonly most: number;
}

/** Within the bounds of the contract. */
const LIMITS: readonly Limit[] = [
  {
    name: 'minSecondsPerThousandWords',
    hint: 'An approval in the panel that took less counts as quick. 0: none does.',
    least: 0,
    most: 600,
  },
  {
    name: 'maxQuickInARow',
    hint: 'A pause of 30 minutes or a rejection ends a row.',
    least: 1,
    most: 500,
  },
  {
    name: 'maxApprovalsInARow',
    hint: 'Quick or not, in the panel or by Jira’s own transition.',
    least: 1,
    most: 500,
  },
  { name: 'maxDecisionsPerDay', hint: 'Of one person, in a day of UTC.', least: 1, most: 1_000 },
];

interface AttentionCardProps {
  readonly attention: Attention;
  readonly onChange: (part: Partial<Attention>) => void;
}

/** When somebody approves too fast, too much or too much alike (U8). */
export function AttentionCard({ attention, onChange }: AttentionCardProps): ReactElement {
  return (
    <fieldset className="card kind-card">
      <legend>Limits of attention</legend>
      <p className="subtle">
        Over one of these a person’s next approval is refused and the backup is asked. Rejecting and
        escalating always work. Where nobody is the backup, the approval counts and the audit trail says so.
      </p>
      <div className="field-row">
        {LIMITS.map(({ name, hint, least, most }) => (
          <TypedField
            key={name}
            label={GATE_NAMES[`attention/${name}`]}
            hint={hint}
            notation={wholeNumber(least, most)}
            at={`gates.attention.${name}`}
            value={attention[name]}
            onChange={(value) => onChange({ [name]: value })}
          />
        ))}
      </div>
    </fieldset>
  );
}
