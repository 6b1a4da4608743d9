import type { CallInput, CallOutput } from '../contract/calls';
import type { Person } from '../contract/scope';
import { EMPTY_CHAIN } from '../domain/audit/chain';
import { advance, type Handoff } from '../domain/handoff/handoff';
import { isEnd } from '../domain/lifecycle/lifecycle';
import type { IssueSlot } from '../ports/handoff-store';
import { commitStep, type Happening } from './commit-step';
import { preparePacket, type PreparedPacket } from './prepare-packet';
import { UseCaseError } from './use-case-error';
import { viewHandoff } from './view-handoff';
import type { IssueCaller, World } from './world';

type Input = CallInput<'panel.hand-off'>;

function propose(
  id: string,
  prepared: PreparedPacket,
  details: { requester: Person; at: string; requestId: string },
): Handoff {
  const { packet, seal, reading } = prepared;
  return {
    schema: 1,
    id,
    version: 0,
    state: 'proposed',
    issue: {
      id: reading.id,
      key: reading.key,
      projectKey: reading.projectKey,
      projectType: reading.projectType,
    },
    operation: packet.operation,
    requester: details.requester,
    owner: packet.owner,
    requestId: details.requestId,
    seal,
    decision: packet.decision,
    scope: packet.scope,
    gates: packet.gates.map((plan) => ({
      plan,
      subtask: null,
      openedAt: null,
      expiresAt: null,
      decision: null,
      seenChanges: [],
    })),
    reviewHours: packet.limits.reviewHours,
    runMinutes: packet.limits.runMinutes,
    requestedAt: details.at,
    updatedAt: details.at,
    dueAt: null,
    explanation: 'Requested.',
    review: null,
    writtenBack: null,
    chain: EMPTY_CHAIN,
  };
}

/** A list of an entry's details holds at most so many values; how many rules fired is said beside it. */
const MAX_LISTED = 60;

function happenings(after: Handoff, { packet }: PreparedPacket): Happening[] {
  const reasons = packet.decision.reasons.slice(0, MAX_LISTED);
  return [
    {
      event: 'handoff.requested',
      details: { sources: packet.sources.length, clientRequestId: after.requestId },
    },
    {
      event: 'eligibility.decided',
      details: {
        outcome: packet.decision.outcome,
        rules: reasons.map((reason) => `${reason.ruleId} ${reason.effect}`),
        observed: reasons.map(
          (reason) => `${reason.ruleId}: ${reason.observed} (limit: ${reason.threshold})`,
        ),
        fired: packet.decision.reasons.length,
      },
    },
    {
      event: 'scope.confirmed',
      details: {
        mayRead: packet.scope.mayRead,
        leftOut: packet.scope.leftOut,
        blockedActions: packet.scope.blockedActions,
        policyDigest: packet.policy.digest,
      },
    },
    after.state === 'queued'
      ? { event: 'run.queued', details: { gate: 'none' } }
      : {
          event: 'approval.requested',
          details: { gate: 'run', approver: packet.gates[0]?.approver.accountId ?? '' },
        },
  ];
}

/** Reads only: the slot is claimed when everything else was found in order, so that a refusal writes nothing. */
async function freeSlot(world: World, caller: IssueCaller, input: Input): Promise<IssueSlot | Handoff> {
  const { slot: stored } = await world.policies.desk(caller.issueId);
  const slot = stored ?? { issueId: caller.issueId, version: 0, latestHandoffId: null, handoffCount: 0 };
  const latest = slot.latestHandoffId === null ? null : await world.handoffs.load(slot.latestHandoffId);
  if (latest === null) return slot;
  if (latest.requestId === input.requestId && latest.requester.accountId === caller.accountId) return latest;
  if (isEnd(latest.state)) return slot;
  throw new UseCaseError(
    'already-open',
    'A hand-off is open on this issue already. Finish or withdraw it first.',
  );
}

/** A hand-off has a person who answers for it: an automation may not ask for one, whatever it may edit (U2). */
async function readRequester(caller: IssueCaller): Promise<Person> {
  const [requester] = await caller.jira.people([caller.accountId]);
  if (requester?.isActive !== true || requester.accountType !== 'atlassian') {
    throw new UseCaseError('not-permitted', 'Only an active person can hand work to AI.');
  }
  return { accountId: requester.accountId, displayName: requester.displayName };
}

/**
 * Hands one operation off. The packet is prepared again as the caller and must have the seal that was confirmed; a repeat of
 * the same request gives the same hand-off (EVT-04). Raises `scope-changed`, `already-open` and what preparing raises.
 */
export async function requestHandoff(
  world: World,
  caller: IssueCaller,
  input: Input,
): Promise<CallOutput<'panel.hand-off'>> {
  const slot = await freeSlot(world, caller, input);
  if ('state' in slot) return viewHandoff(world, caller, slot.id);
  const prepared = await preparePacket(world, caller, input.operation);
  if (prepared.seal !== input.seal) {
    throw new UseCaseError(
      'scope-changed',
      'The issue or the policy changed since you looked. Read the scope again.',
    );
  }
  const requester = await readRequester(caller);
  const at = world.clock.now();
  const proposed = propose(world.ids.handoffId(), prepared, {
    requester,
    at,
    requestId: input.requestId,
  });
  const isHeld = prepared.packet.decision.gates.includes('run');
  const after = advance(proposed, isHeld ? 'hold-for-run' : 'queue', {
    at,
    explanation: isHeld ? 'Waiting for approval before AI runs.' : 'Waiting for its turn.',
  });
  await world.handoffs.ensureSlot(caller.issueId);
  await commitStep(world, {
    before: null,
    after,
    actor: { kind: 'person', accountId: caller.accountId, role: 'requester', requestId: caller.requestId },
    happenings: happenings(after, prepared),
    effects: isHeld ? ['open-subtask', 'sync-property'] : ['run', 'sync-property'],
    packet: prepared.packet,
    slot: { ...slot, latestHandoffId: after.id, handoffCount: slot.handoffCount + 1 },
  });
  return viewHandoff(world, caller, after.id);
}
