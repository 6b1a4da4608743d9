import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import type { GateStatus, HandoffView } from '../../src/contract/handoff';
import { Failure } from '../elements/failure';
import { Moment } from '../elements/moment';
import { SeatList } from '../elements/seat-list';
import { useWrite } from '../queries';

interface WaitingGateProps {
  readonly view: HandoffView;
  /** The gate that it waits at. */
  readonly gate: GateStatus;
  readonly viewerId: string;
  readonly onChanged: (view: HandoffView) => void;
}

type RemindProps = Omit<WaitingGateProps, 'viewerId'>;

/** When the people of a gate were last reminded, ISO 8601, or null. */
const lastReminder = ({ seats }: GateStatus): string | null =>
  seats
    .flatMap(({ remindedAt }) => (remindedAt === null ? [] : [remindedAt]))
    .sort()
    .at(-1) ?? null;

/** Why no reminder can be sent now. */
function Held({ last }: { readonly last: string | null }): ReactElement {
  if (last === null) return <>Nobody can be reminded now.</>;
  return (
    <>
      Reminded <Moment at={last} />. A reminder can be sent once an hour.
    </>
  );
}

function Remind({ view, gate, onChanged }: RemindProps): ReactElement {
  const remind = useWrite('panel.remind', onChanged);
  const send = (): void => remind.mutate({ handoffId: view.summary.id, version: view.version });
  return (
    <div className="stack-small">
      <div className="row">
        <Button isDisabled={!view.may.remind} isLoading={remind.isPending} onClick={send}>
          Remind
        </Button>
        <span className="subtle" role="status">
          {view.may.remind ? 'Jira notifies whoever is asked now.' : <Held last={lastReminder(gate)} />}
        </span>
      </div>
      <Failure failure={remind.error} onRetry={send} />
    </div>
  );
}

/** The gate that a hand-off waits at: who has it since when, when backups join, and the requester's reminder. */
export function WaitingGate({ view, gate, viewerId, onChanged }: WaitingGateProps): ReactElement {
  return (
    <div className="stack-small">
      <SeatList gate={gate} />
      {gate.plan.place === 'panel' && (
        <p className="subtle">
          Decided in this panel, because no subtask stands for it. With a subtask type in the project, which
          an admin can add, the next approval gets a subtask.
        </p>
      )}
      {view.summary.requester.accountId === viewerId && (
        <Remind view={view} gate={gate} onChanged={onChanged} />
      )}
    </div>
  );
}
