import type { ReactElement, ReactNode } from 'react';
import type { GatePlan } from '../../src/contract/scope';
import { askedName } from '../elements/asked-name';
import { Lozenge } from '../elements/lozenge';
import { Notice } from '../elements/notice';
import { count, REVIEWS, RISKS, roleName } from '../elements/words';

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactElement {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function whoApproves({ approvers, needed, isInOrder }: GatePlan): string {
  const names = approvers.map(askedName).join(isInOrder ? '; then ' : '; ');
  return approvers.length === 1 ? names : `${needed} of ${approvers.length} must approve: ${names}`;
}

function backupOf({ backup, backupAfterHours, mayBackupDecideEarly }: GatePlan): string {
  if (backup === null) return 'Nobody';
  const early = mayBackupDecideEarly ? ', may decide at any time' : '';
  const asked = backupAfterHours === null ? '' : `, asked after ${count(backupAfterHours, 'hour')}`;
  return `${askedName(backup)}${early}${asked}`;
}

function deadlineOf({ hours, remindAfterHours }: GatePlan): string {
  const reminder = remindAfterHours === null ? '' : `; reminded after ${count(remindAfterHours, 'hour')}`;
  return `within ${count(hours, 'hour')} of being asked${reminder}`;
}

function Gate({ gate }: { readonly gate: GatePlan }): ReactElement {
  return (
    <li className="stack-small">
      <div className="row">
        <span className="strong">
          {gate.gate === 'run' ? 'Before the AI runs' : 'Before the output is used'}
        </span>
        <Lozenge {...RISKS[gate.risk]} />
        <Lozenge {...REVIEWS[gate.review]} />
      </div>
      <dl className="facts">
        <Fact name={roleName(gate.role)}>{whoApproves(gate)}</Fact>
        <Fact name="Decides">{deadlineOf(gate)}</Fact>
        <Fact name="Backup">{backupOf(gate)}</Fact>
        <Fact name="An approval counts">
          for {count(gate.validHours, 'hour')}, for exactly this packet and this one act
        </Fact>
      </dl>
      {gate.place === 'panel' && (
        <Notice tone="info" title="This approval is held in the panel of the issue.">
          <p>The project offers no subtask for it. An admin can add a subtask type to the project.</p>
        </Notice>
      )}
      <p className="subtle">
        {gate.because} Rule <code>{gate.ruleId}</code>.
      </p>
    </li>
  );
}

/** Who decides before this runs or is used, how many of them, until when and why; or that nobody needs to. */
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
