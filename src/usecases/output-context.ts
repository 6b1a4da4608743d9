import type { OutputContext } from '../domain/output/check-output';
import { namesIn } from '../domain/packet/people';
import { policyFor } from '../domain/policy/policy-for';
import type { WholeHandoff } from '../ports/handoff-store';
import type { ControlState } from '../ports/policy-store';

/** What a claim in a reviewer's words is checked against: the sealed sources, and the denylist that is in force now. */
export const outputContext = (
  control: ControlState,
  { handoff, packet }: Pick<WholeHandoff, 'handoff' | 'packet'>,
): OutputContext => ({
  operation: packet.operation,
  sources: packet.sources,
  denylist: policyFor(control, handoff.issue.projectKey).document.guardrails.denylist,
  names: namesIn(packet.sources),
});
