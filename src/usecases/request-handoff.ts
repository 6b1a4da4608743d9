import type { CallInput, CallOutput } from '../contract/calls';
import type { Check } from '../contract/audit';
import type { Reason } from '../contract/decision';
import type { Person } from '../contract/scope';
import { briefList, brief, type Happening } from '../domain/audit/happening';
import { isActivePerson } from '../domain/gate/plan-gates';
import { operationOf } from '../domain/operations/catalogue';
import { advance, gateOf, openGate, type Handoff } from '../domain/handoff/handoff';
import { isEnd } from '../domain/lifecycle/lifecycle';
import type { SecretFound } from '../domain/packet/collect-sources';
import type { Packet } from '../domain/packet/packet';
import { GUARD_RULE } from '../domain/packet/raise-care';
import type { Mark } from '../ports/audit-store';
import type { IssueSlot, Take } from '../ports/handoff-store';
import { requestsOf } from './open-subtask';
import { commitStep } from './commit-step';
import { preparePacket, type PreparedPacket } from './prepare-packet';
import { UseCaseError } from './use-case-error';
import { viewHandoff } from './view-handoff';
import type { IssueCaller, World } from './world';

type Input = CallInput<'panel.hand-off'>;

function propose(
  id: string,
  prepared: PreparedPacket,
  details: { requester: Person; at: string; requestId: string; salt: string },
): Handoff {
  const { packet, seal, reading } = prepared;
  return {
    schema: 2,
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
    policyVersion: packet.policy.version,
    engine: packet.engine,
    salt: details.salt,
    gates: packet.gates.map((plan) => gateOf(plan, prepared.subtaskType)),
    reviewHours: packet.limits.reviewHours,
    runMinutes: packet.limits.runMinutes,
    requestedAt: details.at,
    updatedAt: details.at,
    dueAt: null,
    explanation: 'Requested.',
    review: null,
    escalationAnswer: null,
    writtenBack: null,
    erased: { packet: null, output: null },
    eraseFrom: null,
  };
}

const VERDICTS: Readonly<Partial<Record<Reason['effect'], Check['verdict']>>> = {
  block: 'blocked',
  allow: 'allowed',
  redact: 'modified',
  'cap-tier': 'modified',
  'internal-only': 'modified',
};

/** What each rule said, as a check of an entry: the four verdicts of R201 with the value that it saw and its limit. */
const toCheck = ({ ruleId, effect, observed, threshold }: Reason): Check => ({
  check: 'policy',
  ruleId: brief(ruleId, 60),
  verdict: VERDICTS[effect] ?? 'escalated',
  observed: brief(observed, 160),
  threshold: brief(threshold, 160),
});

/** An entry holds at most so many checks; how many rules fired is said beside them. */
const MAX_CHECKS = 60;

/** Which texts the AI was given, as addresses by kind: `comment 10021, 10022`. */
function contextOf({ sources }: Packet): string[] {
  const byKind = new Map<string, string[]>();
  for (const { kind, ref } of sources) byKind.set(kind, [...(byKind.get(kind) ?? []), ref]);
  return [...byKind].map(([kind, refs]) => brief(`${kind} ${refs.join(', ')}`, 2_000));
}

/** What was taken out of a source: rule, place and length, never the text or a hash of it. */
const foundText = ({ source, ruleId, start, length }: SecretFound): string =>
  `${ruleId}: source ${source}, offset ${start}, length ${length}`;

const CHECKS = {
  secret: { check: 'secret', ruleId: 'secrets-1', threshold: 'none may be stored' },
  pii: { check: 'personal-data', ruleId: 'personal-data-1', threshold: 'none may be read by AI here' },
} as const;

const takenChecks = ({ secrets }: Packet): readonly Check[] =>
  (['secret', 'pii'] as const).flatMap((kind): Check[] => {
    const count = secrets.filter(({ check }) => check === kind).length;
    const observed = `${count} found and taken out`;
    return count === 0 ? [] : [{ ...CHECKS[kind], verdict: 'modified', observed }];
  });

/** Which rules put which sources into quarantine: numbers and ids, never the words (INJ-01). */
const quarantinesIn = ({ sources }: Packet): readonly string[] =>
  sources.flatMap(({ number, quarantine }) =>
    quarantine === null ? [] : [`injection: source ${number}, ${quarantine.ruleIds.join(', ')}`],
  );

const quarantineChecks = (quarantines: readonly string[]): readonly Check[] =>
  quarantines.length === 0
    ? []
    : [
        {
          check: 'injection',
          ruleId: GUARD_RULE,
          verdict: 'escalated',
          observed: `${quarantines.length} kept from every engine`,
          threshold: 'none may speak to an AI',
        },
      ];

/** What the guardrails found in the sources; nothing where they found nothing. */
function onInput(packet: Packet): readonly Happening[] {
  const quarantines = quarantinesIn(packet);
  const findings = [...quarantines, ...packet.secrets.map(foundText)];
  if (findings.length === 0) return [];
  const checks = [...quarantineChecks(quarantines), ...takenChecks(packet)];
  return [{ event: 'guardrail.decided', details: { stage: 'input', findings: briefList(findings) }, checks }];
}

function nextOf(after: Handoff): readonly Happening[] {
  const gate = openGate(after);
  return gate === null ? [{ event: 'run.queued', details: { gate: 'none' } }] : requestsOf(gate);
}

function happenings(after: Handoff, prepared: PreparedPacket): Happening[] {
  const { packet } = prepared;
  const { reasons } = packet.decision;
  return [
    {
      event: 'handoff.requested',
      details: { sources: packet.sources.length, clientRequestId: after.requestId },
    },
    {
      event: 'eligibility.decided',
      details: { outcome: packet.decision.outcome, fired: reasons.length },
      checks: reasons.slice(0, MAX_CHECKS).map(toCheck),
    },
    ...(packet.decision.bypassId === null
      ? []
      : [{ event: 'bypass.used' as const, details: { bypass: packet.decision.bypassId } }]),
    ...onInput(packet),
    {
      event: 'scope.confirmed',
      details: {
        mayRead: briefList(packet.scope.mayRead),
        leftOut: briefList(packet.scope.leftOut),
        blockedActions: briefList(packet.scope.blockedActions),
        context: contextOf(packet),
        policyDigest: packet.policy.digest,
      },
    },
    ...nextOf(after),
  ];
}

/** Rules that a search finds the hand-off by; a transaction has room for so many, the strictest first. */
const MAX_RULE_MARKS = 10;
const BY_CARE: Readonly<Record<Reason['effect'], number>> = {
  block: 0,
  'lifted-block': 0,
  'require-run-approval': 1,
  'require-use-approval': 1,
  'require-second-reviewer': 1,
  sample: 1,
  'cap-tier': 2,
  redact: 2,
  'internal-only': 2,
  allow: 3,
};

function marksOf({ packet }: PreparedPacket): readonly Mark[] {
  const inOrder = [...packet.decision.reasons].sort((a, b) => BY_CARE[a.effect] - BY_CARE[b.effect]);
  const ids = new Set(inOrder.map(({ ruleId }) => ruleId));
  return [...ids].slice(0, MAX_RULE_MARKS).map((ruleId): Mark => `rule:${ruleId}`);
}

/** What a hand-off uses up of the policy's daily limits, and of a bypass that let it through. */
function takesOf({ packet, policy, reading }: PreparedPacket, at: string): readonly Take[] {
  const { perDay } = policy.document.limits;
  const day = at.slice(0, 10);
  const limited = (scope: Take['scope'], of: string, most: number | null): Take[] =>
    most === null ? [] : [{ scope, of, most, day }];
  const bypass = policy.document.bypasses.find(({ id }) => id === packet.decision.bypassId);
  return [
    ...limited('person', packet.requesterId, perDay.person),
    ...limited('project', reading.projectKey, perDay.project),
    ...limited('class', operationOf(packet.operation).class, perDay.class),
    ...(bypass === undefined
      ? []
      : [{ scope: 'bypass' as const, of: bypass.id, most: bypass.maxUses, day: null }]),
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
  if (requester === undefined || !isActivePerson(requester)) {
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
  const prepared = await preparePacket(world, caller, input);
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
    salt: world.ids.salt(),
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
    marks: marksOf(prepared),
    takes: takesOf(prepared, at),
    decision: prepared.record,
    effects: isHeld ? ['open-subtask', 'sync-property'] : ['run', 'sync-property'],
    packet: prepared.packet,
    slot: { ...slot, latestHandoffId: after.id, handoffCount: slot.handoffCount + 1 },
  });
  return viewHandoff(world, caller, after.id);
}
