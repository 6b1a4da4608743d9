import type { ReactElement } from 'react';
import type { ApprovalPanel, Panel } from '../../src/contract/handoff';
import type { Verdict } from '../../src/contract/vocabulary';
import type { GivenReason } from '../elements/reason-form';
import { VerdictBar } from '../elements/verdict-bar';
import { useWrite } from '../queries';

interface DecideGateProps {
  readonly panel: ApprovalPanel;
  readonly onDecided: (next: Panel) => void;
}

const REFUSALS = {
  reject: {
    confirm: 'Reject this packet',
    whatHappens: 'The hand-off ends as rejected; nothing is run or posted.',
  },
  escalate: {
    confirm: 'Escalate this packet',
    whatHappens: 'The hand-off ends here and goes to people to decide.',
  },
} as const;

/** The approver's answer about exactly the packet that is shown: its seal goes with the answer. */
export function DecideGate({ panel, onDecided }: DecideGateProps): ReactElement {
  const decide = useWrite('panel.decide', onDecided);
  const send = (verdict: Verdict, given: GivenReason): void => {
    if (decide.isPending) return;
    const { summary, seal } = panel.handoff;
    decide.mutate({ handoffId: summary.id, gate: panel.gate, seal, verdict, ...given });
  };
  return (
    <VerdictBar
      yes="Approve"
      whatYesDoes={
        panel.gate === 'run'
          ? `Approve lets the AI run; ${panel.handoff.owner.displayName} then reviews its output.`
          : 'Approve posts this comment, and nothing else.'
      }
      refusals={REFUSALS}
      isBusy={decide.isPending}
      failure={decide.error}
      onYes={() => send('approve', { reason: 'none', note: '' })}
      onRefuse={send}
    />
  );
}
