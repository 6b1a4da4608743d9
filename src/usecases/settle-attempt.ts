import type { GateDecision } from '../contract/handoff';
import type { PolicyVersion } from '../contract/policy';
import type { Verdict } from '../contract/vocabulary';
import type { KnownPerson } from '../domain/gate/plan-gates';
import { judgeAttempt, REFUSALS, type Refusal } from '../domain/gate/judge-decision';
import { advance, withGate, type GateRecord, type Handoff } from '../domain/handoff/handoff';
import type { LifecycleEvent } from '../domain/lifecycle/lifecycle';
import { changesSince, type Change } from '../domain/packet/packet';
import { policyFor } from '../domain/policy/policy-for';
import type { WholeHandoff } from '../ports/handoff-store';
import { briefList } from '../domain/audit/happening';
import { bodiesOf } from './bodies';
import { commitStep, theApp, type Actor, type Step } from './commit-step';
import { approverFields, pausedAuthors, resolveApprovers } from './resolve-approvers';
import { stricterNow } from './stricter-now';
import { fieldsWanted } from './under-policy';
import type { World } from './world';

/** Somebody's decision at a gate, from the panel or from Jira's own transition. */
export interface Attempt {
  readonly person: KnownPerson;
  readonly verdict: Verdict;
  readonly via: GateDecision['via'];
  readonly at: string;
  readonly reason: GateDecision['reason'];
  readonly note: string;
  /** The changelog entry that it came with; null from the panel. */
  readonly changeId: string | null;
  readonly requestId: string;
}

export type Settlement =
  | { readonly kind: 'counted'; readonly handoff: Handoff }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'superseded'; readonly handoff: Handoff; readonly changes: readonly Change[] };

const EVENTS: Readonly<Record<'run' | 'use', Readonly<Record<Verdict, LifecycleEvent>>>> = {
  run: { approve: 'approve-run', reject: 'reject', escalate: 'escalate' },
  use: { approve: 'approve-use', reject: 'reject', escalate: 'escalate' },
};

const WORDS = { approve: 'Approved', reject: 'Rejected', escalate: 'Escalated' } as const;

/** The issue property tells where somebody waits and how it ended, not what the app itself does for some seconds. */
function effectsOf(event: LifecycleEvent): Step['effects'] {
  if (event === 'approve-run') return ['run'];
  return event === 'approve-use' ? ['write-comment'] : ['sync-property'];
}

const actorOf = (attempt: Attempt, role: string): Actor => ({
  kind: 'person',
  accountId: attempt.person.accountId,
  role,
  requestId: attempt.requestId,
});

async function refuse(
  world: World,
  handoff: Handoff,
  context: { gate: GateRecord; attempt: Attempt; refusal: Refusal },
): Promise<void> {
  const { gate, attempt, refusal } = context;
  const isTransition = attempt.changeId !== null && gate.subtask !== null;
  const seen =
    attempt.changeId === null ? gate.seenChanges : [...gate.seenChanges, attempt.changeId].slice(-40);
  await commitStep(world, {
    before: handoff,
    after: { ...handoff, gates: withGate(handoff, { ...gate, seenChanges: seen }) },
    actor: actorOf(attempt, 'not entitled'),
    happenings: [
      {
        event: 'approval.ignored',
        details: {
          gate: gate.plan.gate,
          verdict: attempt.verdict,
          via: attempt.via,
          why: refusal,
          changeId: attempt.changeId,
        },
      },
    ],
    effects: isTransition ? ['answer-attempt'] : [],
    ...(isTransition
      ? {
          answer: {
            subtaskId: gate.subtask.id,
            changeId: attempt.changeId,
            sentence: `This change decides nothing. ${REFUSALS[refusal]} ${gate.plan.approver.displayName} decides here.`,
          },
        }
      : {}),
  });
}

const GONE: Change = { subject: 'the issue', sentence: 'the issue is gone or the app cannot see it' };

/** For people: what changed, with its texts. */
export const inWords = (changes: readonly Change[]): string =>
  changes.map(({ sentence }) => sentence).join('; ');

/** For the audit chain: what changed by name only, because no text of an issue enters the chain (threats §1.7). */
export const subjectsOf = (changes: readonly Change[]): string[] =>
  briefList(changes.map(({ subject }) => subject));

async function supersede(world: World, handoff: Handoff, changes: readonly Change[]): Promise<Handoff> {
  const explanation = `Superseded: ${inWords(changes)}. The approval does not count for what the issue says now.`;
  return commitStep(world, {
    before: handoff,
    after: advance(handoff, 'supersede', { at: world.clock.now(), explanation: explanation.slice(0, 1_000) }),
    actor: theApp('gate'),
    happenings: [
      {
        event: 'approval.invalidated',
        details: { changes: subjectsOf(changes) },
      },
    ],
    effects: ['sync-property'],
  });
}

/**
 * What changed since the packet was sealed: on the issue, which the app re-reads to compare digests only, and in the policy,
 * when the one in force now asks for more than the one that decided (POL-02). One that asks for less changes nothing.
 */
export async function readChanges(world: World, whole: WholeHandoff): Promise<readonly Change[]> {
  const control = await world.policies.control();
  const policy = policyFor(control, whole.handoff.issue.projectKey);
  const reading = await world.jira.readIssue(whole.handoff.issue.id, fieldsWanted(policy.document));
  if (reading === null) return [GONE];
  return [...changesSince(whole.packet.snapshot, reading), ...stricterNow(whole, policy, control.stops)];
}

/** Whom the policy in force names for a gate, for the issue as it stands; nobody when the app cannot see it any more. */
async function approversNow(
  world: World,
  { handoff }: WholeHandoff,
  { policy, gate }: { readonly policy: PolicyVersion; readonly gate: GateRecord },
): Promise<readonly string[]> {
  const { document } = policy;
  const context =
    approverFields(document).length === 0
      ? { projectKey: handoff.issue.projectKey, rawFields: {} }
      : (await world.jira.readHeader(handoff.issue.id, fieldsWanted(document)))?.reading;
  if (context === undefined) return [];
  const { chain, backups } = await resolveApprovers(world.jira, document, { role: gate.plan.role, context });
  return [...chain, ...backups];
}

/**
 * The one choke point for every decision at a gate, however it came (U2): judges who acts now by policy in force, compares
 * the packet with the issue (U1), and commits one decision. What does not count is recorded, answered once, and passes
 * nothing. A repeat of the same changelog entry is a no-op.
 */
export async function settleAttempt(
  world: World,
  whole: WholeHandoff,
  context: { gate: GateRecord; attempt: Attempt },
): Promise<Settlement> {
  const { handoff } = whole;
  const { gate, attempt } = context;
  const policy = policyFor(await world.policies.control(), handoff.issue.projectKey);
  const refusal = judgeAttempt(
    {
      gate: gate.plan.gate,
      plan: gate.plan,
      state: handoff.state,
      requesterId: handoff.requester.accountId,
      ownerId: handoff.owner.accountId,
      approverIds: await approversNow(world, whole, { policy, gate }),
      pausedIds: pausedAuthors(policy, attempt.at),
      expiresAt: gate.expiresAt,
    },
    {
      accountId: attempt.person.accountId,
      accountType: attempt.person.accountType,
      isActive: attempt.person.isActive,
      isApp: attempt.person.accountType === 'app',
      at: attempt.at,
    },
  );
  if (refusal !== null) {
    await refuse(world, handoff, { ...context, refusal });
    return { kind: 'refused', refusal };
  }
  const changes = attempt.verdict === 'approve' ? await readChanges(world, whole) : [];
  if (changes.length > 0)
    return { kind: 'superseded', handoff: await supersede(world, handoff, changes), changes };
  return { kind: 'counted', handoff: await count(world, handoff, context) };
}

async function count(
  world: World,
  handoff: Handoff,
  { gate, attempt }: { gate: GateRecord; attempt: Attempt },
): Promise<Handoff> {
  const at = world.clock.now();
  const decision: GateDecision = {
    gate: gate.plan.gate,
    verdict: attempt.verdict,
    by: { accountId: attempt.person.accountId, displayName: attempt.person.displayName },
    at: attempt.at,
    via: attempt.via,
    reason: attempt.reason,
    note: attempt.note,
  };
  const event = EVENTS[gate.plan.gate][attempt.verdict];
  const seenChanges = attempt.changeId === null ? gate.seenChanges : [...gate.seenChanges, attempt.changeId];
  return commitStep(world, {
    before: handoff,
    after: advance(handoff, event, {
      at,
      explanation: `${WORDS[attempt.verdict]} by ${attempt.person.displayName} at the ${gate.plan.gate} gate.`,
      patch: { gates: withGate(handoff, { ...gate, decision, seenChanges }) },
    }),
    actor: actorOf(attempt, gate.plan.role),
    happenings: [
      {
        event: 'approval.decided',
        details: {
          gate: gate.plan.gate,
          verdict: attempt.verdict,
          via: attempt.via,
          reason: attempt.reason,
          changeId: attempt.changeId,
          decidedAt: attempt.at,
        },
        bodies: bodiesOf(handoff, [{ name: 'note', text: attempt.note }]),
      },
      ...(event === 'approve-run'
        ? [{ event: 'run.queued' as const, details: { gate: 'run' as const } }]
        : []),
      ...(event === 'approve-use'
        ? [{ event: 'writeback.intent' as const, details: { comment: 'internal' as const } }]
        : []),
    ],
    effects: effectsOf(event),
  });
}
