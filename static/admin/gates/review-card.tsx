import type { ReactElement } from 'react';
import type { GateSettings } from '../../../src/contract/policy';
import { RISKS } from '../../elements/words';
import { ChoiceField } from '../forms/choice-field';
import { GATE_NAMES } from './gate-names';
import { HintedCheckbox } from './hinted-checkbox';

const NONE = 'none';
const CHOICES = [
  { value: NONE, name: 'No risk: every gate is a sign-off' },
  ...(['low', 'medium', 'high'] as const).map((value) => ({ value, name: RISKS[value].word })),
] as const;

interface ReviewCardProps {
  readonly gates: GateSettings;
  readonly set: (part: Partial<GateSettings>) => void;
}

/** How closely people look, by risk (R145, R146). */
export function ReviewCard({ gates, set }: ReviewCardProps): ReactElement {
  return (
    <fieldset className="card kind-card">
      <legend>How closely people look</legend>
      <ChoiceField
        label={GATE_NAMES.lightReviewUpTo}
        hint="A gate of higher risk is a sign-off."
        choices={CHOICES}
        value={gates.lightReviewUpTo ?? NONE}
        at="gates.lightReviewUpTo"
        onChange={(risk) => set({ lightReviewUpTo: risk === NONE ? null : risk })}
      />
      <HintedCheckbox
        label={GATE_NAMES.doesSignOffNeedReading}
        hint="In the panel a sign-off is then approved only after that. Jira’s own transition cannot tell."
        at="gates.doesSignOffNeedReading"
        value={gates.doesSignOffNeedReading}
        onChange={(doesSignOffNeedReading) => set({ doesSignOffNeedReading })}
      />
      <HintedCheckbox
        label={GATE_NAMES.allowsBatch}
        hint="Each of them is checked and recorded by itself."
        at="gates.allowsBatch"
        value={gates.allowsBatch}
        onChange={(allowsBatch) => set({ allowsBatch })}
      />
    </fieldset>
  );
}
