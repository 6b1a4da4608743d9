import { useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { ApprovalPanel, GateStatus, Panel, Reading } from '../../src/contract/handoff';
import type { Verdict } from '../../src/contract/vocabulary';
import type { CallFailure } from '../app-port';
import { askedName } from '../elements/asked-name';
import type { GivenReason } from '../elements/reason-form';
import { VerdictBar } from '../elements/verdict-bar';
import { useWrite } from '../queries';
import { overLimit } from './attention-line';
import { NextItem } from './next-item';
import { sourcesTitle } from './sources-title';

interface DecideGateProps {
  readonly panel: ApprovalPanel;
  readonly status: GateStatus;
  /** Whether the sources were opened. */
  readonly hasRead: boolean;
  readonly takeReading: () => Reading;
  readonly onDecided: (next: Panel, verdict: Verdict) => void;
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

/** Refusals after which the page shows something else than what stands now. */
const STALE: ReadonlySet<CallFailure['code']> = new Set([
  'superseded',
  'wrong-state',
  'over-limit',
  'not-permitted',
]);

function whatApproveDoes({ gate, handoff, attention }: ApprovalPanel, { plan, seats }: GateStatus): string {
  if (attention.over !== null) return overLimit(plan.backup === null ? null : askedName(plan.backup));
  const given = seats.filter(({ decision }) => decision?.verdict === 'approve').length;
  if (given + 1 < plan.needed) {
    return `Approve is number ${given + 1} of ${plan.needed} that are needed; nothing happens before all of them are given.`;
  }
  if (gate === 'run') return `Approve lets the AI run; ${handoff.owner.displayName} then reviews its output.`;
  return handoff.audience === 'customer'
    ? 'Approve posts this comment where the customer reads it, and nothing else.'
    : 'Approve posts this comment, and nothing else.';
}

/** The approver's answer about exactly what is shown: its seal and its release go with the answer, and how it was read. */
export function DecideGate({
  panel,
  status,
  hasRead,
  takeReading,
  onDecided,
}: DecideGateProps): ReactElement {
  const client = useQueryClient();
  const decide = useWrite('panel.decide');
  const send = (verdict: Verdict, given: GivenReason): void => {
    if (decide.isPending) return;
    const { summary, seal } = panel.handoff;
    decide.mutate(
      {
        handoffId: summary.id,
        gate: panel.gate,
        seal,
        release: status.release,
        verdict,
        ...given,
        reading: takeReading(),
      },
      {
        onSuccess: (next) => onDecided(next, verdict),
        onError: (failure) => {
          if (STALE.has(failure.code)) void client.invalidateQueries({ queryKey: ['panel.load'] });
        },
      },
    );
  };
  return (
    <VerdictBar
      yes="Approve"
      whatYesDoes={whatApproveDoes(panel, status)}
      hindrance={
        panel.needsReading && !hasRead
          ? `Open “${sourcesTitle(panel.handoff)}” first: an approval of this packet asks for a look at its sources.`
          : null
      }
      isYesWithheld={panel.changes.length > 0}
      refusals={REFUSALS}
      isBusy={decide.isPending}
      failure={decide.error}
      onYes={() => send('approve', { reason: 'none', note: '' })}
      onRefuse={send}
      beside={panel.nextKey !== null && <NextItem nextKey={panel.nextKey} />}
    />
  );
}
