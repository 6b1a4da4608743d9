import type { Contradiction, Output, Section } from '../../contract/output';
import type { AskedPerson } from '../../contract/scope';
import type { GateKind } from '../../contract/vocabulary';
import type { GateRecord, Handoff, Seat } from '../handoff/handoff';
import { gateOf, handoffOf, outputOf, planOf, seatOf } from '../testing';

/** What the tests of the reviewing side share: a gate that is open, and an output with something to look at. */

export const CHO: AskedPerson = {
  accountId: 'commander-cho',
  displayName: 'Cho Park',
  standsInFor: null,
};
export const DAN: AskedPerson = { accountId: 'dev-dan', displayName: 'Dan Ito', standsInFor: null };

/** A gate of these seats, by default one of Cho's that was asked; both Cho and Dan are in its plan. */
export const openedGate = (
  seats: readonly Seat[] = [seatOf()],
  plan: Partial<GateRecord['plan']> = {},
  kind: GateKind = 'run',
): GateRecord => ({
  ...gateOf(kind),
  plan: planOf(kind, { approvers: [CHO, DAN], ...plan }),
  seats,
});

/** Ana's hand-off that waits at this gate until four hours after noon. */
export const waitingAt = (gate: GateRecord = openedGate(), over: Partial<Handoff> = {}): Handoff =>
  handoffOf({
    state: gate.plan.gate === 'run' ? 'awaiting-run-approval' : 'awaiting-use-approval',
    dueAt: '2026-11-02T16:00:00.000Z',
    gates: [gate],
    ...over,
  });

const CONTRADICTION: Contradiction = {
  text: 'Resolved, or not.',
  citations: [
    { source: 1, quote: 'Latency' },
    { source: 1, quote: 'ms' },
  ],
};

/** An output of one section: so many claims that stand, that are struck, contradictions and gaps. */
export function outputWith(count: {
  readonly kept?: number;
  readonly struck?: number;
  readonly contradictions?: number;
  readonly gaps?: number;
}): Output {
  const { kept = 0, struck = 0, contradictions = 0, gaps = 0 } = count;
  const claims = Array.from({ length: kept + struck }, (_none, index) => ({
    number: index + 1,
    text: 'Latency is 480 ms.',
    citations: [{ source: 1, quote: 'Latency is 480 ms' }],
    struck: index < kept ? null : 'No quote.',
    struckBy: index < kept ? null : 'grounding-quote',
    was: null,
  }));
  const section: Section = {
    step: 'diagnostics',
    title: 'Diagnostics',
    claims,
    contradictions: Array.from({ length: contradictions }, () => CONTRADICTION),
    gaps: Array.from({ length: gaps }, () => ({ text: 'Logs', ask: 'On-call' })),
  };
  return outputOf({ sections: [section, { ...section, claims: [], contradictions: [], gaps: [] }] });
}
