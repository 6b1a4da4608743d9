import type { AuditEntry, AuditEvent } from '../../contract/audit';
import type { HandoffView } from '../../contract/handoff';
import type { OperationId } from '../../contract/vocabulary';
import { checkEntry, type Walk } from '../../domain/audit/chain';
import type { GateRecord, Handoff } from '../../domain/handoff/handoff';
import { createFakeAuditStore } from '../../ports/fakes/audit-store.fake';
import { createFakeCheckpointStore } from '../../ports/fakes/checkpoint-store.fake';
import { createFakeDecisionLog } from '../../ports/fakes/decision-log.fake';
import { createFakeMemory, type FakeMemory } from '../../ports/fakes/fake-memory';
import type { IssueSpec } from '../../ports/fakes/fake-site';
import { createFakeHandoffStore } from '../../ports/fakes/handoff-store.fake';
import { createFakeJira, type FakeJira } from '../../ports/fakes/jira.fake';
import { createFakeModelState, type FakeModelState } from '../../ports/fakes/model-state.fake';
import { createFakePeopleRegistry } from '../../ports/fakes/people-registry.fake';
import {
  createFakeClock,
  createFakeIds,
  createFakeLog,
  createFakeModels,
  createFakePrivacy,
  createFakeQueue,
  type FakeClock,
  type FakeLog,
  type FakeModels,
  type FakePrivacy,
  type FakeQueue,
} from '../../ports/fakes/platform.fake';
import { createFakePolicyStore } from '../../ports/fakes/policy-store.fake';
import { createFakeSharesStore } from '../../ports/fakes/shares-store.fake';
import { checkSubtask } from '../check-subtask';
import { performEffect } from '../perform-effect';
import { requestHandoff } from '../request-handoff';
import { reviewScope } from '../review-scope';
import type { IssueCaller, World } from '../world';

/** The whole app in memory, with what a test reaches into. */
export interface Bench {
  readonly world: World;
  readonly memory: FakeMemory;
  readonly jira: FakeJira;
  readonly clock: FakeClock;
  readonly queue: FakeQueue;
  readonly log: FakeLog;
  readonly privacy: FakePrivacy;
  readonly models: FakeModels;
  readonly modelState: FakeModelState;
}

/** The issue on which most tests stand: an incident, High, Internal, owned by `agent-ben`. */
export const INCIDENT: IssueSpec = { id: '10001', key: 'INC-1' };

/** An app in memory with one issue: `INCIDENT`, changed as the test says. */
export function createBench(issue: Partial<IssueSpec> = {}): Bench {
  const memory = createFakeMemory();
  const clock = createFakeClock();
  const jira = createFakeJira(clock);
  const queue = createFakeQueue();
  const log = createFakeLog();
  const privacy = createFakePrivacy();
  const models = createFakeModels();
  const modelState = createFakeModelState();
  jira.addIssue({ ...INCIDENT, ...issue });
  const world: World = {
    handoffs: createFakeHandoffStore(memory),
    audit: createFakeAuditStore(memory),
    checkpoints: createFakeCheckpointStore(memory),
    registry: createFakePeopleRegistry(memory),
    privacy,
    policies: createFakePolicyStore(memory),
    decisions: createFakeDecisionLog(memory),
    shares: createFakeSharesStore(),
    jira: jira.app,
    queue,
    models,
    modelState,
    clock,
    ids: createFakeIds(),
    log,
  };
  return { world, memory, jira, clock, queue, log, privacy, models, modelState };
}

/** A person on an issue, with what Jira says this person may do there. */
export async function callerOn(
  { jira }: Pick<Bench, 'jira'>,
  accountId: string,
  issueId = INCIDENT.id,
): Promise<IssueCaller> {
  const user = jira.userOf(accountId);
  const permissions = await user.permissionsOn(issueId);
  return {
    accountId,
    requestId: `invocation-of-${accountId.slice(accountId.indexOf('-') + 1)}`,
    jira: user,
    issueId,
    mayEdit: permissions?.mayEdit ?? false,
  };
}

/** The request id that `handOff` sends unless told. */
export const REQUEST_ID = '3f0c1d8e-5a7b-4c2d-9e6f-0a1b2c3d4e5f';

/** Reviews the scope and hands off with the seal that was shown, as `agent-ana`; nothing of the queue has run yet. */
export async function handOff(
  bench: Bench,
  operation: OperationId,
  { accountId = 'agent-ana', requestId = REQUEST_ID }: { accountId?: string; requestId?: string } = {},
): Promise<HandoffView> {
  const caller = await callerOn(bench, accountId);
  const { seal, nonce } = await reviewScope(bench.world, caller, { operation });
  return requestHandoff(bench.world, caller, { operation, seal, nonce, requestId });
}

const MAX_STEPS = 200;

/** Performs what the queue holds until it is empty; an effect that asks for another try gets it. */
export async function settle({ world, queue }: Bench): Promise<void> {
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const item = queue.items.shift();
    if (item === undefined) return;
    if (item.kind === 'subtask') await checkSubtask(world, item.id);
    else if ((await performEffect(world, item.id)) === 'retry') queue.items.push(item);
  }
  throw new Error('the queue does not become empty');
}

/** The only hand-off that is stored. */
export function onlyHandoff({ memory }: Bench): Handoff {
  const [handoff, ...others] = [...memory.handoffs.values()];
  if (handoff === undefined || others.length > 0)
    throw new Error(`${memory.handoffs.size} hand-offs are stored`);
  return handoff;
}

/** The record of a gate of the only hand-off. */
export function gateIn(bench: Bench, kind: 'run' | 'use'): GateRecord {
  const gate = onlyHandoff(bench).gates.find((record) => record.plan.gate === kind);
  if (gate === undefined) throw new Error(`there is no ${kind} gate`);
  return gate;
}

/** The subtask of a place (from 0) at a gate of the only hand-off. */
export function subtaskOf(
  bench: Bench,
  gate: 'run' | 'use',
  seat = 0,
): { readonly id: string; readonly key: string } {
  const subtask = gateIn(bench, gate).seats[seat]?.subtask ?? null;
  if (subtask === null) throw new Error(`place ${seat} of the ${gate} gate has no subtask`);
  return subtask;
}

/** The entries of a chain in order; throws when it does not verify up to its head. */
export function entriesIn({ memory }: Pick<Bench, 'memory'>, chain: string): readonly AuditEntry[] {
  const stored = memory.chains.get(chain);
  const walk: Walk = new Map();
  for (const entry of stored?.entries ?? []) {
    const broken = checkEntry(walk, entry);
    if (broken !== null) throw new Error(`${broken.id}: ${broken.why}`);
  }
  if (walk.get(chain)?.lastHash !== stored?.head.lastHash)
    throw new Error('the entries do not end at the head of the chain');
  return stored?.entries ?? [];
}

/** The entries of the only hand-off's chain. */
export const entriesOf = (bench: Bench): readonly AuditEntry[] => entriesIn(bench, onlyHandoff(bench).id);

/** How effects other than the hand-off's own steps came out; they are recorded when the queue gets to them. */
const BESIDE: ReadonlySet<AuditEvent> = new Set(['effect.done']);

/** The events of the only hand-off's own steps in order; throws when its chain does not verify. */
export const trailOf = (bench: Bench): readonly AuditEvent[] =>
  entriesOf(bench)
    .map(({ event }) => event)
    .filter((event) => !BESIDE.has(event));

/** The reference of a person in the chains; throws for one who took part in nothing. */
export function refOf({ memory }: Bench, accountId: string): string {
  const ref = memory.actors.get(accountId)?.ref;
  if (ref === undefined) throw new Error(`${accountId} has no reference`);
  return ref;
}

/** All that is stored but recorded decisions, as text: two equal texts mean that nothing else was written. */
export const storedText = ({ memory }: Bench): string =>
  JSON.stringify({ ...memory, decisions: null }, (_key, value: unknown) =>
    value instanceof Map ? [...value.entries()] : value,
  );
