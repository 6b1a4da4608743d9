import type { PolicyVersion } from '../contract/policy';
import type { GateKind } from '../contract/vocabulary';
import { judgeAttempt, REFUSALS, type Act, type Refusal } from '../domain/gate/judge-decision';
import { advance, type GateRecord, type Handoff } from '../domain/handoff/handoff';
import type { Change } from '../domain/packet/packet';
import { policyFor } from '../domain/policy/policy-for';
import type { WholeHandoff } from '../ports/handoff-store';
import type { Attempt, Place, Tried } from './attempt';
import { commitStep, theApp, type Actor } from './commit-step';
import { countDecision, readAttention } from './count-decision';
import { entitlementAt } from './entitlement';
import { passOn } from './pass-on';
import { inWords, readChanges, subjectsOf } from './read-changes';
import { refuseAttempt } from './refuse-attempt';
import type { World } from './world';

export { readChanges } from './read-changes';

export type Settlement =
  | { readonly kind: 'counted'; readonly handoff: Handoff }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly sentence: string }
  | { readonly kind: 'superseded'; readonly handoff: Handoff; readonly changes: readonly Change[] };

/** The record of one gate, as it is stored now. */
export const gateOfKind = ({ gates }: Handoff, kind: GateKind): GateRecord | null =>
  gates.find(({ plan }) => plan.gate === kind) ?? null;

async function supersede(
  world: World,
  handoff: Handoff,
  { changes, actor }: { readonly changes: readonly Change[]; readonly actor: Actor },
): Promise<Handoff> {
  const explanation = `Superseded: ${inWords(changes)}. The approval does not count for what the issue says now.`;
  return commitStep(world, {
    before: handoff,
    after: advance(handoff, 'supersede', { at: world.clock.now(), explanation: explanation.slice(0, 1_000) }),
    actor,
    happenings: [{ event: 'approval.invalidated', details: { changes: subjectsOf(changes) } }],
    effects: ['sync-property'],
  });
}

/** Judges an act by the policy in force and by what is known of the person now. */
async function judge(
  world: World,
  whole: WholeHandoff,
  { gate, seat, attempt, policy, act }: Place & { attempt: Attempt; policy: PolicyVersion; act: Act },
): Promise<Refusal | null> {
  const { accountId, accountType, isActive } = attempt.person;
  const entitlement = await entitlementAt(world, whole, { policy, gate, at: attempt.at });
  return judgeAttempt(
    { ...entitlement, gate, seat, state: whole.handoff.state },
    { accountId, accountType, isActive, at: attempt.at, act },
  );
}

async function policyOf(world: World, { handoff }: WholeHandoff): Promise<PolicyVersion> {
  return policyFor(await world.policies.control(), handoff.issue.projectKey);
}

const refused = (refusal: Refusal, sentence = REFUSALS[refusal]): Settlement => ({
  kind: 'refused',
  refusal,
  sentence,
});

/** What counts: compared with the issue when it approves (U1), and passed on to the backup when the approver is over a limit (U8). */
async function settleEntitled(world: World, whole: WholeHandoff, tried: Tried): Promise<Settlement> {
  const { handoff } = whole;
  const isApproval = tried.attempt.verdict === 'approve';
  const changes = isApproval ? await readChanges(world, whole) : [];
  if (changes.length > 0) {
    const actor = theApp('gate');
    return { kind: 'superseded', handoff: await supersede(world, handoff, { changes, actor }), changes };
  }
  const attention = await readAttention(world, whole, tried);
  if (isApproval && attention.over !== null) {
    const isPassedOn = await passOn(world, whole, { ...tried, why: attention.over });
    if (isPassedOn) return refused('over-limit', `${REFUSALS['over-limit']} ${attention.over}`);
  }
  return { kind: 'counted', handoff: await countDecision(world, whole, { ...tried, attention }) };
}

/**
 * The one choke point for every decision at a gate, however it came (U2): judges who acts now by policy in force, compares
 * the packet with the issue (U1), and commits one decision. What does not count is recorded, answered once, and passes
 * nothing. Raises `conflict` when the hand-off changed meanwhile; `onLatest` then judges it again.
 */
export async function settleAttempt(
  world: World,
  whole: WholeHandoff,
  { gate, seat, attempt }: Place & { readonly attempt: Attempt },
): Promise<Settlement> {
  const policy = await policyOf(world, whole);
  const held = gate.seats[seat];
  const refusal = await judge(world, whole, { gate, seat, attempt, policy, act: attempt.verdict });
  if (held === undefined) return refused('not-waiting');
  const tried: Tried = { gate, seat, attempt, held, policy };
  if (refusal === null) return settleEntitled(world, whole, tried);
  await refuseAttempt(world, whole.handoff, { ...tried, refusal });
  return refused(refusal);
}

const TAKEN_BACK: readonly Change[] = [
  { subject: 'the approval was taken back', sentence: 'the approval was taken back' },
];

/** Refusals that only say that somebody has nothing to take back here; such a move means nothing and is not answered. */
const MEANS_SOMETHING: ReadonlySet<Refusal> = new Set(['decision-stands']);

/**
 * Whoever approved by moving the subtask moves it back to a status that decides nothing (APR-08): until the run starts that ends
 * the hand-off as `superseded`; later it is recorded as ignored, with the verdict that it would have undone. Anybody else's such
 * move means nothing. False when nothing was stored.
 */
export async function settleTakeBack(
  world: World,
  whole: WholeHandoff,
  { gate, seat, attempt }: Place & { readonly attempt: Attempt },
): Promise<boolean> {
  const policy = await policyOf(world, whole);
  const held = gate.seats[seat];
  if (held === undefined || held.decision?.by.accountId !== attempt.person.accountId) return false;
  const refusal = await judge(world, whole, { gate, seat, attempt, policy, act: 'take-back' });
  const { accountId } = attempt.person;
  const actor = { kind: 'person', accountId, role: gate.plan.role, requestId: attempt.requestId } as const;
  if (refusal === null) {
    await supersede(world, whole.handoff, { changes: TAKEN_BACK, actor });
    return true;
  }
  if (!MEANS_SOMETHING.has(refusal)) return false;
  await refuseAttempt(world, whole.handoff, { gate, seat, attempt, held, policy, refusal });
  return true;
}
