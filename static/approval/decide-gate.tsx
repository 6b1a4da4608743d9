import Button from '@atlaskit/button/new';
import { useState, type ReactElement } from 'react';
import type { ApprovalPanel, Panel } from '../../src/contract/handoff';
import type { Verdict } from '../../src/contract/vocabulary';
import { Failure } from '../elements/failure';
import { ReasonForm, type GivenReason } from '../elements/reason-form';
import { useShortcuts } from '../elements/use-shortcuts';
import { useWrite } from '../queries';

interface DecideGateProps {
  readonly panel: ApprovalPanel;
  readonly onDecided: (next: Panel) => void;
}

const NEXT: Readonly<
  Record<'reject' | 'escalate', { readonly confirm: string; readonly whatHappens: string }>
> = {
  reject: {
    confirm: 'Reject this packet',
    whatHappens: 'The hand-off ends as rejected; nothing is run or posted.',
  },
  escalate: {
    confirm: 'Escalate this packet',
    whatHappens: 'The hand-off ends here and goes to people to decide.',
  },
};

/** The approver's answer about exactly the packet that is shown: its seal goes with the answer. */
export function DecideGate({ panel, onDecided }: DecideGateProps): ReactElement {
  const [asked, setAsked] = useState<'reject' | 'escalate' | null>(null);
  const decide = useWrite('panel.decide', onDecided);
  const send = (verdict: Verdict, given: GivenReason): void => {
    if (decide.isPending) return;
    const { summary, seal } = panel.handoff;
    decide.mutate({ handoffId: summary.id, gate: panel.gate, seal, verdict, ...given });
  };
  const approve = (): void => send('approve', { reason: 'none', note: '' });
  useShortcuts(
    asked === null ? { a: approve, r: () => setAsked('reject'), e: () => setAsked('escalate') } : {},
  );
  return (
    <div className="stack-small verdict-bar">
      <Failure failure={decide.error} />
      {asked === null ? (
        <>
          <div className="row">
            <Button appearance="primary" isLoading={decide.isPending} onClick={approve}>
              Approve
            </Button>
            <Button isDisabled={decide.isPending} onClick={() => setAsked('reject')}>
              Reject
            </Button>
            <Button isDisabled={decide.isPending} onClick={() => setAsked('escalate')}>
              Escalate
            </Button>
            <span className="subtle keys">
              Keys: <kbd>A</kbd> <kbd>R</kbd> <kbd>E</kbd>
            </span>
          </div>
          <p className="subtle">
            {panel.gate === 'run'
              ? `Approve lets the AI run; ${panel.handoff.owner.displayName} then reviews its output.`
              : 'Approve posts this comment, and nothing else.'}
          </p>
        </>
      ) : (
        <ReasonForm
          {...NEXT[asked]}
          isBusy={decide.isPending}
          onConfirm={(given) => send(asked, given)}
          onCancel={() => setAsked(null)}
        />
      )}
    </div>
  );
}
