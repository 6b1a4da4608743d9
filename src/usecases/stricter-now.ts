import type { Decision } from '../contract/decision';
import type { PolicyVersion } from '../contract/policy';
import type { ClassStop } from '../contract/policy-people';
import { outcomeOf, type Handoff } from '../domain/handoff/handoff';
import type { Change } from '../domain/packet/packet';
import { isStricter } from '../domain/policy/care';
import { stopsOn } from '../domain/policy/class-stops';
import { compile } from '../domain/policy/compile';
import { decide } from '../domain/policy/decide';
import { drawOf } from '../domain/policy/draw';
import type { WholeHandoff } from '../ports/handoff-store';

/** The rules that ask for more now, or what does when no rule is named. */
function whyOf(now: Decision, then: Decision): string {
  const before = new Set(then.reasons.map(({ ruleId, effect }) => `${ruleId} ${effect}`));
  const added = now.reasons.filter(
    ({ ruleId, effect }) => effect !== 'allow' && !before.has(`${ruleId} ${effect}`),
  );
  return added.map(({ ruleId, because }) => `${ruleId}: ${because}`).join(' ');
}

/** What a role's quorum of now asks for beyond the plan of a gate that is not passed yet, as a sentence; else null. */
function mostNeeded(handoff: Handoff, { document }: PolicyVersion): string | null {
  for (const gate of handoff.gates.filter((record) => outcomeOf(record) === null)) {
    const { role, needed } = gate.plan;
    const now = document.approvers.find((entry) => entry.role === role)?.quorum.needed ?? needed;
    if (now > needed)
      return `${now} people approve before ${gate.plan.gate}; ${needed} ${needed === 1 ? 'was' : 'were'} asked for.`;
  }
  return null;
}

/**
 * One change when the policy in force now would decide the sealed facts more strictly than the decision that they were sealed
 * with, or its approvers need more approvals than a gate that is still to come was planned with; none otherwise (POL-02). The moment is that of the request, so that no window closes behind a hand-off; the classes
 * that stand still are those of now (U14).
 */
export function stricterNow(
  { handoff, packet }: WholeHandoff,
  policy: PolicyVersion,
  stops: readonly ClassStop[],
): readonly Change[] {
  const then = packet.decision;
  const kind = policy.document.kinds.find((rule) => rule.kind === packet.facts.kind) ?? null;
  const now = decide(compile(policy), {
    operation: packet.operation,
    facts: packet.facts,
    at: handoff.requestedAt,
    draw: drawOf(handoff.issue.id, packet.operation, handoff.requestedAt),
    stopped: stopsOn(kind, stops).map((stop) => stop.class),
    bypassIds: then.bypassId === null ? [] : [then.bypassId],
  });
  const subject = `policy v${policy.version}`;
  const asksMore = `${subject} asks for more than v${then.policyVersion} did.`;
  if (isStricter(now, then)) return [{ subject, sentence: `${asksMore} ${whyOf(now, then)}`.trim() }];
  const most = mostNeeded(handoff, policy);
  return most === null ? [] : [{ subject, sentence: `${asksMore} ${most}` }];
}
