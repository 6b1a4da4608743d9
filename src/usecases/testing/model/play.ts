import { openGate } from '../../../domain/handoff/handoff';
import { checkLooked } from './check-attempts';
import { isOver } from './check-end';
import { checkProperty, checkRest, isPending } from './check-rest';
import { toSentence, type Command, type Disturbance, type Request } from './command';
import { decideInPanel, moveInJira } from './decide';
import { behave } from './model-acts';
import { damage, editIssue, editPolicy, sabotage } from './disturb';
import { settingWords, withFirst, type Sequence } from './generate';
import { observe } from './observe';
import { answer, handOff, remind, review, withdraw } from './people-acts';
import { BACKUP, OWNER } from './people';
import type { CrashPlan } from './power';
import { createStage, latest, type Stage } from './stage';
import { addSequence, type Tally } from './tally';
import { deliverAll, deliverOne, deliverTwice, lose, sweepOnce } from './work-queue';

/** Whoever is asked at the open gate approves, as shown and read. */
async function approve(stage: Stage, by: 'panel' | 'move', crash: CrashPlan | null): Promise<string> {
  const who = 'whoever is asked';
  if (by === 'panel' || stage.setting.place === 'panel') {
    const deciding = { seat: 0, gate: 'the open one', verdict: 'approve', shown: 'everything' } as const;
    return decideInPanel(stage, { ...deciding, who, isRead: true }, crash);
  }
  const moved = moveInJira(stage, { who, seat: 0, to: 'Approved', event: 'sent' });
  return `${moved}; ${await deliverAll(stage, crash)}`;
}

/** The queue is worked off, and whoever is next does what is right: approves, accepts, or hands off anew. Only the crash is not. */
async function goOn(
  stage: Stage,
  { by, isForCustomer, gates }: Extract<Request, { do: 'go on' }>,
  crash: CrashPlan | null,
): Promise<string> {
  await deliverAll(stage);
  const handoff = latest(stage);
  if (handoff === null || isOver(handoff.state))
    return handOff(stage, { do: 'hand off', who: stage.setting.requester, gates, isStale: false }, crash);
  if (openGate(handoff) !== null) return approve(stage, by, crash);
  const accepting = { do: 'review', who: OWNER, verdict: 'accept', strikes: false } as const;
  return review(stage, { ...accepting, isForCustomer }, crash);
}

/** The backup takes the first place that waits. */
async function backupApproval(stage: Stage, crash: CrashPlan | null): Promise<string> {
  await deliverAll(stage);
  const handoff = latest(stage);
  const gate = handoff === null ? null : openGate(handoff);
  if (gate === null) return 'nothing waits';
  const seat = gate.seats.findIndex(({ askedAt, decision }) => askedAt !== null && decision === null);
  const deciding = {
    who: BACKUP,
    seat,
    gate: 'the open one',
    verdict: 'approve',
    shown: 'everything',
  } as const;
  return decideInPanel(stage, { ...deciding, isRead: true }, crash);
}

function setAccount({ bench }: Stage, who: string, isActive: boolean): string {
  const person = bench.jira.people.get(who);
  if (person !== undefined) bench.jira.people.set(who, { ...person, isActive });
  return 'set';
}

function halt({ bench }: Stage, isHalted: boolean): string {
  const { siteSwitch } = bench.memory;
  bench.memory.siteSwitch = { ...siteSwitch, isHalted, reason: isHalted ? 'Drill' : '' };
  return 'set';
}

function letFail(stage: Stage, { call, code }: Extract<Disturbance, { do: 'Jira fails' }>): string {
  stage.bench.jira.fail(call, code);
  if (code === null) stage.failing.delete(call);
  else stage.failing.add(call);
  if (code !== null) stage.ledger.isHurt = true;
  return 'set';
}

/** What happens beside the app: in Jira, in the admin's policy, in time and in storage. */
function disturb(stage: Stage, done: Disturbance): string {
  switch (done.do) {
    case 'move':
      return moveInJira(stage, done);
    case 'sabotage':
      return sabotage(stage, done);
    case 'edit':
      return editIssue(stage, done.what);
    case 'change policy':
      return editPolicy(stage, done.change);
    case 'set account':
      return setAccount(stage, done.who, done.isActive);
    case 'halt':
      return halt(stage, done.isHalted);
    case 'wait':
      stage.bench.clock.advance(done.seconds * 1_000);
      return stage.bench.clock.now();
    case 'lose':
      return lose(stage, done.nth);
    case 'Jira fails':
      return letFail(stage, done);
    case 'model':
      return behave(stage, done);
    case 'damage':
      return damage(stage, done.what);
  }
}

/** What is asked of the app. */
async function ask(stage: Stage, asked: Request, crash: CrashPlan | null): Promise<string> {
  switch (asked.do) {
    case 'hand off':
      return handOff(stage, asked, crash);
    case 'go on':
      return goOn(stage, asked, crash);
    case 'the backup approves':
      return backupApproval(stage, crash);
    case 'decide':
      return decideInPanel(stage, asked, crash);
    case 'review':
      return review(stage, asked, crash);
    case 'withdraw':
      return withdraw(stage, asked.who, crash);
    case 'remind':
      return remind(stage, asked.who, crash);
    case 'answer':
      return answer(stage, asked.who, crash);
    case 'sweep':
      return sweepOnce(stage, crash);
    case 'deliver everything':
      return deliverAll(stage, crash);
    case 'deliver':
      return deliverOne(stage, asked.nth, crash);
    case 'deliver twice':
      return deliverTwice(stage, asked.nth, crash);
  }
}

/** Raised with the whole story of a sequence that broke something. */
class Broken extends Error {}

function assertWhole({ ledger }: Stage, sequence: Sequence): void {
  if (ledger.breaches.length === 0) return;
  const story = [
    settingWords(sequence),
    ...ledger.story,
    ...ledger.breaches.map((breach) => `BREACH: ${breach}`),
  ];
  throw new Broken(`\n${story.join('\n')}`);
}

const SECOND_MS = 1_000;

async function perform(stage: Stage, command: Command): Promise<void> {
  stage.power.begin(null);
  // Each command has a moment of its own, by which what it left can be told from the rest.
  stage.bench.clock.advance(SECOND_MS);
  const outcome =
    command.kind === 'disturbance'
      ? disturb(stage, command.disturbance)
      : await ask(stage, command.request, command.crash);
  const state = latest(stage)?.state ?? 'nothing';
  stage.ledger.story.push(`${toSentence(command)} [${outcome}] -> ${state}`);
}

const HOUR_MS = 3_600_000;
/** More than all deadlines of a hand-off together: two gates, a review, a queue. */
const MOST_HOURS = 30;

/** What disturbed is over, and the schedule runs for as long as it takes. */
async function comeToRest(stage: Stage): Promise<void> {
  const { jira, queue, memory, clock } = stage.bench;
  for (const call of stage.failing) jira.fail(call, null);
  halt(stage, false);
  for (let step = 0; step < MOST_HOURS; step += 1) {
    await deliverAll(stage);
    await sweepOnce(stage, null);
    await deliverAll(stage);
    observe(stage);
    if (step === 0) checkLooked(stage);
    const isOpen = [...memory.handoffs.values()].some(({ eraseFrom }) => eraseFrom === null);
    if (!isPending(stage) && !isOpen && queue.items.length === 0) break;
    clock.advance(HOUR_MS);
  }
  stage.ledger.story.push('everything is delivered, and the time of everything passes');
  checkRest(stage);
}

/** Everything was delivered and nothing failed, so that what is shown elsewhere has to agree. */
function checkAgreement(stage: Stage, command: Command): void {
  const isDelivered =
    command.kind === 'request' && command.request.do === 'deliver everything' && command.crash === null;
  if (isDelivered && !isPending(stage)) checkProperty(stage);
}

/** Plays a sequence to its end. Throws its story when an invariant broke. */
export async function play(sequence: Sequence, tally: Tally): Promise<void> {
  const stage = createStage(sequence.setting);
  for (const command of withFirst(sequence)) {
    await perform(stage, command);
    tally.commands += 1;
    observe(stage);
    checkAgreement(stage, command);
    assertWhole(stage, sequence);
  }
  await comeToRest(stage);
  assertWhole(stage, sequence);
  addSequence(tally, stage);
}
