import type { ReactElement } from 'react';
import type { GatePlan } from '../../src/contract/scope';
import { count, roleName } from '../elements/words';

function Gate({ gate }: { readonly gate: GatePlan }): ReactElement {
  return (
    <li>
      <span className="strong">{gate.approver.displayName}</span> ({roleName(gate.role).toLowerCase()})
      approves {gate.gate === 'run' ? 'before the AI runs' : 'before the output is used'}, within{' '}
      {count(gate.hours, 'hour')} of being asked.{' '}
      {gate.backup === null ? 'There is no backup.' : `Backup: ${gate.backup.displayName}.`}{' '}
      <span className="subtle">
        {gate.because} Rule <code>{gate.ruleId}</code>.
      </span>
    </li>
  );
}

/** Who decides before this runs or is used, until when and why; or that nobody needs to. */
export function ApprovalGate({ gates }: { readonly gates: readonly GatePlan[] }): ReactElement {
  return (
    <section aria-labelledby="gate-title" className="card stack-small">
      <h3 id="gate-title" className="card-title">
        Human Approval Gate
      </h3>
      {gates.length === 0 ? (
        <p>No approval is needed before this runs; you still review the output.</p>
      ) : (
        <ul className="plain-list">
          {gates.map((gate) => (
            <Gate key={gate.gate} gate={gate} />
          ))}
        </ul>
      )}
    </section>
  );
}
