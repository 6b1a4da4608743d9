import Button from '@atlaskit/button/new';
import Textfield from '@atlaskit/textfield';
import { useId, useState, type ReactElement } from 'react';
import { AskOnce } from '../elements/ask-once';
import { Failure } from '../elements/failure';
import { Lozenge } from '../elements/lozenge';
import { Moment } from '../elements/moment';
import { useWrite } from '../queries';
import { useReload } from './life/use-life';
import type { Settings } from './settings';

const SHORTEST_REASON = 3;

interface SwitchesTabProps {
  readonly settings: Settings;
}

interface SiteSwitchProps extends SwitchesTabProps {
  readonly onDone: () => void;
}

/** Whoever halted does not resume (threats POL-07). */
const isOwnHalt = ({ switch: { isHalted, changedBy }, viewer }: Settings): boolean =>
  isHalted && changedBy?.accountId === viewer.accountId;

function SiteSwitch({ settings, onDone }: SiteSwitchProps): ReactElement {
  const { isHalted, version } = settings.switch;
  const [reason, setReason] = useState('');
  const reload = useReload();
  const id = useId();
  const flip = useWrite('admin.set-switch', () => {
    onDone();
    void reload();
  });
  const send = (): void => flip.mutate({ isHalted: !isHalted, reason: reason.trim(), version });
  if (isOwnHalt(settings)) {
    return (
      <div className="stack-small">
        <div>
          <Button isDisabled aria-describedby={`${id}-why`}>
            Resume AI operations
          </Button>
        </div>
        <p id={`${id}-why`}>You halted AI operations, so somebody else has to find that they may go on.</p>
      </div>
    );
  }
  return (
    <>
      <AskOnce
        action={isHalted ? 'Resume AI operations' : 'Halt AI operations'}
        question={
          isHalted
            ? 'Resume AI operations on this site? New hand-offs can be assigned again; the ones that were halted stay halted.'
            : 'Halt AI operations on this site? No new hand-off can be assigned, and none that waits or runs goes on. Somebody else has to resume them.'
        }
        confirm={isHalted ? 'Resume' : 'Halt'}
        isBusy={flip.isPending}
        isDangerous={!isHalted}
        isUrgent={!isHalted}
        isReady={reason.trim().length >= SHORTEST_REASON}
        onConfirm={send}
      >
        <label htmlFor={id}>Reason</label>
        <Textfield
          id={id}
          maxLength={240}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </AskOnce>
      <Failure failure={flip.error} onRetry={send} />
    </>
  );
}

/** The site's kill switch: its state, who set it and why, and the way to turn it. */
export function SwitchesTab({ settings }: SwitchesTabProps): ReactElement {
  const { isHalted, reason, changedBy, changedAt, version } = settings.switch;
  const [turns, setTurns] = useState(0);
  return (
    <div className="stack tab-body">
      <section aria-labelledby="switch-title" className="card stack-small">
        <div className="row spread">
          <h2 id="switch-title" className="card-title">
            AI operations on this site
          </h2>
          <span role="status">
            {isHalted ? <Lozenge word="Halted" tone="danger" /> : <Lozenge word="Running" tone="success" />}
          </span>
        </div>
        {changedBy !== null && changedAt !== null && (
          <p className="subtle">
            Set by {changedBy.displayName} <Moment at={changedAt} />: {reason}
          </p>
        )}
        <SiteSwitch key={`${turns}-${version}`} settings={settings} onDone={() => setTurns(turns + 1)} />
      </section>
    </div>
  );
}
