import type { ReactElement } from 'react';
import type { GateSettings } from '../../../src/contract/policy';
import { count } from '../../elements/words';
import { optionalNumber, wholeNumber } from '../forms/notations';
import { TypedField } from '../forms/typed-field';
import { GATE_NAMES } from './gate-names';
import { HintedCheckbox } from './hinted-checkbox';

/** The bounds of the contract. */
const MOST_HOURS = 336;

interface DeadlinesCardProps {
  readonly gates: GateSettings;
  readonly approvalHours: number;
  readonly set: (part: Partial<GateSettings>) => void;
}

/** When somebody is told again, when the backup is asked, and how long an approval counts. */
export function DeadlinesCard({ gates, approvalHours, set }: DeadlinesCardProps): ReactElement {
  return (
    <fieldset className="card kind-card">
      <legend>Time</legend>
      <p className="subtle">
        Counted from when a person is asked. A gate that nobody decides in {count(approvalHours, 'hour')}{' '}
        times out, which the tab Guardrails sets.
      </p>
      <div className="field-row">
        <TypedField
          label={GATE_NAMES.remindAfterHours}
          hint="Who is asked is told again, once. Empty: never."
          notation={optionalNumber(1, MOST_HOURS)}
          at="gates.remindAfterHours"
          value={gates.remindAfterHours}
          onChange={(remindAfterHours) => set({ remindAfterHours })}
        />
        <TypedField
          label={GATE_NAMES.backupAfterHours}
          hint="The backup is then asked as well. Empty: not because of time."
          notation={optionalNumber(1, MOST_HOURS)}
          at="gates.backupAfterHours"
          value={gates.backupAfterHours}
          onChange={(backupAfterHours) => set({ backupAfterHours })}
        />
        <TypedField
          label={GATE_NAMES.validHours}
          hint="What was approved and has not happened by then does not happen."
          notation={wholeNumber(1, MOST_HOURS)}
          at="gates.validHours"
          value={gates.validHours}
          onChange={(validHours) => set({ validHours })}
        />
      </div>
      <HintedCheckbox
        label={GATE_NAMES.mayBackupDecideEarly}
        hint="Off: what the backup decides before that is refused."
        at="gates.mayBackupDecideEarly"
        value={gates.mayBackupDecideEarly}
        onChange={(mayBackupDecideEarly) => set({ mayBackupDecideEarly })}
      />
    </fieldset>
  );
}
