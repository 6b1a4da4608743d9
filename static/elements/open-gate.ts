import type { GateStatus, HandoffView } from '../../src/contract/handoff';
import type { GateKind, HandoffState } from '../../src/contract/vocabulary';

const GATE_OF: Readonly<Partial<Record<HandoffState, GateKind>>> = {
  'awaiting-run-approval': 'run',
  'awaiting-use-approval': 'use',
};

/** The gate that a hand-off waits at, or null. */
export const openGateOf = ({ summary, gates }: HandoffView): GateStatus | null =>
  gates.find(({ plan }) => plan.gate === GATE_OF[summary.state]) ?? null;
