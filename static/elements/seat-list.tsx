import type { ReactElement } from 'react';
import type { GateDecision, GateStatus, SeatStatus } from '../../src/contract/handoff';
import type { AskedPerson, GatePlan } from '../../src/contract/scope';
import { askedName } from './asked-name';
import { IssueLink } from './issue-link';
import { Moment } from './moment';
import { VERDICTS } from './words';

const HOUR_MS = 3_600_000;

const hoursAfter = (at: string, hours: number): string =>
  new Date(Date.parse(at) + hours * HOUR_MS).toISOString();

interface SeatProps {
  readonly plan: GatePlan;
  readonly seat: SeatStatus;
}

/** Whether the backup was asked and why, or when that comes. */
function Backup({ plan, seat, backup }: SeatProps & { readonly backup: AskedPerson }): ReactElement {
  const name = askedName(backup);
  if (seat.backupAskedAt !== null) {
    return (
      <>
        Backup {name} was asked too <Moment at={seat.backupAskedAt} />
        {seat.backupAskedWhy !== null && `: ${seat.backupAskedWhy}`}
      </>
    );
  }
  const joinsAt =
    plan.backupAfterHours === null || seat.askedAt === null
      ? null
      : hoursAfter(seat.askedAt, plan.backupAfterHours);
  return (
    <>
      Backup {name}
      {plan.mayBackupDecideEarly && ' may decide now'}
      {plan.mayBackupDecideEarly && joinsAt !== null && ' and'}
      {joinsAt !== null && (
        <>
          {' is asked '}
          <Moment at={joinsAt} />
        </>
      )}
    </>
  );
}

function Asked({ plan, seat }: SeatProps): ReactElement {
  if (seat.askedAt === null) {
    return <>{plan.isInOrder ? 'is asked once the one before approved' : 'not asked yet'}</>;
  }
  return (
    <>
      asked <Moment at={seat.askedAt} />
      {seat.subtaskKey !== null && (
        <>
          {' · '}
          <IssueLink issueKey={seat.subtaskKey} /> approval subtask
        </>
      )}
      {seat.remindedAt !== null && (
        <>
          {' · reminded '}
          <Moment at={seat.remindedAt} />
        </>
      )}
    </>
  );
}

function Decided({
  seat,
  decision,
}: Pick<SeatProps, 'seat'> & { readonly decision: GateDecision }): ReactElement {
  return (
    <li>
      <span className="strong">{decision.by.displayName}</span> {VERDICTS[decision.verdict]}{' '}
      <Moment at={decision.at} />
      {decision.as === 'backup' && `, as the backup of ${askedName(seat.approver)}`}
    </li>
  );
}

function Seat({ plan, seat }: SeatProps): ReactElement {
  if (seat.decision !== null) return <Decided seat={seat} decision={seat.decision} />;
  return (
    <li>
      <span className="strong">{askedName(seat.approver)}</span> <Asked plan={plan} seat={seat} />
      {seat.askedAt !== null && plan.backup !== null && (
        <p className="subtle">
          <Backup plan={plan} seat={seat} backup={plan.backup} />
        </p>
      )}
    </li>
  );
}

/** How many approvals a gate needs, in words; nothing where one person alone decides. */
function howMany({ plan, seats }: GateStatus): string | null {
  if (plan.approvers.length === 1) return null;
  const given = seats.filter(({ decision }) => decision?.verdict === 'approve').length;
  const order = plan.isInOrder ? ', one after the other' : '';
  return `${plan.needed} of ${plan.approvers.length} must approve${order}; ${given} approved so far.`;
}

/** The seats of one gate: who has it since when, who was reminded, when the backup joins, and who decided already. */
export function SeatList({ gate }: { readonly gate: GateStatus }): ReactElement {
  const needed = howMany(gate);
  return (
    <div className="stack-small">
      {needed !== null && <p>{needed}</p>}
      <ul className="plain-list" aria-label="Approvers">
        {gate.seats.map((seat) => (
          <Seat key={seat.approver.accountId} plan={gate.plan} seat={seat} />
        ))}
      </ul>
    </div>
  );
}
