import { lazy, Suspense, useState, type ReactElement, type ReactNode } from 'react';
import type { ApprovalPanel as ApprovalData, Panel } from '../../src/contract/handoff';
import type { Verdict } from '../../src/contract/vocabulary';
import { Disclosure } from '../elements/disclosure';
import { Waiting } from '../elements/waiting';

const ApprovalPanel = lazy(async () => ({
  default: (await import('../approval/approval-panel')).ApprovalPanel,
}));
const AfterDecision = lazy(async () => ({
  default: (await import('../approval/after-decision')).AfterDecision,
}));

interface HeldApprovalProps {
  /** The gate that this person may decide here, or null. */
  readonly approval: ApprovalData | null;
  readonly checkedAt: string;
  readonly onDecided: (next: Panel) => void;
  /** The hand-off as everybody on the issue sees it. */
  readonly children: ReactNode;
}

/** The reviewer's screen on the issue itself, for a gate that no subtask stands for; the hand-off's progress is one click away. */
export function HeldApproval({ approval, checkedAt, onDecided, children }: HeldApprovalProps): ReactElement {
  const [given, setGiven] = useState<{ verdict: Verdict; nextKey: string | null } | null>(null);
  if (approval === null) {
    return (
      <div className="stack">
        {given !== null && (
          <Suspense fallback={<Waiting for="Recording the decision" lines={1} />}>
            <AfterDecision {...given} whatNext="How it goes on stands below." />
          </Suspense>
        )}
        {children}
      </div>
    );
  }
  return (
    <div className="stack">
      <p className="subtle">This approval is held here, because no subtask stands for it in this project.</p>
      <Suspense fallback={<Waiting for="Opening the sealed packet" lines={8} />}>
        <ApprovalPanel
          key={approval.gate}
          panel={approval}
          checkedAt={checkedAt}
          onDecided={(next, verdict) => {
            setGiven({ verdict, nextKey: approval.nextKey });
            onDecided(next);
          }}
        />
      </Suspense>
      <Disclosure title="Progress of this hand-off">{children}</Disclosure>
    </div>
  );
}
