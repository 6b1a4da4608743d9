import type { Output } from '../../../contract/output';
import type { Handoff } from '../../../domain/handoff/handoff';
import { answerEscalation } from '../../answer-escalation';
import { remindApprovers } from '../../remind-approvers';
import { requestHandoff } from '../../request-handoff';
import { reviewOutput } from '../../review-output';
import { reviewScope } from '../../review-scope';
import { withdrawHandoff } from '../../withdraw-handoff';
import type { Request } from './command';
import { OPERATIONS_BY_GATES } from './site-policy';
import type { CrashPlan } from './power';
import { callerAt, invoke, ISSUE_ID, latest, type Ending, type Stage } from './stage';

type Asking = Extract<Request, { do: 'hand off' }>;
type Reviewing = Extract<Request, { do: 'review' }>;

const outcomeOf = (ending: Ending<unknown>): string =>
  ending.kind === 'refused' ? `refused: ${ending.code}` : ending.kind;

const requestId = (stage: Stage): string =>
  `3f0c1d8e-5a7b-4c2d-9e6f-${String((stage.ledger.requests += 1)).padStart(12, '0')}`;

/** Somebody looks at a scope and hands off; a stale one is edited between the look and the click. */
export async function handOff(stage: Stage, asking: Asking, crash: CrashPlan | null): Promise<string> {
  const operation = OPERATIONS_BY_GATES[asking.gates];
  const caller = await callerAt(stage, asking.who, ISSUE_ID);
  if (caller === null) return 'cannot see the issue';
  const id = requestId(stage);
  const ending = await invoke(stage, crash, async () => {
    const { seal, nonce } = await reviewScope(stage.world, caller, { operation });
    if (asking.isStale) stage.bench.jira.issue(ISSUE_ID).description += ' Later.';
    return requestHandoff(stage.world, caller, { operation, seal, nonce, requestId: id });
  });
  const stored = latest(stage);
  if (ending.kind === 'ok' && stored?.requestId !== id)
    stage.ledger.breaches.push('a hand-off was confirmed and is not stored');
  return outcomeOf(ending);
}

const claimsOf = (output: Output) =>
  output.sections.flatMap(({ claims }) => claims.filter(({ struck }) => struck === null));

/** Somebody reviews the output that is stored. */
export async function review(stage: Stage, reviewing: Reviewing, crash: CrashPlan | null): Promise<string> {
  const handoff = latest(stage);
  const output = handoff === null ? undefined : stage.bench.memory.outputs.get(handoff.id);
  const caller = await callerAt(stage, reviewing.who, ISSUE_ID);
  if (handoff === null || output === undefined || caller === null) return 'there is no output';
  const claims = claimsOf(output);
  const struck = reviewing.strikes ? claims.slice(0, 1) : [];
  const { verdict, isForCustomer } = reviewing;
  const ending = await invoke(stage, crash, () =>
    reviewOutput(stage.world, caller, {
      handoffId: handoff.id,
      version: handoff.version,
      verdict,
      reason: verdict === 'accept' ? 'none' : 'other',
      note: '',
      strike: struck.map(({ number }) => ({ number, reason: 'other' as const })),
      edits: [],
      audience: isForCustomer ? 'customer' : 'internal',
    }),
  );
  // A process that died may have stored it before.
  if (ending.kind !== 'refused')
    stage.ledger.deeds.push({
      handoffId: handoff.id,
      who: reviewing.who,
      what: verdict,
      keeps: claims.filter((claim) => !struck.includes(claim)).map(({ text }) => text),
      strikes: struck.map(({ text }) => text),
      isForCustomer,
    });
  const stored = stage.bench.memory.handoffs.get(handoff.id);
  if (ending.kind === 'ok' && stored?.review?.verdict !== verdict)
    stage.ledger.breaches.push(`a review (${verdict}) was confirmed and is not stored`);
  return outcomeOf(ending);
}

/** Something that somebody does to a hand-off on its issue, and what must be stored when the app says that it was done. */
async function onHandoff(
  stage: Stage,
  {
    what,
    who,
    crash,
    work,
    isDone,
  }: {
    readonly what: 'withdraw' | 'remind' | 'answer';
    readonly who: string;
    readonly crash: CrashPlan | null;
    readonly work: (
      handoff: Handoff,
      caller: NonNullable<Awaited<ReturnType<typeof callerAt>>>,
    ) => Promise<unknown>;
    readonly isDone: (after: Handoff) => boolean;
  },
): Promise<string> {
  const handoff = latest(stage);
  const caller = await callerAt(stage, who, ISSUE_ID);
  if (handoff === null || caller === null) return 'there is no hand-off';
  const { id } = handoff;
  const ending = await invoke(stage, crash, () => work(handoff, caller));
  if (ending.kind !== 'refused')
    stage.ledger.deeds.push({ handoffId: id, who, what, keeps: [], strikes: [], isForCustomer: false });
  const after = stage.bench.memory.handoffs.get(id);
  if (ending.kind === 'ok' && (after === undefined || !isDone(after)))
    stage.ledger.breaches.push(`${who} was told that ${what} is done, and it is not stored`);
  return outcomeOf(ending);
}

export const withdraw = (stage: Stage, who: string, crash: CrashPlan | null): Promise<string> =>
  onHandoff(stage, {
    what: 'withdraw',
    who,
    crash,
    work: ({ id, version }, caller) => withdrawHandoff(stage.world, caller, { handoffId: id, version }),
    isDone: ({ state }) => state === 'withdrawn',
  });

export const remind = (stage: Stage, who: string, crash: CrashPlan | null): Promise<string> => {
  const before = latest(stage)?.version ?? 0;
  return onHandoff(stage, {
    what: 'remind',
    who,
    crash,
    work: ({ id, version }, caller) => remindApprovers(stage.world, caller, { handoffId: id, version }),
    isDone: ({ version }) => version > before,
  });
};

export const answer = (stage: Stage, who: string, crash: CrashPlan | null): Promise<string> =>
  onHandoff(stage, {
    what: 'answer',
    who,
    crash,
    work: ({ id, version }, caller) =>
      answerEscalation(stage.world, caller, { handoffId: id, version, note: 'We take it.' }),
    isDone: ({ escalationAnswer }) => escalationAnswer?.by.accountId === who,
  });
